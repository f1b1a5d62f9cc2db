"""The code on every ticket is read by two programs that were written by different people."""

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image

from queue_server.app import sample_halls
from queue_server.settings.hall_file import read_halls
from queue_server.web.jobs_json import SAMPLE_LINK, sample_paper
from tests.devices.builders import NINE
from tests.devices.escpos_decoder import Decoder
from tests.devices.strip import Strip
from ticket_printer.escpos import CUTS, Commands, encode
from ticket_printer.formats import FORMATS
from ticket_printer.layout import draw_ticket
from ticket_printer.text_ticket import TextOptions, encode_ticket

HALLS = read_halls(sample_halls())
MODES = {
    "picture": None,
    "text": TextOptions(),
    "text with the printer's code": TextOptions(draws_codes=True),
}


def on_paper(layout, form, options) -> Image.Image:
    """What a printer makes of it, with white around it as in the hand."""
    if options is None:
        data = encode(draw_ticket(layout, copy=1, form=form), Commands())
    else:
        data = encode_ticket(layout, copy=1, form=form, options=options) + CUTS["partial"]
    strip = Strip(form.width)
    Decoder(strip).feed(data)
    (ticket,) = strip.tickets
    sheet = Image.new("L", (ticket.width + 80, ticket.height + 80), 255)
    sheet.paste(ticket.convert("L"), (40, 40))
    return sheet


def read_twice(picture: Image.Image) -> tuple[str, str]:
    by_zxing = zxingcpp.read_barcode(picture)
    by_opencv, _, _ = cv2.QRCodeDetector().detectAndDecode(np.asarray(picture))
    return by_zxing.text if by_zxing else "", by_opencv


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("paper", FORMATS)
@pytest.mark.parametrize("hall", HALLS)
def test_both_read_the_link_from_the_tickets_of_every_hall(hall, paper, mode):
    of = HALLS[hall]
    for language in of.languages:
        layout = sample_paper(of, language, NINE, of.notices)

        picture = on_paper(layout, FORMATS[paper], MODES[mode])

        assert read_twice(picture) == (SAMPLE_LINK, SAMPLE_LINK)
