import random

import pytest
from PIL import Image

from tests.devices.builders import a_picture
from tests.devices.escpos_decoder import Decoder
from tests.devices.strip import Strip
from ticket_printer.escpos import (
    CUTS,
    Commands,
    Confirmation,
    confirmation_request,
    encode,
    scrubbed,
)
from ticket_printer.printers.address import read_commands


def printed(data: bytes, width: int = 576) -> list[Image.Image]:
    strip = Strip(width)
    decoder = Decoder(strip)
    decoder.feed(data)
    assert decoder.warnings == []
    return strip.tickets


@pytest.mark.parametrize("size", [(576, 400), (384, 300), (576, 2500), (8, 1)])
def test_what_a_printer_prints_is_the_picture(size):
    picture = a_picture(*size)

    (ticket,) = printed(encode(picture, Commands()), size[0])

    assert (ticket.size, ticket.tobytes()) == (picture.size, picture.tobytes())


@pytest.mark.parametrize("cut", [cut for name, cut in CUTS.items() if name != "none"])
def test_every_cut_cuts_once(cut):
    assert len(printed(encode(a_picture(), Commands(cut=cut)))) == 1


def test_a_printer_without_a_knife_only_feeds():
    assert printed(encode(a_picture(), Commands(cut=CUTS["none"]))) == []


def test_no_image_holds_what_a_printer_would_obey():
    noise = random.Random(20261123).randbytes(72 * 3000)
    hostile = b"\x10\x14\x08\x10\x05\x02\x10\x10\x04\x01" * 720
    for ink in (noise, hostile):
        picture = Image.frombytes("1", (576, len(ink) // 72), bytes(byte ^ 0xFF for byte in ink))

        data = encode(picture, Commands())

        assert [data.find(b"\x10" + byte) for byte in (b"\x04", b"\x05", b"\x14")] == [-1, -1, -1]


def test_scrubbing_changes_one_dot_where_it_must_and_none_elsewhere():
    ink = bytes([0x10, 0x04, 0xAA, 0x10])
    picture = Image.frombytes("1", (32, 1), bytes(byte ^ 0xFF for byte in ink))

    assert bytes(byte ^ 0xFF for byte in scrubbed(picture).tobytes()) == bytes(
        [0x11, 0x04, 0xAA, 0x10]
    )


@pytest.mark.parametrize(
    ("kind", "request_bytes", "answer"),
    [
        (Confirmation.PROCESS_ID, b"\x1d(H\x06\x00\x30\x30AB12", b"\x37\x22AB12\x00"),
        (Confirmation.PAPER_SENSOR, b"\x1dr\x01", b"\x00"),
        (Confirmation.NONE, b"", b""),
    ],
)
def test_a_confirmation_is_asked_for_and_answered(kind, request_bytes, answer):
    decoder = Decoder(Strip(576))

    decoder.feed(confirmation_request(kind, b"AB12"))

    assert (confirmation_request(kind, b"AB12"), bytes(decoder.replies)) == (request_bytes, answer)


def test_a_cut_may_be_given_in_its_own_bytes():
    assert read_commands("1d 56 30", "none") == Commands(
        cut=b"\x1dV0", confirmation=Confirmation.NONE
    )


def test_a_cut_that_is_none_is_refused_with_the_choices():
    with pytest.raises(
        ValueError, match="a cut is one of partial, full, partial-old, full-old, none"
    ):
        read_commands("sideways", "none")
