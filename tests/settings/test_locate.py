"""The walk finds exactly what tomllib reads, and on the right lines."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from queue_server.settings.locate import locate, nearest

HALLS = sorted((Path(__file__).parents[2] / "halls").glob("*/hall.toml"))

TRICKY = '''# a comment = 1 [not.a.table]
a."b.c".'d' = "# no comment" # comment
"quoted \\u00e9 \\" key" = """
one "two" # no comment
""three"" \\""" four"""""
literal = \'\'\'
it's ''two'' \'\'\'\'
date = 1979-05-27 07:32:00 # with a space
list = [ 1, "]", # ]
  [ 2,
    3 ], { x = 1, y = [ { z = "}" } ] },
]
empty = []
none = {}
[[things]]
name = "first"
[things.more]
x.y = 1
[[things.parts]]
n = 1
[[things.parts]]
n = 2
[[things]]
name = "second"
[[things.parts]]
n = 3
[plain."with space"]
z = 0
'''


def paths(value, path=()):
    """Every path of a document, as tomllib read it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*path, key))


def test_every_key_and_item_is_on_its_line():
    lines = locate(TRICKY)

    assert lines[("a", "b.c", "d")] == 2
    assert lines[('quoted é " key',)] == 3
    assert lines[("literal",)] == 6
    assert lines[("list", 0)] == 9
    assert lines[("list", 2, 1)] == 11
    assert lines[("list", 3, "y", 0, "z")] == 11
    assert lines[("things", 0)] == 15
    assert lines[("things", 0, "more", "x", "y")] == 18
    assert lines[("things", 0, "parts", 1, "n")] == 22
    assert lines[("things", 1, "parts", 0, "n")] == 26
    assert lines[("plain", "with space", "z")] == 28


@pytest.mark.parametrize("path", HALLS, ids=lambda path: path.parent.name)
def test_a_hall_s_file_is_walked_whole(path):
    text = path.read_text(encoding="utf-8")

    assert set(locate(text)) == set(paths(tomllib.loads(text)))


GAPS = st.sampled_from(["", " ", "\n", " # ], = }\n", "\r\n\t"])
SCALARS = st.sampled_from(
    [
        "1",
        "-1.5",
        "true",
        "07:32:00",
        "1979-05-27 07:32:00",
        "1979-05-27",
        '"x#\\"]"',
        "'y}'",
        '""',
        "''",
        *('""""""', '"""\na ""b"" \\""""""', '"""two"""""', "''''''", "'''it's\n''two'''''"),
    ]
)
KEYS = st.sampled_from(["a", "b-1", '"c.d"', "'e'", "f . g", '"h\\u00e9".i', "7"])


def arrays(values):
    return st.lists(st.tuples(GAPS, values, GAPS), max_size=3).map(
        lambda items: "[" + ",".join("".join(item) for item in items) + "]"
    )


def inline_tables(values):
    return st.dictionaries(KEYS, values, max_size=3).map(
        lambda pairs: "{ " + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + " }"
    )


VALUES = st.recursive(SCALARS, lambda values: arrays(values) | inline_tables(values), max_leaves=6)
HEADERS = st.sampled_from(["[t]", "[[u]]", "[ u . v ]", "[[u.w]]", "[[u.w.'x']]", "[y.z] # z"])
LINES = st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]}={pair[1]}") | HEADERS | GAPS
TEXTS = st.lists(LINES, max_size=9).map("\n".join)


@settings(max_examples=500)
@given(TEXTS)
@example(TRICKY)
@example('a = """"""\nb = """\\"""" # c\n')
@example("a = ''''''\n[ a-b . 'c' ]\r\nd = 1")
def test_whatever_tomllib_reads_the_walk_finds(text):
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return

    assert set(locate(text)) == set(paths(read))


def test_what_is_not_written_down_is_looked_for_around_it():
    lines = locate("x = 1\n[[services]]\nname = 1\n")

    assert nearest(lines, ("services", 0, "letter")) == 2
    assert nearest(lines, ("counters",)) == 1
