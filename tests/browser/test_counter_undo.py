"""The officer's page: one key takes back what was done; somebody is sent back, put off, remarked upon."""

import pytest
from playwright.sync_api import expect

from tests.fakes.officer_counters import OTHER, a_morning

languages = pytest.mark.parametrize("language", ["zh-CN", "en"])


@languages
def test_one_key_takes_back_a_whole_press_while_its_seconds_run(open_desk, screenshot, language):
    desk = open_desk(a_morning(), language)
    desk.open()
    desk.expect_in_hand("A012")
    expect(desk.page.locator(".undo")).to_have_count(0)

    desk.press("Space")
    desk.expect_in_hand("B046")
    expect(desk.page.locator(".undo .num")).to_be_visible()
    expect(desk.page.locator(".said")).to_contain_text("B046")
    screenshot(f"counter-undo-{language}")
    desk.press("u")
    desk.expect_in_hand("A012")
    expect(desk.page.locator(".undo")).to_have_count(0)
    expect(desk.page.locator(".next small").first).to_contain_text("B046")
    desk.press("u")
    desk.settle()
    desk.press("p", "Enter", "Enter")
    desk.expect_big("complete")
    expect(desk.page.locator(".undo")).to_be_visible()
    desk.press("u")
    desk.expect_big("next")

    undos = [path for path, _ in desk.hall.commands() if path.endswith("undos")]
    assert undos == ["/counters/3/undos"] * 2


def test_after_its_seconds_there_is_nothing_to_press(open_desk):
    room = a_morning()
    room.rules["undo_s"] = 2
    desk = open_desk(room)
    desk.open()
    desk.press("d")
    expect(desk.page.locator(".undo")).to_be_visible()
    expect(desk.page.locator(".undo")).to_have_count(0)
    desk.press("u")
    expect(desk.page.locator(".ticket.empty")).to_be_visible()

    assert [path for path, _ in desk.hall.commands()] == ["/tickets/A012/completions"]


@languages
def test_who_was_sent_on_is_sent_back_or_to_an_officer(open_desk, screenshot, language):
    room = a_morning()
    room.tickets["A012"]["sent_by"] = 5
    desk = open_desk(room, language)
    desk.open()
    desk.expect_in_hand("A012")

    desk.press("t")
    expect(desk.page.locator(".choice", has_text=OTHER["badge"])).to_contain_text(OTHER["name"])
    expect(desk.page.locator(".choice").first).to_be_focused()
    screenshot(f"counter-transfer-{language}")
    desk.press("Enter")
    expect(desk.page.locator(".said")).to_contain_text("A012")
    expect(desk.page.locator(".undo")).to_be_visible()
    desk.press("u")
    desk.expect_in_hand("A012")
    desk.press("t")
    expect(desk.page.locator(".choice", has_text=OTHER["badge"])).to_be_visible()
    desk.page.locator(".choice", has_text=OTHER["badge"]).focus()
    desk.press("Enter")
    expect(desk.page.locator(".ticket.empty")).to_be_visible()

    sent = [body for path, body in desk.hall.commands() if path.endswith("transfers")]
    assert sent == [{"back": True}, {"officer": OTHER["badge"]}]


@languages
def test_somebody_is_put_off_and_has_a_remark_that_is_seen_before_the_call(
    open_desk, screenshot, language
):
    desk = open_desk(a_morning(), language)
    desk.open()
    desk.expect_in_hand("A012")

    desk.press("f")
    desk.page.keyboard.type("a13")
    screenshot(f"counter-defer-{language}")
    desk.press("Enter")
    expect(desk.page.locator(".said")).to_contain_text("A013")
    desk.press("i")
    number = desk.page.get_by_role("dialog").locator("input[name=number]")
    expect(number).to_have_value("A012")
    number.fill("b46")
    desk.page.locator("input[name=remark]").fill("轮椅，请到窗口旁边办理")
    desk.press("Enter")

    expect(desk.page.locator(".remark-ahead")).to_contain_text("轮椅")
    expect(desk.page.locator(".has-remark")).to_have_count(1)
    screenshot(f"counter-remark-{language}")
    assert desk.hall.commands() == [("/tickets/A013/deferrals", {"by_s": 600})]
    assert desk.hall.commands(method="PUT") == [
        ("/tickets/B046/remark", {"remark": "轮椅，请到窗口旁边办理"})
    ]


