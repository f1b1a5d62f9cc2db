"""What a hall file says of its papers, and what is wrong with it."""

import pytest
from PIL import Image

from queue_server.domain.paper_plan import PLAIN, USUAL, Block, PaperPlan, Size
from queue_server.settings.hall_file import read_hall
from tests.settings.small_hall import SMALL, faults

PLACE = '[hours]\nmonday = ["09:00'
FOOT = 'foot = { zh-CN = "请勿折叠", en = "Do not fold" }'


def written(tmp_path, *lines: str):
    """The small hall with a `[paper]` of these lines; the first of them is line 4."""
    path = tmp_path / "hall.toml"
    paper = "\n".join(("[paper]", *lines))
    path.write_text(SMALL.replace(PLACE, f"{paper}\n{PLACE}"), "utf-8")
    return path


def a_picture(tmp_path, size=(200, 80), mode="RGBA", name="logo.png"):
    Image.new(mode, size, "navy").save(tmp_path / name, "PNG")


def test_a_hall_that_says_nothing_of_its_papers_has_the_usual_ones(tmp_path):
    path = tmp_path / "hall.toml"
    path.write_text(SMALL, "utf-8")

    assert read_hall(path).paper_in("en") == PLAIN == PaperPlan(blocks=USUAL, sizes={})


def test_a_language_differs_in_what_it_says_and_is_as_usual_in_the_rest(tmp_path):
    path = written(
        tmp_path,
        FOOT,
        'sizes = { hall = "small" }',
        "[paper.languages.en]",
        'blocks = ["number", "code"]',
        'sizes = { code = "large" }',
    )

    hall = read_hall(path)

    foot = {"zh-CN": "请勿折叠", "en": "Do not fold"}
    assert hall.paper_in("zh-CN") == PaperPlan(sizes={Block.HALL: Size.SMALL}, foot=foot)
    assert hall.paper_in("en") == PaperPlan(
        blocks=(Block.NUMBER, Block.CODE),
        sizes={Block.HALL: Size.SMALL, Block.CODE: Size.LARGE},
        foot=foot,
    )


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "1"])
def test_a_logo_becomes_ink(tmp_path, mode):
    Image.new(mode, (200, 80)).save(tmp_path / "logo.png", "PNG")

    logo = read_hall(written(tmp_path, 'logo = "logo.png"')).paper_in("zh-CN").logo

    (tmp_path / "ink.png").write_bytes(logo)
    with Image.open(tmp_path / "ink.png") as ink:
        assert (ink.mode, ink.size) == ("1", (200, 80))
        # What was clear is paper, what was black is ink.
        assert set(ink.tobytes()) == ({0xFF} if mode == "RGBA" else {0x00})


@pytest.mark.parametrize(
    ("size", "says"),
    [
        ((577, 10), "logo.png is 577×10 dots: at most 576×240, please"),
        ((10, 241), "logo.png is 10×241 dots: at most 576×240, please"),
    ],
)
def test_a_logo_larger_than_its_place_is_refused_with_its_line(tmp_path, size, says):
    a_picture(tmp_path, size)

    assert faults(written(tmp_path, 'logo = "logo.png"')) == [(4, says)]


def test_a_logo_that_is_none_is_refused(tmp_path):
    path = written(tmp_path, 'logo = "logo.png"')
    missing = faults(path)
    (tmp_path / "logo.png").write_bytes(b"\x89PNG and nothing more")
    broken = faults(path)
    (tmp_path / "logo.png").write_bytes(bytes(200_001))

    assert [*missing, *broken, *faults(path)] == [
        (4, "logo.png cannot be read: no such file or directory"),
        (4, "logo.png is no PNG that can be read"),
        (4, "logo.png has 200001 bytes: at most 200000, please"),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('logo = "../logo.png"', "logo should be a PNG beside this file"),
        ('blocks = ["number", "numbr"]', f"blocks should be one of {', '.join(Block)}"),
        (
            'blocks = ["code"]',
            "blocks should have the number among them: without it the paper is none",
        ),
        ('blocks = ["number", "number"]', "blocks should name each block once"),
        (
            'sizes = { notice = "large" }',
            "sizes should be of code, hall, number, service: notice has one size",
        ),
        ('sizes = { hall = "huge" }', "hall should be one of small, normal, large"),
        (
            'sizes = { number = "large" }',
            "sizes should leave the number as it is: nothing larger fits the paper",
        ),
        (
            'sizes = { code = "small" }',
            "sizes should leave the code as it is: nothing smaller is read by every phone",
        ),
        ('foot = { zh-CN = "请勿折叠" }', "there is no text in en"),
        ('fot = { zh-CN = "请勿折叠" }', 'there is no key "fot" here; did you mean "foot"?'),
        ("languages = { ru = {} }", '"ru" is none of the hall\'s languages'),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, line, says):
    assert faults(written(tmp_path, line)) == [(4, says)]
