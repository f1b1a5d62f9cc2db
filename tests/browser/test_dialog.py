"""The shared dialog tells what the person did, and nothing that the page did itself."""

from playwright.sync_api import expect

OPEN_A_DIALOG = """async () => {
  const { html, render } = await import("/static/vendor/preact.js");
  const { Dialog } = await import("/static/shared/ui.js");
  const place = document.body.appendChild(document.createElement("div"));
  window.told = 0;
  const onClose = () => (window.told += 1);
  const inside = html`<button class="mine">ok</button>`;
  window.show = (open) =>
    render(html`<${Dialog} open=${open} title="?" onClose=${onClose}>${inside}<//>`, place);
  window.show(true);
}"""
AFTER_ITS_EVENT = "() => new Promise((done) => setTimeout(() => done(window.told), 50))"


def test_only_a_person_closes_a_dialog_with_a_word(page, hall):
    page.goto(f"{hall.url}/halls/guangdong/display?language=en")
    page.evaluate(OPEN_A_DIALOG)
    expect(page.locator(".mine")).to_be_focused()

    page.evaluate("() => window.show(false)")
    expect(page.locator(".mine")).to_have_count(0)
    assert page.evaluate(AFTER_ITS_EVENT) == 0

    page.evaluate("() => { window.show(true); window.show(false); window.show(true); }")
    assert page.evaluate(AFTER_ITS_EVENT) == 0

    page.keyboard.press("Escape")
    assert page.evaluate(AFTER_ITS_EVENT) == 1
