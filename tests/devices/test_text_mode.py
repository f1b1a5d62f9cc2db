"""Tickets in text mode, read by two decoders that share nothing but the manuals."""

import pytest
import zxingcpp
from PIL import Image

from tests.devices.builders import LINK, Story, a_layout
from tests.devices.cable import CabledPrinter
from tests.devices.escpos_decoder import Decoder
from tests.devices.second_decoder import read
from tests.devices.strip import Strip
from tests.devices.test_printers import PATIENT
from ticket_printer.charset import Charset, can_print, cells, encoded
from ticket_printer.escpos import CUTS, Commands
from ticket_printer.formats import FORMATS, PAPER_58, PAPER_80
from ticket_printer.layout import draw_ticket
from ticket_printer.plan import USUAL
from ticket_printer.printers import Slip
from ticket_printer.printers.address import link_of
from ticket_printer.printers.escpos_printer import EscPosPrinter
from ticket_printer.text_lines import LARGEST, largest, row
from ticket_printer.text_ticket import TextOptions, encode_ticket


def bytes_of(form=PAPER_80, *, copy=1, options=None, **changes) -> bytes:
    layout = a_layout(**changes)
    data = encode_ticket(layout, copy=copy, form=form, options=options or TextOptions())
    return data + CUTS["partial"]


def printed(data: bytes, width: int, *, rom: str = "gbk") -> tuple[Image.Image, Decoder]:
    strip = Strip(width)
    decoder = Decoder(strip)
    decoder.text.rom = rom
    decoder.feed(data)
    (ticket,) = strip.tickets
    return ticket, decoder


def code_on(ticket: Image.Image) -> str:
    return zxingcpp.read_barcode(ticket.convert("L")).text


@pytest.mark.parametrize("paper", FORMATS)
@pytest.mark.parametrize("draws_codes", [False, True])
def test_both_decoders_read_the_same_ticket(paper, draws_codes):
    form = FORMATS[paper]
    data = bytes_of(form, options=TextOptions(draws_codes=draws_codes))

    ticket, decoder = printed(data, form.width)
    reading = read(data)

    texts = [text for text in reading.texts if text]
    assert (decoder.warnings, decoder.text.warnings) == ([], [])
    assert (texts, reading.codes, reading.cuts) == (decoder.text.lines, decoder.codes, 1)
    assert (code_on(ticket), ticket.width) == (LINK, form.width)
    assert (reading.codes == [LINK], len(reading.pictures)) == (
        draws_codes,
        0 if draws_codes else 2,
    )


def test_the_words_of_the_ticket_are_all_there_in_their_order():
    texts = [text.strip() for text in read(bytes_of()).texts if text.strip(" -")]

    assert texts == [
        "广东省出入境接待大厅",
        "Guangdong Exit-Entry Hall",
        "普通护照",
        "Ordinary passport",
        "A012",
        "老年人优先",
        "Elderly priority",
        "前面等候                                  3 人",
        "People ahead",
        "预计等候" + " " * 27 + "10–25 分钟",
        "Expected wait",
        "取号时间                      2026-11-23 10:24",
        "Taken at",
        "等候地点                            一楼等候区",
        "Where to wait                     Ground floor",
        "扫码查看排队进度",
        "Scan to follow your turn",
        "请留意屏幕和语音叫号。",
        "Please watch the screens.",
    ]


@pytest.mark.parametrize("name", ["䶮先生大厅", "𬱖州大厅", "Зал", "여권 홀", "Café", "¥ 50"])
def test_what_the_printers_font_lacks_goes_as_a_picture_and_never_as_a_question_mark(name):
    plan = {**USUAL, "blocks": ["hall", "number"]}
    data = bytes_of(hall={"zh-CN": name}, languages=["zh-CN"], plan=plan)

    reading = read(data)
    ticket, decoder = printed(data, 576)

    assert [text for text in reading.texts if text] == ["A012"]
    drawn = draw_ticket(
        a_layout(
            hall={"zh-CN": name}, languages=["zh-CN"], plan={**plan, "blocks": ["hall", "number"]}
        ),
        copy=1,
        form=PAPER_80,
    )
    head = reading.pictures[0]
    assert head.tobytes() == drawn.crop((0, 0, head.width, head.height)).tobytes()
    assert (decoder.text.lines, decoder.text.warnings) == (["A012"], [])
    assert ticket.height > head.height


