"""The page to try the interface at: whole without the internet, and usable with a token."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.long_run import long_run
from tests.processes import the_demonstration

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with the_demonstration("guangdong", tmp_path_factory.mktemp("docs")) as demo:
        yield demo


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh-CN", "轮候 · 接口试用"), *long_run(("en", "Lunhou · try the interface"))],
)
def test_it_shows_every_endpoint_and_asks_nobody_else(
    page: Page, demo: dict[str, Any], screenshot: Screenshot, language: str, title: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{demo['url']}/api/docs?language={language}")

    expect(page.locator("#app > header h1")).to_have_text(title)
    expect(page.locator(".opblock").first).to_be_visible()
    screenshot(f"docs-{language}")
    described = page.request.get(f"{demo['url']}/api/v1/openapi.json").json()["paths"]
    assert page.locator(".opblock").count() == sum(len(path) for path in described.values())
    assert [url for url in asked if not url.startswith((demo["url"], "data:", "blob:"))] == []


def test_a_number_can_be_taken_with_a_token(page: Page, demo: dict[str, Any]) -> None:
    page.goto(f"{demo['url']}/api/docs?language=en")
    page.locator(".btn.authorize").click()
    page.locator(".auth-container input").fill(demo["tokens"]["kiosk"])
    page.locator(".auth-btn-wrapper .authorize").click()
    page.locator(".btn-done").click()
    page.locator(".opblock-summary-path[data-path='/api/v1/halls/{hall}/tickets']").last.click()
    opened = page.locator(".opblock.is-open")
    opened.locator("tr[data-param-name='hall'] input").fill("guangdong")
    opened.locator("textarea.body-param__text").fill(
        '{"service": "A", "class": "normal", "language": "en", "channel": "kiosk"}'
    )

    opened.locator(".btn.execute").click()

    expect(opened.locator(".live-responses-table tr.response")).to_contain_text("201")
    expect(opened.locator(".live-responses-table")).to_contain_text("A001")
