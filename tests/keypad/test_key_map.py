"""What keys mean is data: read whole, or refused with every fault at once."""

import pytest

from counter_client.cli import main
from counter_client.keypad.deeds import DEEDS, Deed, read_deed
from counter_client.keypad.key_map import OWN, BadKeyMap, find_key_map, read_key_map
from counter_client.keypad.key_names import is_key, linux_key

EVERYTHING = """
forget_s = 5
debounce_ms = 10
settle_s = 0

[keys]
enter = "go"
f1 = "pause:meal"
star = "grant:urgent:illness"
"ctrl+alt+5" = "digit:5"
0 = "none"

[typing]
star = "letter"

[serial]
"1b41" = "enter"
"1b 42" = "5"

[display]
line = "{number:<5}{waiting:>3}"
encoding = "gb18030"
before = "0c"
after = "0d0a"
"""
FAULTS = """
forget_s = "long"
colour = "red"

[keys]
entre = "go"
plus = "dance"
minus = "pause:Meal"
star = 5
slash = "rate:6"

[typing]
dot = "recall"

[serial]
"zz" = "1"
"1b" = "2"
"1b41" = "3"
"05" = "nokey"

[display]
line = "{queue} {"
encoding = "klingon"
before = "0"
size = "2"
"""


def test_a_whole_map_is_read():
    keys = read_key_map(EVERYTHING)

    assert (keys.forget_s, keys.debounce_ms, keys.settle_s) == (5, 10, 0)
    assert keys.deed_of("star", typing=False) == Deed("grant", ("urgent", "illness"))
    assert keys.deed_of("star", typing=True) == Deed("letter")
    assert keys.deed_of("0", typing=False) == Deed("none")
    assert keys.deed_of("7", typing=False) == Deed("digit", ("7",))
    assert keys.serial == {b"\x1bA": "enter", b"\x1bB": "5"}
    assert (keys.screen.encoding, keys.screen.before, keys.screen.after) == (
        "gb18030",
        b"\f",
        b"\r\n",
    )


def test_every_fault_is_named_at_once():
    with pytest.raises(BadKeyMap) as refusal:
        read_key_map(FAULTS)

    named = "\n".join(sorted(refusal.value.faults))
    for fault in (
        '"colour" is not known here', "forget_s is a number", '"entre" is no key', '"dance" is nothing',
        '"pause:Meal": behind pause', 'star: "5" is nothing', '"rate:6": behind rate',
        "dot: while a number is typed", '"zz" is no bytes', '"1b" is the beginning of "1b41"',
        "'nokey' is no key", "line: ", '"klingon" is none', 'before: "0" is no bytes', '"size" is not known',
    ):  # fmt: skip
        assert fault in named
    assert len(refusal.value.faults) == 15


def test_the_check_of_the_command_line_says_them_all(tmp_path, capsys):
    file = tmp_path / "keys.toml"
    file.write_text(FAULTS)

    assert main(["keypad", "--check", "--keys", str(file)]) == 2
    assert capsys.readouterr().err.count("keys.toml: ") == 15
    assert (main(["keypad", "--check"]), capsys.readouterr().out) == (0, "keys: ok\n")


def test_the_check_says_every_fault_of_the_settings(tmp_path, capsys):
    file = tmp_path / "keypad.toml"
    file.write_text(
        'server = "queue"\ncounter = "3"\nplayer = ["aplay"]\nspoken = 1\nloud = true\n'
    )

    code = main(["keypad", "--check", "--settings", str(file)])

    said = capsys.readouterr().err
    for fault in ('"loud"', "hall is missing", "source is missing", '"queue" is no address', "counter is",
                  "player names no", "spoken is true"):  # fmt: skip
        assert fault in said
    assert code == 2


@pytest.mark.parametrize("text", ["[keys", "", "[keys]"])
def test_what_is_no_map_is_refused(text):
    with pytest.raises(BadKeyMap):
        read_key_map(text)


@pytest.mark.parametrize("name", OWN)
def test_the_maps_that_come_along_are_whole(name):
    assert find_key_map(name).keys


def test_every_deed_can_be_read_and_is_in_the_manual():
    from tests.house.tree import ROOT

    manual = (ROOT / "docs/keypad.md").read_text("utf-8")
    texts = {
        "say": "say:security",
        "rate": "rate:5",
        "grant": "grant:urgent:illness",
        "digit": "digit:0",
    }

    assert [read_deed(texts.get(name, name)).name for name in DEEDS] == list(DEEDS)
    assert [name for name in DEEDS if f"`{name}" not in manual] == []


def test_a_five_is_a_five_wherever_it_is():
    assert [linux_key(code) for code in (6, 76, 28, 96, 78, 98, 183, 240)] == [
        "5", "5", "enter", "enter", "plus", "slash", "f13", "key-240",
    ]  # fmt: skip
    assert [is_key(name) for name in ("ctrl+alt+n", "key-240", "f25", "ctrl+ctrl+n", "+n")] == [
        True, True, False, False, False,
    ]  # fmt: skip