def test_only_the_block_with_the_rare_character_is_a_picture():
    whole = bytes_of()
    rare = bytes_of(area={"zh-CN": "䶮龙厅", "en": "Yan hall"})

    missing = set(read(whole).texts) - set(read(rare).texts)
    assert {text.split()[0] for text in missing} == {"等候地点", "Where"}
    assert len(read(rare).pictures) == len(read(whole).pictures) + 1


@pytest.mark.parametrize(
    ("charset", "text", "has"),
    [
        (Charset.GB2312, "您好，A012。", True),
        (Charset.GB2312, "繁體", False),
        (Charset.GBK, "繁體字", True),
        (Charset.GBK, "10–25", True),
        (Charset.GBK, "䶮", False),
        (Charset.GBK, "Ж", False),
        (Charset.GBK, "é", False),
        (Charset.GBK, "¥", False),
        (Charset.GBK, "한", False),
        (Charset.GBK, "\x10\x14", False),
        (Charset.GB18030, "䶮", True),
        (Charset.GB18030, "𬱖", True),
        (Charset.GB18030, "한", False),
        (Charset.GB18030, "½", False),
    ],
)
def test_each_character_is_looked_up_in_what_the_font_holds(charset, text, has):
    assert can_print(text, charset) is has


def test_a_character_takes_the_bytes_of_its_cells():
    text = "请A012，"

    assert (len(encoded(text)), cells(text)) == (cells(text), 8)


@pytest.mark.parametrize(
    ("number", "form", "size"),
    [("A012", PAPER_80, 8), ("A012", PAPER_58, 7), ("W10000", PAPER_58, 4)],
)
def test_the_number_is_as_large_as_the_paper_takes(number, form, size):
    data = bytes_of(form, number=number)

    assert b"\x1d!" + bytes([(size - 1) * 17]) + b"\x1bE\x00\x1dB\x00" + number.encode() in data


def test_nothing_is_enlarged_past_eight_times_or_below_one():
    assert [largest(text, dots=576) for text in ("A", "A012", "A" * 100)] == [LARGEST, LARGEST, 1]


def test_a_value_that_does_not_fit_beside_its_label_stands_under_it():
    assert row("等候地点", "一楼", columns=14) == ["等候地点  一楼"]
    assert row("等候地点", "一楼等候区", columns=14) == ["等候地点", "    一楼等候区"]


def test_a_reprint_says_so_first():
    texts = [text.strip() for text in read(bytes_of(reprint=True, copy=2)).texts if text.strip()]

    assert texts[:2] == ["重打 第2联", "Reprint, copy 2"]


def test_a_line_of_9600_baud_has_a_ticket_in_seconds():
    text = bytes_of(PAPER_58, options=TextOptions(draws_codes=True))
    picture = draw_ticket(a_layout(), copy=1, form=PAPER_58)

    assert len(text) < len(picture.tobytes()) / 20


def test_a_slip_in_text_mode_goes_through_a_serial_line():
    slip = Slip(
        name="a",
        picture=draw_ticket(a_layout(), copy=1, form=PAPER_80),
        text=bytes_of().removesuffix(CUTS["partial"]),
    )
    with CabledPrinter() as device:
        device.decoder.text.rom = "gbk"
        printer = EscPosPrinter(link_of(device.serial_url), Commands(), waits=PATIENT)
        result = printer.print(slip, Story().progress)

        assert (result.state, code_on(device.tickets[0])) == ("printed", LINK)
        assert "广东省出入境接待大厅" in device.decoder.text.lines