@languages
def test_where_the_hall_keeps_back_who_comes_next_the_page_counts_and_calls(
    open_desk, screenshot, language
):
    room = a_morning()
    room.rules |= {"next_details": "count", "choose_reason": True, "recall_guard_s": 2}
    desk = open_desk(room, language)
    desk.open()
    desk.expect_in_hand("A012")
    expect(desk.page.locator(".line-figures b").first).to_have_text("6")
    expect(desk.page.locator(".line ol li")).to_have_count(0)
    screenshot(f"counter-count-{language}")

    desk.expect_big("next")
    desk.press("Space")
    desk.expect_in_hand("B046")
    recall = desk.page.locator(".act[aria-keyshortcuts=R]")
    expect(recall).to_be_disabled()
    desk.press("r")
    expect(recall).to_be_enabled()
    desk.press("r")
    expect(desk.page.locator(".said")).to_have_text(desk.words["recalled"])
    desk.press("c")
    desk.page.keyboard.type("b48")
    desk.press("Enter")
    desk.press("Tab")
    desk.page.keyboard.type("轮椅")
    desk.press("Enter")
    desk.expect_in_hand("B048")

    assert desk.hall.commands() == [
        ("/counters/3/calls", {"current": "A012"}),
        ("/tickets/B046/recalls", {}),
        ("/counters/3/calls", {"number": "B048", "current": "B046", "reason": "轮椅"}),
    ]


def test_two_browsers_at_one_counter_show_the_same_and_take_back_once(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_in_hand("A012")
    other = desk.page.context.new_page()
    other.goto(desk.page.url + f"#token={desk.room.token}")
    expect(other.locator(".ticket-number")).to_have_text("A012")

    other.keyboard.press("Space")
    desk.expect_in_hand("B046")
    expect(desk.page.locator(".undo")).to_be_visible()
    desk.press("u")
    desk.expect_in_hand("A012")
    expect(other.locator(".ticket-number")).to_have_text("A012")
    other.keyboard.press("u")

    assert [path for path, _ in desk.hall.commands()] == ["/counters/3/calls", "/counters/3/undos"]


def test_what_the_manager_cancelled_in_the_same_moment_is_said_plainly(open_desk):
    room = a_morning()
    desk = open_desk(room)
    desk.open()
    desk.expect_in_hand("A012")

    with desk.hall.lock:  # the page has not been told yet
        room.tickets["A012"]["state"] = "cancelled"
        room.let_go("A012")
    desk.press("d")

    expect(desk.page.locator(".said.refused")).to_have_text(
        "办结 A012：这个号现在是“已取消”，不能这样操作"
    )
    expect(desk.page.locator(".ticket.empty")).to_be_visible()


@languages
def test_whose_rights_ended_signs_in_again_and_nothing_is_lost(open_desk, language):
    desk = open_desk(a_morning(), language)
    desk.page.route(
        "**/completions",
        lambda route: route.fulfill(
            status=403,
            json={"code": "forbidden", "message": "", "details": {"needs": ["officer"]}},
        ),
    )
    desk.open()
    desk.expect_in_hand("A012")

    desk.press("d")

    expect(desk.page.locator(".sign-in")).to_be_visible()
    assert desk.room.tickets["A012"]["state"] == "serving"
    expect(desk.page.get_by_role("textbox").first).to_be_focused()
    desk.page.keyboard.type("officer3")
    desk.press("Tab")
    desk.page.keyboard.type("correct horse")
    desk.press("Enter")
    desk.expect_in_hand("A012")
