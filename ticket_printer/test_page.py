"""The page that shows whether a printer is set up: width, darkness, scripts, code and cut."""

from PIL import Image

from ticket_printer.formats import Format
from ticket_printer.paper import Paper, regular
from ticket_printer.qr import draw_qr
from ticket_printer.words import say

SCRIPTS = "中文 䶮 English 한국어 Русский 繁體 0123456789"
LINK = "https://example.org/t/test-page"


def draw_test_page(form: Format) -> Image.Image:
    """Draw the page in black and white (mode 1); its frame touches both edges of the paper."""
    paper = Paper(form.width, form.margin + form.gap)
    paper.feed(form.gap)
    for language, title, body in (
        ("zh-CN", form.service, form.text),
        ("en", form.hall, form.second),
    ):
        paper.centred(say(language, "test.title"), title)
        paper.centred(say(language, "test.body"), body)
        paper.feed(form.gap)
    paper.centred(SCRIPTS, regular(form.text.size))
    code = draw_qr(LINK, size=form.code, at_most=form.width)
    paper.paste(code, x=(form.width - code.width) // 2, y=paper.y)
    paper.feed(code.height)
    paper.frame(top=0, thickness=3)
    return paper.cut()
