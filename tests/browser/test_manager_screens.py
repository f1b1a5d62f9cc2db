"""The manager's view of the screens in a real Chromium: what stands there, what can be changed."""

from io import BytesIO

import pytest
import requests
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.office_process import OfficeProcess
from tests.browser.test_manager import DESK, open_manager


@pytest.fixture
def page(page: Page, office: OfficeProcess) -> Page:
    requests.post(f"{office.url}/test/screens/reset", timeout=30)
    page.set_viewport_size(DESK)
    return page


def a_picture(colour):
    file = BytesIO()
    Image.new("RGB", (320, 180), colour).save(file, "PNG")
    return {"name": f"{colour}.png", "mimeType": "image/png", "buffer": file.getvalue()}


def kept(office, thing):
    """What the hall has of a thing now."""
    return requests.get(f"{office.url}/api/v1/halls/guangdong/{thing}", timeout=30).json()


def row(page, name):
    return page.locator(".screen-row", has_text=name)


def test_each_screen_says_what_it_is_for_and_how_high_its_numbers_must_be(
    page, office, screenshot: Screenshot
):
    open_manager(page, office, "屏幕")

    expect(page.locator(".screens > .screen-row:visible")).to_have_count(4)
    expect(row(page, "证件领取区")).to_contain_text("大厅屏 · 窗口 8、9、10 · 业务 F")
    expect(row(page, "一楼大屏")).to_contain_text("最后一排 18 米，数字至少高 45 毫米，占屏高 3%")
    look = row(page, "一楼大屏").get_by_role("link")
    expect(look).to_have_attribute("href", "/halls/guangdong/display?screen=hall&sample=1")
    screenshot("manager-screens-zh")


def test_a_screen_is_changed_and_one_too_small_for_its_hall_is_named(page, office):
    open_manager(page, office, "屏幕")
    row(page, "一楼候办区").get_by_role("button").click()

    page.get_by_label("最后一排到屏幕（米）").fill("40")
    page.get_by_label("屏幕可视高度（毫米）").fill("300")
    expect(page.locator(".set-form .screen-small")).to_contain_text("屏幕偏小")
    page.get_by_label("最后一排到屏幕（米）").fill("12")
    page.get_by_role("group", name="只显示这些业务").get_by_role("button", name="A").click()
    page.get_by_label("滚动字幕").check()
    page.get_by_role("button", name="保存").click()

    expect(row(page, "一楼候办区")).to_contain_text("业务 A")
    expect(row(page, "一楼候办区")).to_contain_text("数字至少高 30 毫米，占屏高 10%")
    expect(row(page, "一楼候办区").locator(".chip")).to_have_text("已修改")


def test_a_screen_is_made(page, office):
    open_manager(page, office, "屏幕")
    page.get_by_role("button", name="新增屏幕").click()
    save = page.get_by_role("button", name="保存")
    expect(save).to_be_disabled()

    page.get_by_label("名称 · 简体中文").fill("三号窗口备用屏")
    page.get_by_role("button", name="窗口屏", exact=True).click()
    page.get_by_label("窗口", exact=True).select_option("3")
    save.click()

    page.locator(".windows summary").click()
    expect(row(page, "三号窗口备用屏")).to_contain_text("窗口屏 · 3 号窗口")


def test_who_was_slower_than_another_manager_is_told_and_sees_what_is_there(page, office):
    open_manager(page, office, "屏幕")
    page.get_by_role("button", name="修改 公告", exact=True).click()
    requests.post(f"{office.url}/test/screens", timeout=30)

    page.get_by_label("公告 1 · 简体中文").fill("今日下午三点停止取号")
    page.get_by_role("button", name="保存").click()

    expect(page.locator(".set-form .dialog-error")).to_contain_text("刚刚被他人修改过")
    expect(page.get_by_label("公告 1 · 简体中文")).to_have_value(
        "请在一楼等候，听到叫号后到二楼窗口办理。"
    )


def test_the_duty_leader_of_today_is_named(page, office):
    open_manager(page, office, "屏幕")
    page.get_by_label("姓名").fill("周倩")
    page.get_by_label("警号").fill("020007")
    page.get_by_role("button", name="设为今日值班").click()

    expect(page.get_by_text("仅限今日")).to_be_visible()


def test_pictures_are_added_arranged_and_refused_in_words(page, office, screenshot: Screenshot):
    open_manager(page, office, "屏幕")
    files = page.locator("input[type=file]")
    for colour in ("teal", "goldenrod"):
        files.set_input_files([a_picture(colour)])
        expect(page.get_by_alt_text(f"第 {1 if colour == 'teal' else 2} 项")).to_be_visible()
    first = page.locator(".medium img").first.get_attribute("src")
    expect(page.locator(".medium").first).not_to_contain_text("无法显示")

    page.get_by_role("button", name="前移 第 2 项").click()
    expect(page.locator(".medium img").last).to_have_attribute("src", first)
    broken = {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}
    files.set_input_files([broken])
    expect(page.locator(".form-error:visible")).to_contain_text("无法读取")
    files.set_input_files([{**broken, "mimeType": "image/svg+xml", "name": "x.svg"}])
    expect(page.locator(".form-error:visible")).to_contain_text("“x.svg”不是支持的格式")
    screenshot("manager-screens-media-zh")


def test_the_words_under_a_picture_are_written_in_the_hall_s_languages_and_taken_away(
    page, office, screenshot: Screenshot
):
    open_manager(page, office, "屏幕")
    page.locator("input[type=file]").set_input_files([a_picture("teal")])
    card = page.locator(".medium")
    expect(card).to_contain_text("无文字")

    card.get_by_role("button", name="图下文字：第 1 项").click()
    save = page.get_by_role("button", name="保存")
    page.get_by_label("图下文字 · English").fill("Way to the station")
    expect(save).to_be_disabled()
    page.get_by_label("图下文字 · 简体中文").fill(" 去车站的路 ")
    screenshot("manager-caption-zh")
    save.click()
    expect(card.locator(".medium-text p")).to_have_text("去车站的路")
    written = kept(office, "media")["media"][0]["text"]

    card.get_by_role("button", name="图下文字：第 1 项").click()
    for language in ("简体中文", "English"):
        page.get_by_label(f"图下文字 · {language}").fill("")
    save.click()
    expect(card).to_contain_text("无文字")

    assert written == {"zh-CN": "去车站的路", "en": "Way to the station"}
    assert kept(office, "media")["media"][0]["text"] is None


def test_notices_go_back_to_the_hall_file_s_once_they_were_looked_at(
    page, office, screenshot: Screenshot
):
    open_manager(page, office, "屏幕")
    usual = kept(office, "notices")["notices"]
    change = page.get_by_role("button", name="修改 公告", exact=True)
    back = page.get_by_role("button", name="恢复默认公告")
    change.click()
    expect(back).to_have_count(0)
    page.get_by_label("公告 1 · 简体中文").fill("今日下午三点停止取号")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".notice-list")).to_contain_text("今日下午三点停止取号")

    change.click()
    screenshot("manager-notices-zh")
    back.click()
    expect(page.get_by_label("公告 1 · 简体中文")).to_have_value(usual[0]["zh-CN"])
    page.get_by_role("button", name="保存").click()

    expect(page.locator(".notice-list")).to_contain_text(usual[0]["zh-CN"])
    after = kept(office, "notices")
    assert (after["origin"], after["notices"]) == ("file", usual)


def test_it_says_which_voices_nobody_has_reviewed(page, office):
    open_manager(page, office, "屏幕")

    expect(page.locator(".voices li").first).to_contain_text("普通话尚未审听")
