"""The manager's page in a real Chromium, over a made-up day: each view, each state, each refusal."""

import csv
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.office_process import OfficeProcess

DESK = {"width": 1440, "height": 900}
SIZES = {"1366": (1366, 768), "1920": (1920, 1080), "390": (390, 844)}
EMPTY_TILES = {
    "正在等候": "0 人",
    "最长等候": "– 无人等候",
    "今日守诺率": "– 今日尚未叫号",
    "新来者预计等候": "– 大厅未开放",
    "今日已办结": "0 取号 0",
}
NOON, EVENING, EARLY = (f"2026-11-23T{at}:00+08:00" for at in ("12:25", "16:02", "08:20"))


@pytest.fixture
def page(page: Page) -> Page:
    page.set_viewport_size(DESK)
    return page


def open_manager(
    page: Page, office: OfficeProcess, view: str = "", language: str = "zh-CN"
) -> None:
    page.goto(f"{office.url}/halls/guangdong/manager?language={language}#token=manager-token")
    expect(page.locator(".head")).to_be_visible()
    if view:
        page.locator(".tab", has_text=view).click()


def tile(page: Page, label: str) -> Locator:
    return page.locator(".tile", has_text=label).locator(".tile-line")


def words_of(text: Locator, pattern: str) -> tuple[str, ...]:
    """The groups of a pattern, once the text has come to match it."""
    expect(text).to_have_text(re.compile(pattern))
    return re.search(pattern, " ".join(text.inner_text().split())).groups()


def test_the_worst_minute_of_noon_is_read_at_one_look(page, office, screenshot: Screenshot):
    office.set(now=NOON)

    open_manager(page, office)

    expect(page.locator(".counter")).to_have_count(13)
    waiting, broken = words_of(tile(page, "正在等候"), r"(\d+) 人 · (\d+) 人已失约")
    longest, number = words_of(tile(page, "最长等候"), r"(\d+) 分钟 · (\w+)")
    assert int(waiting) > int(broken) > 0
    expect(page.locator(".risk").first).to_contain_text(re.compile(r"已等 \d+，承诺 \d+ 分钟"))
    expect(page.locator(".risk", has_text=number)).to_contain_text(f"已等 {longest}")
    expect(page.locator(".counters-panel .panel-aside")).to_have_text("6 开 · 5 暂停 · 2 关")
    expect(page.locator(".counter", has_text="3 受理").first).to_contain_text("用餐 至 12:58")
    screenshot("manager-live-noon-zh")


def test_the_fullest_bar_leads_the_list(page, office):
    office.set(now=NOON)
    open_manager(page, office)
    expect(page.locator(".risk")).not_to_have_count(0)

    over = [
        int(minutes)
        for minutes in re.findall(r"已等 (\d+)，承诺 30", page.locator(".risks").inner_text())
    ]

    assert over == sorted(over, reverse=True)


def test_a_call_changes_the_page(page, office):
    open_manager(page, office)
    expect(page.locator(".live-state")).to_have_text("已连接")
    (before,) = words_of(tile(page, "今日已办结"), r"^(\d+) ")

    office.set(now=NOON)
    office.emit({"kind": "ticket_called", "number": "A070", "counter": 2, "service": "A"})

    expect(page.locator(".counter.paused")).to_have_count(5)
    expect(tile(page, "今日已办结").locator(".num")).not_to_have_text(before)


def test_before_the_doors_open_nothing_is_wrong(page, office, screenshot: Screenshot):
    office.set(now=EARLY)

    open_manager(page, office)

    expect(page.locator(".risk-panel")).to_contain_text("现在没有人等候")
    expect(page.locator(".day-panel")).to_contain_text("今天还没有人取号")
    for label, words in EMPTY_TILES.items():
        expect(tile(page, label)).to_have_text(words)
    screenshot("manager-live-early-zh")


def test_the_picture_has_words_and_a_table(page, office):
    open_manager(page, office)

    picture = page.get_by_role("img", name=re.compile("今日等候 今日取号 \\d+，现在等候 \\d+ 人"))

    expect(picture).to_be_visible()
    first = page.locator(".day-panel table tbody tr").first
    expect(first).to_contain_text("09:00")


