"""The officer's page by keyboard alone: a first day at the window, and the days when something is wrong."""

import pytest
from playwright.sync_api import Route, expect

from queue_server.domain.wording import SPOKEN_NOTICES
from tests.browser.officer_desk import WORDS
from tests.fakes.officer_counters import OTHER, CounterRoom, a_morning

PEOPLE_TO_CALL = 4
languages = pytest.mark.parametrize("language", WORDS)


def an_empty_seat() -> CounterRoom:
    room = a_morning()
    room.handle("A012", "completions", {})
    room.counters[3] |= {"officer": None, "state": "closed"}
    room.take_events()
    return room


@languages
def test_a_first_day_is_walked_by_keyboard_alone(open_desk, language):
    desk = open_desk(an_empty_seat(), language)
    desk.open()

    expect(desk.page.get_by_role("button", name=desk.words["sit"])).to_be_focused()
    desk.press("Enter")
    desk.expect_big("next")
    desk.press("Space")
    desk.expect_in_hand("B046")
    desk.press("r")
    expect(desk.page.locator(".said.done")).to_have_text(desk.words["recalled"])
    desk.press("m")
    expect(desk.page.locator(".said.done")).to_have_text(desk.words["missed"])
    desk.settle()
    desk.press("Enter")
    desk.expect_in_hand("A013")
    desk.settle()
    desk.expect_big("start")
    desk.press("Space")
    desk.expect_big("next")
    desk.press("t", "b", "Enter")
    expect(desk.page.locator(".ticket.empty")).to_be_visible()
    expect(desk.page.locator(".said.done")).to_contain_text("A013")
    desk.press("l", "ArrowDown", "Enter", "2", "Enter")
    expect(desk.page.locator(".said.done")).to_contain_text("B046")
    desk.settle()
    desk.press("Space")
    desk.expect_in_hand("A013")
    desk.expect_big("start")
    desk.settle()
    desk.press("Space")
    desk.expect_big("next")
    desk.settle()
    desk.press("d")
    expect(desk.page.locator(".ticket.empty")).to_be_visible()
    desk.press("p", "Enter", "2")
    desk.expect_big("resume")
    desk.press("Space")
    desk.expect_big("next")
    assert [path for path, _ in desk.hall.commands()] == [
        "/counters/3/sessions", "/counters/3/calls", "/tickets/B046/recalls", "/tickets/B046/misses",
        "/counters/3/calls", "/tickets/A013/starts", "/tickets/A013/transfers", "/tickets/B046/restorations",
        "/counters/3/calls", "/tickets/A013/starts", "/tickets/A013/completions",
    ]  # fmt: skip


def test_the_button_says_what_it_will_do(open_desk):
    desk = open_desk(a_morning())
    desk.open()

    expect(desk.page.locator(".next small")).to_have_text("完成 A012，并叫 B046（等候 28 分钟）")
    desk.press("Space")
    expect(desk.page.locator(".next small")).to_have_text("B046 已到窗口")
    expect(desk.page.locator(".absent .button-hint")).to_have_text("B046 记过号，并叫 A013")
    desk.settle()
    desk.press("n")
    desk.expect_in_hand("A013")
    assert desk.hall.commands() == [
        ("/counters/3/calls", {"current": "A012"}),
        ("/counters/3/calls", {"current": "B046"}),
    ]


def test_why_a_class_was_granted_stands_beside_it_in_words(open_desk):
    room = a_morning()
    room.tickets["A012"] |= {"class": "urgent", "reason": "funeral"}
    room.tickets["B046"] |= {"class": "urgent", "reason": "高烧不退"}
    desk = open_desk(room)
    desk.open()

    expect(desk.page.locator(".ticket .chip")).to_have_text("急事急办 · 奔丧 · 承诺 5 分钟")
    expect(desk.page.locator(".line .chip").first).to_have_text(
        "急事急办 · 高烧不退 · 承诺 30 分钟"
    )


def test_where_the_call_starts_service_one_key_does_the_day(open_desk):
    desk = open_desk(a_morning(start_on_call=True))
    desk.open()

    for number in ("A012", "B046", "A013", "A014"):
        desk.expect_in_hand(number)
        desk.expect_big("next")
        desk.settle()
        desk.press("Space")
    desk.expect_in_hand("B047")
    assert [ticket["number"] for ticket in desk.room.tickets.values() if ticket["state"] == "completed"] == [
        "A012", "B046", "A013", "A014",
    ]  # fmt: skip


