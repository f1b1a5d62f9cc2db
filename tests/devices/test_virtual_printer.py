"""The virtual printer itself, against other ways of saying the same in ESC/POS."""

import pytest
import zxingcpp
from escpos.printer import Dummy

from tests.devices.builders import LINK, a_picture
from tests.devices.escpos_decoder import Decoder
from tests.devices.strip import Strip


@pytest.mark.parametrize("way", ["bitImageRaster", "graphics", "bitImageColumn"])
def test_an_image_comes_out_the_same_by_every_command(way):
    picture = a_picture(576, 384)
    printer = Dummy(profile="TM-T20II")
    printer.image(picture, impl=way)
    strip = Strip(576)

    Decoder(strip).feed(bytes(printer.output) + b"\x1dV\x00")

    (ticket,) = strip.tickets
    assert ticket.crop((0, 0, 576, 384)).tobytes() == picture.tobytes()


def test_text_is_read_as_gb18030_and_rare_characters_are_warned_of():
    strip = Strip(576)
    decoder = Decoder(strip)

    decoder.feed(b"\x1b@\x1ba\x01\x1d!\x11" + "请A012号，䶮\n".encode("gb18030") + b"\x1bi")

    assert (decoder.text.lines, decoder.text.warnings, len(strip.tickets)) == (
        ["请A012号，䶮"],
        ["not in the font ROM: 䶮"],
        1,
    )


def test_a_code_drawn_by_the_printer_can_be_read():
    printer = Dummy(profile="TM-T20II")
    printer.qr(LINK, native=True, size=6)
    strip = Strip(576)
    decoder = Decoder(strip)

    decoder.feed(bytes(printer.output) + b"\x1dVB\x00")

    (ticket,) = strip.tickets
    assert (decoder.codes, zxingcpp.read_barcode(ticket.convert("L")).text) == ([LINK], LINK)


def test_bytes_may_come_one_at_a_time():
    printer = Dummy(profile="TM-T20II")
    printer.image(a_picture(384, 50))
    strip = Strip(384)
    decoder = Decoder(strip)

    for byte in bytes(printer.output) + b"\x1dVB\x00":
        decoder.feed(bytes([byte]))

    assert [ticket.size for ticket in strip.tickets] == [(384, 50)]


def test_paper_that_ends_in_the_middle_leaves_the_rest_for_the_next_roll():
    printer = Dummy(profile="TM-T20II")
    printer.image(a_picture(384, 100))
    strip = Strip(384, rows_left=40)
    decoder = Decoder(strip)
    decoder.feed(bytes(printer.output) + b"\x1dVB\x00")
    before = (strip.rows_printed, len(strip.tickets))

    strip.rows_left = 1000
    decoder.work()

    assert (before, [ticket.size for ticket in strip.tickets]) == ((40, 0), [(384, 100)])
