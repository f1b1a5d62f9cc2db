import json
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

from queue_server.protocol.languages import PAGE_LANGUAGES
from tests.devices.builders import LINK, a_layout
from ticket_printer import words
from ticket_printer.fonts import BOLD, MISSING, REGULAR, font, runs
from ticket_printer.formats import FORMATS, PAPER_58, PAPER_80
from ticket_printer.layout import NUMBER_FACES, draw_ticket, fitting
from ticket_printer.paper import measure
from ticket_printer.test_page import LINK as TEST_LINK
from ticket_printer.test_page import draw_test_page
from ticket_printer.waits import ahead_words, wait_words

LONG_LINK = LINK + "x" * 60
LOCALES = Path(words.__file__).parent / "locales"


def code_of(picture: Image.Image) -> str:
    """What a phone reads from a paper with white around it."""
    paper = Image.new("L", (picture.width + 80, picture.height + 80), 255)
    paper.paste(picture.convert("L"), (40, 40))
    return zxingcpp.read_barcode(paper).text


@pytest.mark.parametrize("paper", ["80", "58"])
@pytest.mark.parametrize("link", [LINK, LONG_LINK])
def test_the_code_on_the_ticket_is_the_citizens_link(paper, link):
    picture = draw_ticket(a_layout(link=link), copy=1, form=FORMATS[paper])

    assert code_of(picture) == link


@pytest.mark.parametrize(("paper", "width"), [("80", 576), ("58", 384)])
def test_a_ticket_is_as_wide_as_its_paper_and_one_bit_deep(paper, width):
    picture = draw_ticket(a_layout(), copy=1, form=FORMATS[paper])

    assert (picture.mode, picture.width) == ("1", width)


OVERHANG = 1  # a letter may reach a dot beyond its own width
LONG_NAME = {
    "zh-CN": "中华人民共和国某某省某某自治州出入境边防检查接待服务大厅第二分厅",
    "en": "Exit-Entry Administration Reception Hall of the Autonomous Prefecture, Annexe Two",
}


@pytest.mark.parametrize("form", [PAPER_80, PAPER_58])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"number": "W10000"},
        {"hall": LONG_NAME, "service": LONG_NAME, "area": LONG_NAME, "notice": LONG_NAME},
        {"languages": ["en", "zh-CN"], "forecast": None, "ahead": 0},
        {"languages": ["zh-CN"]},
        *({"languages": [each, "zh-CN"], "reprint": True} for each in PAGE_LANGUAGES[1:]),
        *({"languages": [each, "zh-CN"], "alone": True} for each in PAGE_LANGUAGES),
        {"class": None, "area": None, "notice": None},
        {"link": LONG_LINK},
        {"route": [LONG_NAME, {"zh-CN": "照相", "en": "Photo"}, LONG_NAME]},
    ],
)
def test_all_ink_lies_between_the_margins(form, changes):
    picture = draw_ticket(a_layout(**changes), copy=1, form=form)

    left, _, right, bottom = ImageChops.invert(picture.convert("L")).getbbox()
    assert form.margin - OVERHANG <= left
    assert right <= form.width - form.margin + OVERHANG
    assert bottom < picture.height


STEPS = [{"zh-CN": "业务咨询", "en": "Enquiries"}, {"zh-CN": "照相", "en": "Photo"}]


def test_the_steps_of_a_visit_are_one_line_more():
    plain = draw_ticket(a_layout(), copy=1, form=PAPER_80)
    visit = draw_ticket(a_layout(route=STEPS), copy=1, form=PAPER_80)
    without = {"blocks": ["number", "code"], "sizes": {}, "foot": None, "logo": None}
    short = draw_ticket(a_layout(plan=without), copy=1, form=PAPER_80)

    added = PAPER_80.text.line_height + PAPER_80.second.line_height + PAPER_80.gap
    assert visit.height - plain.height == added
    assert (
        draw_ticket(a_layout(plan=without, route=STEPS), copy=1, form=PAPER_80).size == short.size
    )


def test_a_class_name_longer_than_the_paper_is_set_smaller():
    style = fitting(LONG_NAME["zh-CN"], PAPER_58.badge, 340)

    assert measure(LONG_NAME["zh-CN"], style) <= 340


def test_a_reprint_is_longer_by_its_banner():
    first = draw_ticket(a_layout(), copy=1, form=PAPER_80)
    second = draw_ticket(a_layout(reprint=True), copy=2, form=PAPER_80)

    assert second.height > first.height


