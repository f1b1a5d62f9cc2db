"""The screens that a manager can choose, in a real Chromium: what each shows, nothing out of place."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.hall_process import HallProcess
from tests.browser.sample_board import BOARD, COMING, HALL, NOTICE, a_picture, a_screen
from tests.browser.test_hall_screen import lines, overflowing, spoken
from tests.long_run import long_run
from tests.processes import until

PORTRAIT = "/media/guangdong/good.png"
ZONE_NAME = {"zh-CN": "二楼发证区", "en": "Collection area, 2nd floor"}
LONG = {
    "zh-CN": "往来港澳通行证及签注（团队旅游、探亲、商务）智能签注",
    "en": "Exit-entry permit for travelling to and from Hong Kong and Macao, with endorsements",
}
BRING = {
    "zh-CN": "居民身份证原件、户口簿、近期照片回执",
    "en": "Original ID card and a photo receipt",
}
LAYOUTS = {
    "zone": a_screen("hall", name=ZONE_NAME, counters=[11, 12, 13], switched={"line": True}),
    "waiting": a_screen("waiting"),
    "notices": a_screen("notices"),
    "deep": a_screen("hall", depth_m=24),
    "alone": a_screen("hall", depth_m=30, height_mm=1400),
    "window-3": a_screen("window", counter=3, speaks=False),
    "photo": a_screen("window", counter=3, speaks=False, switched={"photo": True}),
}
SIZES = {
    "full-hd": (1920, 1080),
    "upright": (1080, 1920),
    "uhd": (3840, 2160),
    "small": (1024, 600),
}
DRAWN_MS = 300
NOTICE_MS = 30_000
"""No notice stands longer."""
NUMBERS_CUT = """() => {
  const box = document.querySelector(".ready-numbers").getBoundingClientRect();
  return [...document.querySelectorAll(".ready-numbers .num")]
    .filter((number) => {
      const { top, bottom, left, right } = number.getBoundingClientRect();
      const isSeen = top < box.bottom && left < box.right;
      return isSeen && (right > box.right + 1 || bottom > box.bottom + 1);
    })
    .map(({ textContent }) => textContent);
}"""
REMEMBER_CAPTIONS = """(selector) => {
  window.captions = new Set();
  new MutationObserver(() => {
    const line = document.querySelector(selector);
    if (line) captions.add(line.innerText.trim());
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""
MIDDLE = ".newest, .band, .in-hand, .state"


def open_layout(page: Page, hall: HallProcess, screen: dict | str, query: str = "") -> None:
    """A configured screen, shown; one of `LAYOUTS` by its name."""
    name = screen if isinstance(screen, str) else "x"
    hall.change(screens={name: LAYOUTS[screen] if isinstance(screen, str) else screen})
    before = hall.joined()
    page.goto("about:blank")  # another token alone would load nothing
    page.goto(f"{hall.url}/halls/guangdong/display?screen={name}{query}#token=t")
    expect(page.locator("footer")).to_be_visible()
    if "sample" not in query:  # a made-up hall follows nothing
        assert until(lambda: hall.joined() > before)  # what happens now is heard live


def resize(page: Page, size: str) -> None:
    """Another screen; what it draws anew stands."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(DRAWN_MS)


def a_busy_hall(hall: HallProcess, *, long_names: bool = False) -> None:
    """Calls at several windows, more to come, an officer with a picture, a code to check in with."""
    services = [{**service, "bring": BRING} for service in HALL["services"]]
    if long_names:
        services = [{**service, "name": LONG} for service in services]
    officer = {"badge": "020303", "name": "李晓雯", "photo": PORTRAIT}
    counters = [{**counter, "officer": officer} for counter in BOARD["counters"]]
    hall.change(
        hall={"services": services, "check_in": ["code"]},
        board={"counters": counters, "coming": COMING},
    )
    for number, counter in (("F020", 12), ("A010", 2), ("B044", 7), ("F021", 13), ("A012", 3)):
        hall.call(number, counter, number[0])
    counters[2] |= {"ticket": "A012", "ticket_state": "called"}
    hall.change(board={"counters": counters})


def test_a_zone_shows_and_says_its_own_calls_alone(page, hall):
    open_layout(page, hall, "zone")
    expect(page.locator("h1")).to_contain_text("二楼发证区")

    hall.call("A012", 3)
    hall.call("F021", 12, "F")

    expect(page.locator(".newest")).to_contain_text("F021")
    expect(page.locator("[role=log] li")).to_have_count(1)
    assert [lines(page), spoken(page)] == [["F021"], ["请F021号到12号窗口"]]


def test_a_screen_that_does_not_speak_shows_and_is_silent(page, hall):
    open_layout(page, hall, a_screen(speaks=False))

    hall.call("A012", 3)

    expect(page.locator(".newest")).to_contain_text("A012")
    assert [spoken(page), hall.seen()["sounds"]] == [[], ["muted"]]


def test_the_waiting_area_sees_who_is_next_by_service(page, hall):
    hall.change(board={"coming": COMING})
    open_layout(page, hall, "waiting")
    hall.change(board={"coming": COMING[1:]})

    hall.call("A013", 3)

    expect(page.locator(".band")).to_contain_text("A013")
    assert page.locator(".coming-numbers").all_inner_texts() == [
        *("A014\nA015\nA016", "B046\nB047\nB048", "C008\nC009\nC010"),
        *("D002\nD003\nD004", "F022\nF023\nF024", ""),
    ]


def test_a_spoken_notice_has_the_last_line_for_itself(page, hall):
    open_layout(page, hall, a_screen("hall"))
    expect(page.locator(".services")).to_be_visible()
    page.evaluate(REMEMBER_CAPTIONS, "footer.is-said .caption")

    words = [{"language": "zh-CN", "text": "请保持安静", "clips": ["chime"]}]
    hall.emit({"kind": "notice_spoken", "code": "quiet", "counter": None, "announcement": words})

    expect(page.locator("[role=log] li")).to_have_text(["请保持安静"])
    expect(page.locator(".duty")).to_be_visible()
    assert page.evaluate("[...captions]") == ["请保持安静"]


def test_who_was_told_to_get_ready_is_named_until_called(page, hall):
    open_layout(page, hall, a_screen("hall"))
    expect(page.locator(".services")).to_be_visible()
    told = {"numbers": ["A012", "B013"], "area": {"zh-CN": "候办区"}, "announcement": []}

    hall.emit({"kind": "tickets_precalled", **told})
    expect(page.locator(".ready")).to_contain_text("请准备")
    expect(page.locator(".ready")).to_contain_text("A012 B013 请到候办区")

    hall.call("A012", 3)
    # A list, for there may still be two: of one locator playwright would wait for nothing then.
    expect(page.locator(".ready .num")).to_have_text(["B013"])


@pytest.mark.parametrize("language", ["zh-CN", "ko", "ru"])
def test_a_number_that_has_no_room_in_the_last_line_is_not_cut_through(page, hall, language):
    a_busy_hall(hall)
    open_layout(page, hall, a_screen("hall", speaks=False), query=f"&language={language}")
    resize(page, "upright")
    told = {"numbers": [each["number"] for each in COMING], "area": None, "announcement": []}

    expect(page.locator(".ready:not(.told) .num").first).to_be_visible()
    assert page.evaluate(NUMBERS_CUT) == []
    hall.emit({"kind": "tickets_precalled", **told})
    expect(page.locator(".told .num").first).to_be_visible()
    assert page.evaluate(NUMBERS_CUT) == []


def test_what_is_said_in_cantonese_is_not_written_a_second_time(page, hall):
    open_layout(page, hall, a_screen("hall"))
    expect(page.locator(".services")).to_be_visible()
    said = {"zh-CN": "请A012号到3号窗口", "yue": "請A012號到3號窗口", "en": "A012, counter 3"}
    words = [{"language": code, "text": text, "clips": ["chime"]} for code, text in said.items()]

    page.evaluate(REMEMBER_CAPTIONS, ".caption")
    hall.call("A012", 3, announcement=words)

    expect(page.locator("[role=log] li")).to_have_text([said["zh-CN"]])
    assert page.evaluate("[...captions]") == [f"{said['zh-CN']}\n{said['en']}"]


def test_a_manager_changes_a_screen_and_it_changes_at_once(page, hall):
    open_layout(page, hall, a_screen("hall"))
    page.evaluate("window.untouched = true")
    hall.change(screens={"x": a_screen("notices")})

    hall.emit({"kind": "screen_changed", "screen": "x"})

    expect(page.locator(".layout-notices")).to_be_visible()
    assert page.evaluate("window.untouched")


def test_a_change_whose_message_was_lost_is_seen_with_the_next_board(page, hall):
    open_layout(page, hall, a_screen("hall"))
    hall.call("A011", 2)
    expect(page.locator(".newest")).to_contain_text("A011")
    hall.change(screens={"x": a_screen("notices")})

    hall.lose({"kind": "screen_changed", "screen": "x"})
    hall.call("A012", 3)

    expect(page.locator(".layout-notices")).to_be_visible()


def test_a_screen_that_the_hall_does_not_have_says_so(page, hall):
    page.goto(f"{hall.url}/halls/guangdong/display?screen=east")

    expect(page.locator("main")).to_contain_text("没有名为“east”的显示屏")


def test_public_information_takes_turns(page, hall):
    hall.change(board={"notices": [NOTICE], "media": [a_picture("good.png", seconds=60)]})
    page.clock.install()
    open_layout(page, hall, "notices")
    shown = page.locator(".slide:not(.is-next)")
    expect(shown).to_contain_text("居民身份证原件")
    page.wait_for_function("document.querySelector('.slide.is-next img')?.complete")

    page.clock.run_for(NOTICE_MS)
    expect(shown.locator("img")).to_be_visible()


def test_damaged_files_leave_no_trace(page, hall):
    files = [
        a_picture("gone.png"),
        a_picture("damaged.png"),
        a_picture("damaged.mp4", kind="video"),
    ]
    hall.change(
        board={"media": [*files, a_picture("good.png")], "notices": []}, hall={"notices": []}
    )
    open_layout(page, hall, a_screen("notices"))

    expect(page.locator(".slide:not(.is-next) img")).to_have_attribute("src", PORTRAIT)
    expect(page.locator(".slide")).to_have_count(1)


def test_a_film_is_muted_while_somebody_is_called(page, hall):
    film = a_picture("film.mp4", kind="video")
    hall.change(board={"media": [film], "notices": []}, hall={"notices": []})
    open_layout(page, hall, "notices")
    video = page.locator(".slide:not(.is-next) video")
    expect(video).to_be_visible()
    page.evaluate(
        """() => {
      const video = document.querySelector("video");
      window.heard = [];
      video.onvolumechange = () => window.heard.push(video.muted);
    }"""
    )

    for said, number in enumerate(("A011", "A012"), start=1):
        hall.call(number, 3)
        expect(page.locator("[role=log] li")).to_have_count(said)
        page.wait_for_function("said => window.heard.length >= 2 * said", arg=said)

    assert page.evaluate("window.heard") == [True, False, True, False]


def test_a_film_alone_begins_again(page, hall):
    film = a_picture("short.mp4", kind="video")
    hall.change(board={"media": [film], "notices": []}, hall={"notices": []})
    open_layout(page, hall, "notices")
    video = page.locator(".slide video")
    expect(video).to_be_visible()

    began_again = video.evaluate(
        "v => new Promise((done) => { v.onended = () => { v.onplaying = () => done(!v.paused); }; })"
    )

    assert began_again


def test_the_moving_line_runs_below_every_number_and_stands_for_who_wants_no_motion(page, hall):
    a_busy_hall(hall)
    page.emulate_media(reduced_motion="reduce")
    open_layout(page, hall, a_screen(switched={"line": True}))
    expect(page.locator(".newest")).to_be_visible()

    line = page.locator(".moving-line").bounding_box()
    numbers = [box.bounding_box() for box in page.locator("main .num").all()]

    assert max(box["y"] + box["height"] for box in numbers if box) <= line["y"]
    assert page.locator(".moving-line p").evaluate("node => node.getAnimations().length") == 0


def test_numbers_are_as_high_as_the_last_row_needs(page, hall):
    a_busy_hall(hall)
    open_layout(page, hall, a_screen(depth_m=20, height_mm=685))
    expect(page.locator(".line").first).to_be_visible()

    sizes_px = page.locator(".line .num, .newest .num").evaluate_all(
        "nodes => nodes.map(n => parseFloat(getComputedStyle(n).fontSize))"
    )

    assert min(sizes_px) * 0.7 * 685 / 1080 >= 20 / 0.4 - 0.01


def test_a_window_shows_its_officers_picture_where_the_hall_wants_it(page, hall):
    a_busy_hall(hall)
    open_layout(page, hall, "photo")
    expect(page.locator(".officer-card img")).to_have_attribute("src", PORTRAIT)
    expect(page.locator(".officer-card")).to_contain_text("020303")

    open_layout(page, hall, "window-3")
    expect(page.locator(".officer")).to_contain_text("李晓雯")
    assert page.locator(".officer-card").count() == 0


def test_a_test_picture_is_marked_made_up_and_silent(page, hall, screenshot: Screenshot):
    open_layout(page, hall, a_screen(depth_m=14), query="&sample=1")

    expect(page.locator(".sample-mark")).to_have_text("测试画面")
    expect(page.locator("footer")).to_contain_text("最后一排 14 米：数字高度不小于 35 毫米")
    screenshot("screen-sample")
    assert [len(lines(page)), spoken(page)] == [6, []]


SMALL_OR_LARGE = {"window-3": "small", "photo": "small", "waiting": "uhd", "notices": "uhd"}
LONGEST_WORDS = ("waiting", "notices")


@pytest.mark.parametrize(
    ("layout", "language"),
    [
        *((layout, "zh-CN") for layout in LAYOUTS),
        *long_run(*((layout, "en") for layout in LAYOUTS)),
        *((layout, "ru") for layout in LONGEST_WORDS),
    ],
)
def test_nothing_leaves_its_place(page, hall, screenshot: Screenshot, layout, language):
    out_of_place = {}

    def look_at(names: str) -> None:
        expect(page.locator(MIDDLE)).to_be_visible()
        for size in ("full-hd", "upright", SMALL_OR_LARGE.get(layout, "full-hd")):
            resize(page, size)
            screenshot(f"screen-{layout}-{size}-{language}-{names}")
            out_of_place[names, size] = overflowing(page)

    a_busy_hall(hall)
    open_layout(page, hall, layout, query=f"&language={language}")
    look_at("usual")
    a_busy_hall(hall, long_names=True)
    page.reload()
    look_at("long")

    assert out_of_place == {place: [] for place in out_of_place}
