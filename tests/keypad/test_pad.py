"""Keys in, intentions out: one press of one key is never two of anything."""

from hypothesis import given
from hypothesis import strategies as st

from counter_client.keypad.key_map import find_key_map
from counter_client.keypad.pad import LONGEST, Intention, Note, Pad
from counter_client.keypad.presses import Presses
from counter_client.keypad.sources import KeyEvent, Motion

NUMPAD = find_key_map("numpad")
KEYS = ["enter", "plus", "minus", "star", "slash", "dot", "f1", *"0123456789"]
DEBOUNCE_S = 0.03


def pressed(*keys, every_s=0.2, pad=None):
    """What comes of the keys: intentions as `deed typed`, notes as they are."""
    pad = pad or Pad(NUMPAD)
    results = [pad.press(key, at=place * every_s).result for place, key in enumerate(keys)]
    return [said(each) for each in results]


def said(result):
    return f"{result.deed} {result.typed}".strip() if isinstance(result, Intention) else result


def test_each_key_of_the_number_pad_is_its_deed():
    keys = ("enter", "plus", "minus", "star", "dot", "backspace", "f1")

    assert [pressed(key) for key in keys] == [
        ["go"], ["recall"], ["miss"], ["hold"], ["pause"], ["undo"], [Note.MEANINGLESS],
    ]  # fmt: skip


def test_a_number_and_the_button_is_a_call_a_slash_before_it_a_transfer():
    assert pressed("1", "2", "enter")[-1] == "call 12"
    assert pressed("2", "dot", "1", "2", "enter")[-1] == "call 2.12"
    assert pressed("slash", "5", "enter")[-1] == "transfer 5"
    assert pressed("slash", "2", "dot", "enter")[-1] == "transfer 2."


def test_backspace_takes_the_last_digit_then_the_deed_then_undoes():
    keys = ("slash", "5", *["backspace"] * 3)

    assert pressed(*keys) == [Note.TYPED, Note.TYPED, Note.TYPED, Note.CLEARED, "undo"]


def test_a_deed_in_the_middle_of_a_number_does_nothing_and_the_number_is_forgotten():
    assert pressed("1", "minus", "enter") == [Note.TYPED, Note.REFUSED, "go"]
    assert pressed("slash", "enter", "5", "enter")[1:] == [Note.REFUSED, Note.TYPED, "transfer 5"]


def test_a_number_typed_and_left_is_forgotten():
    pad = Pad(NUMPAD)
    pad.press("1", at=0)

    assert (pad.forget_old(at=7.9), pad.is_typing, pad.forget_old(at=8), pad.is_typing) == (
        False, True, True, False,
    )  # fmt: skip
    assert pressed("1", "enter", every_s=8) == [Note.TYPED, "go"]


def test_more_digits_than_any_number_has_are_refused():
    assert pressed(*"1" * (LONGEST + 1))[-1] is Note.REFUSED


PAUSES_S = st.sampled_from([0, 1, int(NUMPAD.forget_s) - 1, int(NUMPAD.forget_s), 60])
MEANT = [key for key in KEYS if key != "f1"]


@given(st.lists(st.tuples(st.sampled_from(MEANT), PAUSES_S), max_size=60))
def test_a_number_is_what_was_typed_last_without_a_long_pause(keys):
    pad, at = Pad(NUMPAD), 0
    for place, (key, pause_s) in enumerate(keys):
        at += pause_s
        result = pad.press(key, at=at).result
        if isinstance(result, Intention) and result.typed:
            before = keys[place - len(result.typed) : place]
            assert "".join("." if each == "dot" else each for each, _ in before) == result.typed
            assert [
                each for _, each in [*before[1:], (key, pause_s)] if each >= NUMPAD.forget_s
            ] == []


@given(st.lists(st.sampled_from([*KEYS, "backspace"]), max_size=60))
def test_only_deeds_and_the_button_make_intentions_and_each_press_one_at_most(keys):
    pad = Pad(NUMPAD)
    for place, key in enumerate(keys):
        step = pad.press(key, at=place * 0.1)
        if isinstance(step.result, Intention):
            assert (key.isdigit(), step.typed, pad.is_typing) == (False, "", False)


MOTIONS = st.lists(
    st.tuples(
        st.sampled_from(["enter", "plus"]),
        st.sampled_from([Motion.DOWN, Motion.UP, Motion.HELD]),
        st.floats(0, 0.1),
    ),
    max_size=80,
)


@given(MOTIONS)
def test_a_key_counts_once_for_each_time_that_it_really_goes_down(motions):
    presses, at = Presses(debounce_s=DEBOUNCE_S), 0.0
    down, up_at, expected, counted = set(), {}, [], []
    for key, motion, pause_s in motions:
        at += pause_s
        counted += presses.of([KeyEvent(key, motion, at)], at=-1.0)
        if motion is Motion.UP and key in down:
            down.discard(key)
            up_at[key] = at
        elif motion is not Motion.UP:
            fresh = key not in down and at - up_at.get(key, -1) >= DEBOUNCE_S
            expected += [key] if motion is Motion.DOWN and fresh else []
            down.add(key)

    assert counted == expected


def test_a_key_held_down_or_bouncing_counts_once():
    presses = Presses(debounce_s=DEBOUNCE_S)
    held = [
        KeyEvent("enter", Motion.DOWN, 0),
        *[KeyEvent("enter", Motion.HELD, n) for n in range(9)],
    ]
    bounce = [
        KeyEvent("plus", motion, at)
        for motion, at in (
            (Motion.DOWN, 0),
            (Motion.UP, 0.005),
            (Motion.DOWN, 0.01),
            (Motion.UP, 0.1),
        )
    ]

    assert presses.of([*held, *bounce], at=0) == ["enter", "plus"]
    assert presses.of([KeyEvent("plus", Motion.DOWN, 0.2)], at=0) == ["plus"]


def test_a_pad_that_tells_only_presses_is_believed():
    assert Presses(debounce_s=1).of([KeyEvent("1"), KeyEvent("1")], at=0) == ["1", "1"]


def test_what_was_down_when_the_pad_was_pulled_out_is_up():
    presses = Presses(debounce_s=DEBOUNCE_S)
    presses.of([KeyEvent("enter", Motion.DOWN, 0)], at=0)
    presses.forget()

    assert presses.of([KeyEvent("enter", Motion.DOWN, 0.001)], at=0) == ["enter"]