@pytest.mark.parametrize("faces", [REGULAR, BOLD])
@pytest.mark.parametrize("character", ["한", "Ж", "䶮", "𬱖", "繁", "护", "é", "–", "。"])
def test_every_script_has_a_glyph_of_its_own(faces, character):
    ((run, face),) = runs(character, faces, 40)

    assert run == character
    assert face.getmask(run).getbbox() != font(faces[0], 40).getmask("\U0010fffd").getbbox()


def test_a_text_is_split_into_one_font_a_script():
    fonts = [(text, Path(face.path).name) for text, face in runs("护照 여권 паспорт", REGULAR, 20)]

    assert fonts == [
        ("护照 ", "NotoSansSC-Regular.ttf"),
        ("여권", "NotoSansKR-Regular.ttf"),
        (" паспорт", "NotoSansSC-Regular.ttf"),
    ]


def test_a_character_that_no_font_has_becomes_the_printers_mark():
    assert [text for text, _ in runs("A\U0010fffdB", REGULAR, 20)] == [f"A{MISSING}B"]


def test_the_number_wears_the_face_of_the_screens():
    ((_, face),) = runs("A012", NUMBER_FACES, 200)

    assert face.getname() == ("Barlow Semi Condensed", "SemiBold")


@pytest.mark.parametrize(
    ("p10_s", "p90_s", "said"),
    [
        (620, 1480, "10–25 分钟"),
        (600, 600, "10–11 分钟"),
        (150, 290, "2–5 分钟"),
        (20, 100, "2 分钟内"),
        (0, 0, "1 分钟内"),
        (3601, 7300, "60–125 分钟"),
    ],
)
def test_a_wait_is_said_as_a_range_rounded_outwards(p10_s, p90_s, said):
    assert wait_words("zh-CN", {"p10_s": p10_s, "p50_s": p10_s, "p90_s": p90_s}) == said


def test_without_a_forecast_nothing_is_promised():
    assert wait_words("en", None) == "Please watch for your call"


def test_nobody_ahead_is_said_in_words():
    assert [ahead_words("zh-CN", count) for count in (0, 1, 12)] == ["您是下一位", "1 人", "12 人"]


def test_every_language_has_every_word():
    keys = {file.stem: sorted(json.loads(file.read_text("utf-8"))) for file in LOCALES.iterdir()}

    assert keys == dict.fromkeys(PAGE_LANGUAGES, keys["zh-CN"])


def test_a_language_without_a_catalogue_is_spoken_to_in_english():
    assert words.say("fr", "scan") == words.say("en", "scan")


@pytest.mark.parametrize("form", [PAPER_80, PAPER_58])
def test_the_test_page_reaches_both_edges_and_its_code_can_be_read(form):
    page = draw_test_page(form)

    assert ImageChops.invert(page.convert("L")).getbbox()[::2] == (0, form.width)
    assert code_of(page) == TEST_LINK


@pytest.mark.parametrize("form", [PAPER_80, PAPER_58])
def test_a_covered_name_is_drawn_where_the_hall_prints_one_rare_characters_too(form):
    named = draw_ticket(a_layout(holder="**䶮"), copy=1, form=form)
    another = draw_ticket(a_layout(holder="**龑"), copy=1, form=form)
    without = [draw_ticket(a_layout(**more), copy=1, form=form) for more in ({}, {"holder": None})]

    assert "".join(text for text, _ in runs("**䶮龑", BOLD, 32)) == "**䶮龑"
    assert named.height > without[0].height == without[1].height
    assert ImageChops.difference(named.convert("L"), another.convert("L")).getbbox() is not None


@pytest.mark.parametrize("plan", [None, ["number", "code"]], ids=["usual", "few blocks"])
def test_a_number_that_a_kiosk_gave_alone_says_so_whatever_the_hall_prints(plan):
    usual = {"plan": {"blocks": plan, "sizes": {}, "foot": None, "logo": None}} if plan else {}
    alone, like_any = (
        draw_ticket(a_layout(forecast=None, alone=each, **usual), copy=1, form=PAPER_80)
        for each in (True, False)
    )
    other_forecast = draw_ticket(a_layout(alone=True, **usual), copy=1, form=PAPER_80)

    assert zxingcpp.read_barcode(alone.convert("L")).text == LINK
    assert ImageChops.difference(alone, other_forecast).getbbox() is None  # nothing is foretold
    assert alone.tobytes() != like_any.tobytes()
