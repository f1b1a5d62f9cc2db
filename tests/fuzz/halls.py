"""The five sample halls, with something done to them."""

import json
import tomllib
from copy import deepcopy
from pathlib import Path

from hypothesis import strategies as st

FILES = sorted((Path(__file__).parents[2] / "halls").glob("*/hall.toml"))
TEXTS = [each.read_text("utf-8") for each in FILES]
NASTY = [
    0,
    -1,
    1,
    2,
    99,
    0.5,
    1e-300,
    1e300,
    1440,
    2**63,
    -(10**30),
    True,
    "",
    " ",
    "A",
    "Z",
    "normal",
    "granted",
    "zh-CN",
    "00:00-24:00",
    "23:59-24:00",
    "2026-11-23",
    "Asia/Kathmandu",
    "America/New_York",
    "../../etc/passwd",
    "\u202e\U0001f9d3\u0300",
    "\x7f\x00",
    "<b>&amp;{x}%s",
    "长" * 400,
    [],
    [[]],
    {},
    {"zh-CN": "字", "en": "x"},
]
VALUES = st.sampled_from(NASTY) | st.integers() | st.floats() | st.text(max_size=20)


@st.composite
def changed_halls(draw):
    """The text of a sample hall of which one to three things are no longer as they were."""
    raw = tomllib.loads(draw(st.sampled_from(TEXTS)))
    for _ in range(draw(st.integers(1, 3))):
        _change(draw, raw)
    return "\n".join(f"{written(key)} = {written(value)}" for key, value in raw.items())


def _change(draw, raw):
    """Go down to some place, and do something there."""
    where, key = raw, draw(st.sampled_from(sorted(raw)))
    while isinstance(where[key], dict | list) and where[key] and draw(st.integers(0, 5)):
        where = where[key]
        key = draw(st.sampled_from(sorted(where) if isinstance(where, dict) else range(len(where))))
    deed = draw(st.sampled_from(["replace", "replace", "replace", "remove", "again", "elsewhere"]))
    if deed == "remove" and len(where) > 1:
        del where[key]
    elif deed == "again" and isinstance(where, list):
        where.append(deepcopy(where[key]))
    elif deed == "elsewhere" and isinstance(where, dict):
        where[draw(st.sampled_from(["letter", "name", "x", "", "zh-CN"]))] = deepcopy(where[key])
    else:
        where[key] = deepcopy(draw(VALUES))  # or the list of them would change


def written(value):
    """A value as TOML in one line."""
    if isinstance(value, dict):
        return (
            f"{{ {', '.join(f'{written(key)} = {written(each)}' for key, each in value.items())} }}"
        )
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, default=str)


@st.composite
def changed_texts(draw):
    """A sample hall whose lines were shuffled about, or cut anywhere."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        deed = draw(st.sampled_from(["remove", "double", "swap", "cut", "put"]))
        if deed == "remove" and len(lines) > 2:
            del lines[at]
        elif deed == "double":
            lines.insert(to, lines[at])
        elif deed == "swap":
            lines[at], lines[to] = lines[to], lines[at]
        elif deed == "cut":
            lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
        else:
            lines[at] += draw(st.text(max_size=5) | st.sampled_from(["#", '"', "'''", "= [", "\\"]))
    return "\n".join(lines)