def test_a_double_press_calls_once_and_starts_nothing(open_desk):
    desk = open_desk(a_morning())
    desk.open()

    desk.expect_big("next")
    desk.press("Space", "Space", "Enter")
    desk.expect_in_hand("B046")

    assert desk.hall.commands() == [("/counters/3/calls", {"current": "A012"})]


def test_what_happens_elsewhere_is_shown_without_a_press(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_in_hand("A012")

    desk.happen(lambda room: room.handle("B046", "cancellations", {}))

    expect(desk.page.locator(".next small")).to_have_text("完成 A012，并叫 A013（等候 8 分钟）")


def test_when_the_last_one_is_served_the_button_only_completes(open_desk):
    room = a_morning()
    for ticket in room.waiting():
        room.tickets.pop(ticket["number"])
    desk = open_desk(room)
    desk.open()

    desk.expect_big("complete")
    desk.press("Space")
    desk.expect_big("none")
    desk.happen(lambda room: (room.add("A020", 0.1), room.record("ticket_issued", number="A020")))
    desk.expect_big("next")


@languages
def test_a_press_without_the_server_is_kept_and_counts_once(open_desk, language):
    desk = open_desk(a_morning(), language)
    desk.open()
    desk.expect_big("next")

    desk.lose_server()
    desk.press("Space", "Space")
    expect(desk.page.locator(".big.waiting")).to_be_visible()
    expect(desk.page.locator("div.lost")).to_have_text(desk.words["lost"])
    desk.find_server()
    expect(desk.page.locator(".ticket-number")).to_have_text("B046")

    assert desk.hall.commands() == [("/counters/3/calls", {"current": "A012"})]


def test_a_press_survives_a_reload(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_big("next")

    desk.page.route("**/calls", lambda route: route.abort())
    desk.press("Space")
    expect(desk.page.locator(".big.waiting")).to_be_visible()
    # The old page must be gone before the road is open again: its next try would count, too.
    desk.page.reload()
    expect(desk.page.locator(".big.waiting")).to_be_visible()
    desk.page.unroute("**/calls")
    desk.expect_in_hand("B046")

    assert desk.hall.commands() == [("/counters/3/calls", {"current": "A012"})]


def test_an_answer_that_was_lost_is_asked_for_with_the_same_key(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_big("next")

    desk.hall.answers_to_lose = 1
    desk.press("Space")
    expect(desk.page.locator(".next.settling")).to_be_visible()

    assert len(desk.hall.commands()) == 2
    assert [
        number for number, ticket in desk.room.tickets.items() if ticket["state"] == "called"
    ] == ["B046"]


@languages
def test_a_refusal_is_said_and_changes_nothing(open_desk, language):
    desk = open_desk(a_morning(), language)
    desk.open()
    desk.expect_big("next")

    desk.press("c")
    desk.page.keyboard.type("z9")
    desk.press("Enter")

    expect(desk.page.locator(".said.refused")).to_contain_text("Z009")
    desk.expect_in_hand("A012")


@languages
def test_help_is_called_over_the_speakers_by_three_keys(open_desk, language):
    desk = open_desk(a_morning(), language)
    desk.open()
    desk.expect_big("next")

    desk.press("a")
    expect(desk.page.get_by_role("dialog").locator(".choice")).to_have_count(
        PEOPLE_TO_CALL + len(SPOKEN_NOTICES) - 1  # the duty leader's is said with the call
    )
    desk.press("6", "Enter")
    expect(desk.page.locator(".said.done")).to_contain_text(desk.words["security"])
    expect(desk.page.get_by_role("dialog")).to_be_hidden()
    desk.press("a", *["ArrowDown"] * 6, "Enter")
    expect(desk.page.locator(".said.done")).to_contain_text(desk.words["quiet"])

    desk.expect_in_hand("A012")
    assert desk.hall.commands() == [
        ("/spoken-notices", {"code": "security", "counter": 3}),
        ("/spoken-notices", {"code": "quiet", "counter": 3}),
    ]


def test_a_call_for_help_whose_answer_was_lost_is_said_once(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_big("next")

    desk.press("a")
    expect(desk.page.locator(".choice").first).to_be_focused()
    desk.hall.answers_to_lose = 1
    desk.press("5", "Enter")
    expect(desk.page.locator(".said.done")).to_contain_text("请引导员到3号窗口")

    assert len(desk.hall.commands()) == 2
    assert len(desk.hall.kept) == 1


def test_whom_one_calls_is_there_before_the_notices_are(open_desk):
    desk = open_desk(a_morning())
    late: list[Route] = []
    is_late = True

    def answer(route: Route) -> None:
        late.append(route) if is_late else route.continue_()

    desk.page.route("**/spoken-notices", answer)
    desk.open()
    desk.expect_big("next")

    desk.press("a")
    expect(desk.page.locator(".choice")).to_have_count(PEOPLE_TO_CALL)
    is_late = False
    for route in late:
        route.continue_()

    expect(desk.page.locator(".choice").nth(PEOPLE_TO_CALL)).to_be_visible()
    expect(desk.page.locator(".choice").first).to_be_focused()


@languages
def test_sign_in_says_kindly_what_is_wrong(open_desk, language):
    desk = open_desk(an_empty_seat(), language)
    desk.open(signed_in=False)

    desk.page.keyboard.type("officer3")
    desk.press("Tab")
    desk.page.keyboard.type("guess")
    desk.press("Enter")
    desk.expect_error("wrong")
    desk.page.get_by_role("textbox").first.fill("locked")
    desk.press("Enter")
    desk.expect_error("locked")
    desk.page.get_by_role("textbox").first.fill("officer3")
    desk.press("Tab")
    desk.page.keyboard.type("correct horse")
    desk.press("Enter")

    expect(desk.page.get_by_role("button", name=desk.words["sit"])).to_be_visible()


@languages
def test_a_taken_counter_is_said_and_another_is_found_by_its_number(open_desk, language):
    desk = open_desk(an_empty_seat(), language)
    desk.open(counter=None)

    expect(desk.page.locator(".counter-tile")).to_have_count(13)
    desk.press("2", "Enter")
    desk.expect_error("taken")
    desk.settle()
    desk.press("1", "2", "Enter")
    expect(desk.page.locator(".desk")).to_be_visible()
    desk.page.reload()
    expect(desk.page.locator(".desk")).to_be_visible()


def test_whose_seat_another_took_chooses_again(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_in_hand("A012")

    desk.happen(lambda room: (room.seat(3, OTHER), room.record("counter_opened", counter=3)))

    expect(desk.page.locator(".form-error")).to_have_text("您已不在 3 号窗口就座，请重新就座")


def test_the_green_channel_needs_a_number_and_a_lawful_reason(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_in_hand("A012")

    desk.press("g")
    desk.page.keyboard.type("b48")
    desk.press("Enter")
    for _ in range(6):
        desk.press("Tab")
    desk.press("Space", "ArrowDown", "Enter")

    expect(desk.page.locator(".next small")).to_contain_text("B048")
    assert desk.hall.commands() == [
        ("/tickets/B048/grants", {"class": "urgent", "reason": "illness"})
    ]


def test_a_held_person_is_called_back(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_in_hand("A012")

    desk.press("h", "2", "Enter", "Enter")
    expect(desk.page.locator(".said.done")).to_have_text("A012 已挂起")
    held = desk.page.locator(".set", has_text="挂起").locator("button")
    expect(held).to_have_text(["A012去缴费 · 不到 1 分钟", "A009去照相 · 6 分钟"])
    desk.press("l", *"a012", "Enter", "1", "Enter")
    desk.expect_in_hand("A012")

    assert desk.hall.commands() == [
        ("/tickets/A012/holds", {"reason": "payment"}),
        ("/counters/3/calls", {"number": "A012", "current": None}),
    ]


def test_a_dialog_stays_with_the_ticket_it_was_opened_for(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.expect_in_hand("A012")

    desk.press("t")
    desk.happen(lambda room: room.call(3, {"current": "A012"}))

    expect(desk.page.get_by_role("dialog")).to_contain_text("窗口前已没有这个号票")
    desk.press("b", "Enter", "Escape")
    assert desk.hall.commands() == []


def test_one_who_leaves_sees_the_door(open_desk):
    desk = open_desk(a_morning())
    desk.open()
    desk.press("d")
    expect(desk.page.locator(".ticket.empty")).to_be_visible()

    desk.page.get_by_role("button", name="离开").click()
    desk.press("2", "Enter")

    expect(desk.page.get_by_role("heading", name="窗口人员登录")).to_be_visible()
    assert desk.room.counters[3]["officer"] is None


@languages
def test_every_key_is_shown(open_desk, language):
    desk = open_desk(a_morning(), language)
    desk.open()
    desk.expect_in_hand("A012")

    desk.press("?")

    expect(desk.page.get_by_role("dialog").get_by_role("heading")).to_have_text(desk.words["keys"])
    expect(desk.page.locator(".keys kbd")).to_have_count(23)


@languages
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (320, 700)])
def test_nothing_sticks_out(open_desk, screenshot, language, width, height):
    desk = open_desk(a_morning(), language)
    desk.open()
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.expect_in_hand("A012")

    screenshot(f"counter-{language}-{width}")

    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
    assert desk.page.locator(".next").bounding_box()["y"] < height - 150