def test_statistics_show_the_same_sums_as_the_record(page, office, screenshot: Screenshot):
    office.set(now=EVENING)

    open_manager(page, office, "统计")

    rows = page.locator(".figures tbody tr")
    expect(rows).to_have_count(6)
    issued = [int(each) for each in rows.locator("td:nth-child(2)").all_inner_texts()]
    expect(page.locator(".figures tfoot td").first).to_have_text(str(sum(issued)))
    expect(page.locator(".totals dd").first).to_have_text(str(sum(issued)))
    expect(page.get_by_role("img", name=re.compile("等候时间"))).to_be_visible()
    screenshot("manager-statistics-zh")


@pytest.mark.parametrize(
    ("by", "first"),
    [
        ("优先级", "普通"),
        ("窗口", "2 号窗口"),
        ("时段", "9–10 时"),
        ("日期", "11-23 周一"),
        ("人员", "020302 李晓雯"),
    ],
)
def test_statistics_are_grouped_as_asked(page, office, screenshot: Screenshot, by, first):
    office.set(now=EVENING)
    open_manager(page, office, "统计")

    page.get_by_role("button", name=by, exact=True).click()

    expect(page.locator(".figures tbody th").first).to_have_text(first)
    screenshot(f"manager-statistics-{by}")


def test_other_days_are_chosen_by_a_press_or_by_dates(page, office, screenshot: Screenshot):
    open_manager(page, office, "统计")

    page.get_by_role("button", name="昨天").click()

    expect(page.get_by_label("开始日期")).to_have_value("2026-11-22")
    expect(page.get_by_text("这段时间没有取号")).to_be_visible()
    expect(page.get_by_role("button", name="导出表格")).to_be_disabled()
    screenshot("manager-statistics-empty")

    page.get_by_label("结束日期").fill("2026-11-23")

    expect(page.locator(".figures tbody tr")).to_have_count(6)
    page.get_by_label("开始日期").fill("2026-11-23")
    expect(page.get_by_role("button", name="今天")).to_have_attribute("aria-pressed", "true")


def test_the_file_opens_in_excel_with_its_chinese(page, office):
    office.set(now=EVENING)
    open_manager(page, office, "统计")
    shown = page.locator(".figures tbody tr").first.locator("td").first.inner_text()

    with page.expect_download() as download:
        page.get_by_role("button", name="导出表格").click()

    content = download.value.path().read_bytes()
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert download.value.suggested_filename == "广东省公安厅出入境接待大厅-业务-2026-11-23.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    assert (rows[0][:2], rows[1][:2], rows[-1][0]) == (
        ["业务", "取号"],
        ["A 普通护照", shown],
        "合计",
    )


def test_a_device_is_approved_and_another_revoked(page, office, screenshot: Screenshot):
    open_manager(page, office, "设备")
    screenshot("manager-devices-zh")

    page.locator(".pending li", has_text="取号机 3").get_by_role("button", name="批准").click()

    expect(page.locator(".pending")).to_have_count(0)
    row = page.locator(".devices tr", has_text="取号机 3")
    expect(row).to_contain_text("尚未连接")
    row.get_by_role("button", name="停用").click()
    screenshot("manager-devices-revoke")
    page.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(row).to_contain_text("已停用")
    expect(row.get_by_role("button")).to_have_count(0)


def test_a_hall_without_devices_says_where_they_will_come(page, office, screenshot: Screenshot):
    office.set(devices=[])

    open_manager(page, office, "设备")

    expect(page.get_by_text("首次连接后，会在这里等待批准")).to_be_visible()
    screenshot("manager-devices-none")


