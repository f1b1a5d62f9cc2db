"""What may happen in a hall, and how often.

Hypothesis draws one number for each deed, and that number throws the dice for all of it: drawn by
strategies of their own, one day in three was full of one deed and empty of the others.
"""

from random import Random

from tests.model.plan import COUNTERS, KIOSK, MANAGER
from tests.model.program import HANDLED

OFFICERS = ("chen", "wang", "zhao")
WHO_SITS_THERE = "who sits there"


def _one_of(choices):
    return lambda dice: dice.choice(choices)


def _anyone(dice):
    """Chooses a ticket: of those that the verb may come to, if there are any."""
    return dice.randrange(100)


def _number(least, most):
    return lambda dice: dice.randint(least, most)


def some_people(dice):
    return [(_letters(dice), _declared(dice)) for _ in range(dice.randint(1, 4))]


_letters = _one_of("AAABBC")
_declared = _one_of(["normal", "normal", "student", "elderly", "urgent"])
_counters = _one_of([*COUNTERS])
_who = _one_of([WHO_SITS_THERE] * 8 + [*OFFICERS, MANAGER])
_any_verb = _one_of([*HANDLED])

DEEDS = {
    "people_come": (6, {"people": some_people}),
    "somebody_asks": (
        1,
        {
            "service": _one_of("ABCX"),
            "code": _one_of(["normal", "urgent", "appointment", "vip"]),
            "by": _one_of([KIOSK, "desk", "chen"]),
            "reason": _one_of([None, "", "unwell"]),
        },
    ),
    "book": (
        1,
        {"ahead": _number(0, 8), "slot": _number(0, 16), "service": _one_of("AAAABX")},
    ),
    "book_soon": (2, {"slot": _number(0, 2)}),
    "come_by_appointment": (2, {"pick": _anyone}),
    "keep_an_appointment": (2, {"after_min": _one_of([-10, 0, 14, 16, 40])}),
    "cancel_booking": (1, {"pick": _anyone}),
    "cancel_own": (1, {"pick": _anyone}),
    "defer": (2, {"pick": _anyone, "by_s": _one_of([59, 60, 600, 7200, 7201])}),
    "rate": (1, {"pick": _anyone, "grade": _number(1, 5)}),
    "sit": (4, {"counter": _one_of([*COUNTERS, 9]), "officer": _one_of(OFFICERS)}),
    "change_counter": (
        2,
        {
            "counter": _counters,
            "officer": _who,
            "state": _one_of(["up", "open", "paused", "closed"]),
        },
    ),
    "press_the_button": (10, {"counter": _counters, "officer": _who}),
    "press_twice": (2, {"counter": _counters, "gap": _one_of([0, 1, 2])}),
    "press_it_late": (2, {"counter": _counters, "current": _one_of(["now", None, "A001"])}),
    "choose": (
        3,
        {"counter": _counters, "officer": _who, "pick": _anyone, "late": _one_of([True, False])},
    ),
    "call_back": (5, {"counter": _counters, "pick": _anyone}),
    "take_back": (
        8,
        {
            "counter": _counters,
            "officer": _who,
            "what": _one_of(["button", "button", "go on", "go on", "transfer", "pause", ""]),
            "pick": _anyone,
            "gap": _one_of([0, 1, 4, 9, 11]),
        },
    ),
    "start": (5, {"pick": _anyone, "officer": _who}),
    "go_on": (12, {"pick": _anyone, "which": _anyone, "officer": _who}),
    "handle": (3, {"verb": _any_verb, "pick": _anyone, "officer": _who}),
    "blunder": (1, {"verb": _any_verb, "pick": _anyone, "officer": _who}),
    "transfer": (3, {"pick": _anyone, "officer": _who, "service": _one_of("ABC")}),
    "send_to_a_counter": (3, {"pick": _anyone, "officer": _who, "to": _counters}),
    "send_nowhere": (
        1,
        {"pick": _anyone, "service": _one_of([None, "X"]), "to": _one_of([None, 2, 9])},
    ),
    "move": (
        2,
        {"pick": _anyone, "service": _one_of([*"ABC", None, "X"]), "to": _one_of([None, None, 2])},
    ),
    "return_by_code": (2, {"pick": _anyone, "own": _one_of([True, True, False])}),
    "grant": (
        2,
        {"pick": _anyone, "code": _one_of(["normal", "elderly", "urgent", "appointment", "vip"])},
    ),
    "take_online": (
        4,
        {
            "service": _one_of("AACB"),
            "phone": _one_of(["one", "two", "three", "four"]),
            "is_here": _one_of([False, False, False, True]),
        },
    ),
    "arrive": (4, {"pick": _anyone}),
    "desk_sees": (1, {"pick": _anyone}),
    "tend": (3, {}),
    "speak": (
        2,
        {
            "officer": _who,
            "counter": _one_of([None, *COUNTERS, 9]),
            "code": _one_of(["duty_leader", "security", "quiet", "lottery"]),
        },
    ),
    "hang_notices": (1, {}),
    "time_passes": (2, {"span": _one_of([5, 15, 25, 45, 70])}),
    "much_time_passes": (
        1,
        {"hour": _one_of([12, 13, 13, 14, 17, 20]), "turns": _one_of([True, True, False])},
    ),
    "night_passes": (
        1,
        {
            "hour": _one_of([24 + 8, 24 + 9, 24 + 10, 24 + 10]),
            "turns": _one_of([True, True, False]),
        },
    ),
    "turn": (1, {}),
    "end_the_day": (1, {"reopens": _one_of([True, True, False])}),
    "reopen": (1, {}),
    "send_again": (3, {"back": _anyone}),
    "same_key_for_something_else": (1, {"back": _anyone}),
    "auditor_comes": (2, {}),
    "at_once": (5, {"commands": _number(2, 6)}),
}
"""Deed: how often it happens against the others, and what it needs to be told."""

_A_WHILE = _one_of([0, 0, 1, 5, 30, 60, 180, 400])
"""How many seconds after the deed before."""


def a_deed(drawn):
    """What a drawn number means: seconds that pass first, the deed, and what it needs to be told."""
    dice = Random(drawn)
    name = dice.choices([*DEEDS], [often for often, _ in DEEDS.values()])[0]
    return _A_WHILE(dice), name, {fact: draw(dice) for fact, draw in DEEDS[name][1].items()}
