"""A hall's plan of its papers, as the printer draws it."""

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from tests.devices.builders import a_layout
from tests.devices.test_ticket_layout import code_of
from ticket_printer.cli import main
from ticket_printer.formats import FORMATS, PAPER_58, PAPER_80
from ticket_printer.layout import draw_ticket
from ticket_printer.plan import USUAL


def a_logo(width: int = 400, height: int = 100) -> str:
    out = BytesIO()
    Image.new("1", (width, height), 0).save(out, "PNG")
    return b64encode(out.getvalue()).decode()


def drawn(form=PAPER_80, *, language="zh-CN", **plan) -> Image.Image:
    layout = a_layout(plan={**USUAL, **plan}, languages=[language, "en"])
    return draw_ticket(layout, copy=1, form=form)


def ink_of(picture: Image.Image) -> tuple[int, int, int, int]:
    return ImageChops.invert(picture.convert("L")).getbbox()


def test_a_paper_without_a_plan_is_the_usual_one():
    without = draw_ticket(a_layout(), copy=1, form=PAPER_80)

    assert drawn().tobytes() == without.tobytes()


@pytest.mark.parametrize("left_out", [each for each in USUAL["blocks"] if each != "number"])
def test_each_block_may_be_left_out(left_out):
    has_content = {**USUAL, "logo": a_logo(), "foot": {"zh-CN": "请勿折叠"}}
    fewer = {**has_content, "blocks": [each for each in USUAL["blocks"] if each != left_out]}
    route = [{"zh-CN": "咨询"}, {"zh-CN": "照相"}]
    whole, part = (
        draw_ticket(a_layout(plan=plan, route=route), copy=1, form=PAPER_80)
        for plan in (has_content, fewer)
    )

    assert part.height < whole.height


def test_blocks_stand_in_the_order_of_the_plan():
    first = drawn(blocks=["code", "number"], sizes={})
    last = drawn(blocks=["number", "code"], sizes={})

    assert first.height == last.height
    top = (0, 0, 576, first.height // 2)
    assert (code_of(first.crop(top)), first.tobytes() == last.tobytes()) == (
        a_layout()["link"],
        False,
    )


def test_no_plan_makes_a_paper_without_its_number():
    blocks = [each for each in USUAL["blocks"] if each != "number"]

    assert drawn(blocks=["hall"]).height > drawn(blocks=["number"]).height
    assert drawn(blocks=blocks).height == drawn().height


def test_a_block_that_a_newer_server_names_is_left_out():
    assert drawn(blocks=["number", "hologram"]).tobytes() == drawn(blocks=["number"]).tobytes()


@pytest.mark.parametrize(
    ("block", "smaller", "larger"),
    [
        ("hall", "small", "normal"),
        ("service", "normal", "large"),
        ("number", "small", "normal"),
        ("code", "normal", "large"),
    ],
)
def test_sizes_are_as_the_plan_says(block, smaller, larger):
    blocks = list(dict.fromkeys(["number", block]))
    heights = [drawn(blocks=blocks, sizes={block: size}).height for size in (smaller, larger)]

    assert heights[0] < heights[1]


def test_the_number_is_usually_as_large_as_it_can_be():
    assert drawn(blocks=["number"], sizes={"number": "normal"}).height < (
        drawn(blocks=["number"]).height
    )


@pytest.mark.parametrize(("form", "width"), [(PAPER_80, 576), (PAPER_58, 384)])
def test_a_logo_keeps_its_share_of_the_paper(form, width):
    left, _, right, _ = ink_of(drawn(form, blocks=["logo", "number"], logo=a_logo(576, 90)))

    assert (left, right) == (0, width)


@pytest.mark.parametrize("logo", ["no base64!", "aGVsbG8=", a_logo(577, 10), a_logo(10, 241)])
def test_what_is_no_logo_is_refused_before_anything_is_sent(logo):
    with pytest.raises(ValueError, match=r"logo|base64"):
        drawn(logo=logo)


@pytest.mark.parametrize("paper", FORMATS)
def test_a_foot_is_in_the_holders_language(paper):
    foot = {"zh-CN": "请勿折叠", "ru": "Не сгибайте"}
    blocks = ["number", "foot"]
    pictures = [
        drawn(FORMATS[paper], blocks=blocks, foot=foot, language=each) for each in ("zh-CN", "ru")
    ]

    assert pictures[0].tobytes() != pictures[1].tobytes()


def test_the_command_draws_a_made_up_ticket_without_a_printer(tmp_path):
    changes = tmp_path / "layout.json"
    changes.write_text('{"number": "B007", "plan": {"blocks": ["number"], "sizes": {}}}')
    plain, changed = tmp_path / "plain.png", tmp_path / "changed.png"

    codes = [
        main(["preview", str(plain), "--language", "ru", "--paper", "58"]),
        main(["preview", str(changed), "--layout", str(changes)]),
    ]

    with Image.open(plain) as first, Image.open(changed) as second:
        assert (codes, first.width, second.width) == ([0, 0], 384, 576)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{", "is no JSON"),
        ("[]", "an object is wanted"),
        ('{"colour": "red"}', "a layout has no colour"),
        ('{"plan": {"blocks": ["number"]}}', "cannot be drawn: KeyError 'sizes'"),
    ],
)
def test_a_layout_that_cannot_be_drawn_says_why(tmp_path, capsys, written, message):
    file = tmp_path / "layout.json"
    file.write_text(written)

    code = main(["preview", str(tmp_path / "out.png"), "--layout", str(file)])

    assert (code, message in capsys.readouterr().err) == (2, True)
    assert not (tmp_path / "out.png").exists()