def test_the_day_is_not_closed_while_somebody_waits(page, office, screenshot: Screenshot):
    office.set(remaining=["A081", "B090", "B091"])
    open_manager(page, office)

    page.get_by_role("button", name="结束今日").click()
    screenshot("manager-closing")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="结束今日服务").click()

    expect(dialog).to_contain_text("还有 3 位没有办完")
    expect(dialog.locator(".remain-numbers")).to_have_text("A081B090B091")
    assert office.set()["closed"] is False
    screenshot("manager-closing-refused")

    office.set(remaining=[])
    dialog.get_by_role("button", name="再试一次").click()

    expect(page.locator(".close-day")).to_contain_text("今日已结束")
    assert office.set()["closed"] is True


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_manager_calls_staff_to_a_counter_and_speaks_to_the_hall(
    page, office, screenshot: Screenshot, language
):
    open_manager(page, office, language=language)

    page.locator(".speak button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").select_option("5")
    dialog.locator(".announce-notice").first.click()
    expect(dialog.get_by_role("status")).to_contain_text("5")
    screenshot(f"manager-announce-{language}")
    dialog.locator(".announce-notice").last.click()
    expect(dialog.get_by_role("status")).not_to_contain_text("5")

    assert office.set()["said"] == [
        {"code": "duty_leader", "counter": 5},
        {"code": "find_companion"},
    ]


def test_a_manager_signs_in_and_out(page, office, screenshot: Screenshot):
    page.goto(f"{office.url}/halls/guangdong/manager")
    page.get_by_label("用户名").fill("director")
    screenshot("manager-sign-in")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_have_text("用户名或密码不对，请再试一次")
    page.get_by_label("密码").fill("correct horse")
    page.get_by_role("button", name="登录").click()
    expect(page.locator(".who")).to_have_text("周敏")
    page.get_by_role("button", name="退出登录").click()

    expect(page.get_by_label("用户名")).to_be_visible()


def test_an_officer_is_told_whose_page_this_is(page, office, screenshot: Screenshot):
    page.goto(f"{office.url}/halls/guangdong/manager#token=officer-token")

    expect(page.get_by_text("此账号不能查看管理台")).to_be_visible()
    expect(page.get_by_role("button", name="换一个账号登录")).to_be_visible()
    screenshot("manager-forbidden")


def test_a_session_that_ends_leads_to_the_door(page, office):
    open_manager(page, office)
    expect(page.locator(".counter")).to_have_count(13)

    office.set(token="another")
    office.emit({"kind": "ticket_called", "number": "A070", "counter": 2, "service": "A"})

    expect(page.get_by_text("登录已失效，请重新登录")).to_be_visible()


def test_a_lost_server_is_said_and_what_was_known_stays(page, office, screenshot: Screenshot):
    open_manager(page, office)
    expect(page.locator(".counter")).to_have_count(13)

    office.kill()

    expect(page.get_by_role("alert").first).to_contain_text("中断")
    expect(page.locator(".counter")).to_have_count(13)
    screenshot("manager-lost")
    office.start()
    expect(page.locator(".live-state")).to_have_text("已连接")


def test_english_and_back(page, office, screenshot: Screenshot):
    office.set(now=NOON)
    open_manager(page, office, language="en")
    expect(page.get_by_role("heading", name="Promises at risk")).to_be_visible()
    screenshot("manager-live-noon-en")
    page.get_by_role("button", name="Statistics").click()
    expect(page.locator(".figures tbody tr")).to_have_count(6)
    screenshot("manager-statistics-en")
    page.get_by_role("button", name="Devices").click()
    screenshot("manager-devices-en")

    page.get_by_label("Language", exact=True).select_option("zh-CN")

    expect(page.get_by_role("heading", name="待批准")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", ["现场", "统计", "设备"])
def test_every_view_fits_its_screen(page, office, screenshot: Screenshot, size, view):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    office.set(now=NOON)

    open_manager(page, office, view)
    page.wait_for_load_state("networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    screenshot(f"manager-{view}-{size}")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1440, 900), (1920, 1080)])
def test_on_a_desk_the_hall_needs_no_scrolling(page, office, width, height):
    page.set_viewport_size({"width": width, "height": height})
    office.set(now=NOON)

    open_manager(page, office)
    expect(page.locator(".risk")).not_to_have_count(0)

    assert page.evaluate("document.documentElement.scrollHeight") == height


def test_the_page_is_worked_by_keys_alone(page, office):
    open_manager(page, office)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="统计")).to_have_attribute("aria-current", "page")
    page.go_back()
    expect(page.get_by_role("button", name="现场")).to_have_attribute("aria-current", "page")
