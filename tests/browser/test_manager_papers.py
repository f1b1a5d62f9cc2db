"""Paper on the manager's page: that it will end, tickets in doubt, and how tickets look."""

from playwright.sync_api import expect

from tests.browser.conftest import Screenshot
from tests.browser.in_languages import widest
from tests.browser.test_manager import open_manager

LOW = {
    "zh-CN": ["纸将用尽", "请备好新纸卷，纸尽前更换"],
    "zh-Hant": ["紙張將用完", "請備好新紙捲，在用完前更換"],
    "en": ["Paper low", "Have a new roll ready and change it before this one ends"],
    "ko": ["용지 부족", "새 용지를 준비하여 다 쓰기 전에 교체해 주십시오"],
    "ru": ["Бумага кончается", "Приготовьте новый рулон и замените до конца бумаги"],
}
PAPERS = [
    {
        "id": "guangdong-12-1",
        "number": "A012",
        "copy": 1,
        "state": "unsure",
        "detail": "connection_lost",
        "device": "k1",
        "device_name": "取号机 1",
        "created_at": "2026-11-23T02:20:00Z",
        "reported_at": "2026-11-23T02:20:09Z",
        "decisions": ["printed", "reprint", "void"],
    },
    {
        "id": "guangdong-13-2",
        "number": "B003",
        "copy": 2,
        "state": "held",
        "detail": "paper_out",
        "device": "k2",
        "device_name": "取号机 2",
        "created_at": "2026-11-23T02:22:00Z",
        "reported_at": None,
        "decisions": ["reprint", "void"],
    },
]


@widest
def test_paper_near_its_end_is_told_before_it_ends(page, office, screenshot: Screenshot, language):
    office.set(displays=[])

    open_manager(page, office, language=language)

    alarm = page.locator(".display-alarms.soon p > *")
    expect(alarm).to_have_text(["取号机 1", *LOW[language]])
    screenshot(f"manager-paper-low-{language}")


def test_tickets_in_doubt_are_decided_by_who_looked(page, office, screenshot: Screenshot):
    office.set(papers=PAPERS)
    open_manager(page, office)
    listed = page.locator(".papers li")
    expect(listed).to_have_count(2)
    expect(listed.nth(0)).to_contain_text("打印中断线 · 取号机 1 · 10:20")
    expect(listed.nth(1)).to_contain_text("缺纸 · 第 2 联 · 取号机 2 · 10:22")
    screenshot("manager-papers")

    listed.nth(0).get_by_role("button", name="已有纸").click()
    expect(listed).to_have_count(1)
    listed.nth(0).get_by_role("button", name="重打").click()
    expect(page.locator(".papers-panel")).to_have_count(0)

    assert office.set()["decided"] == [
        ["guangdong-12-1", "printed"],
        ["guangdong-13-2", "reprint"],
    ]


def test_a_manager_looks_at_the_papers_of_both_widths(page, office, screenshot: Screenshot):
    open_manager(page, office, view="设备")
    shown = page.locator(".samples img")
    expect(shown).to_have_count(2)
    first = shown.nth(0).get_attribute("src")
    screenshot("manager-samples")

    page.locator(".samples-panel .segments button", has_text="English").click()
    expect(shown.nth(0)).not_to_have_attribute("src", first)
    expect(shown).to_have_count(2)

    widths = [shown.nth(place).evaluate("each => each.naturalWidth") for place in (0, 1)]
    assert widths == [576, 384]
