"""What may happen in a hall, and how often, as hypothesis draws it."""

from hypothesis import strategies as st

from tests.model.plan import COUNTERS, KIOSK
from tests.model.program import HANDLED
from tests.model.window import MANAGER

OFFICERS = ("chen", "wang", "zhao")
WHO_SITS_THERE = "who sits there"

_one_of = st.sampled_from
_anyone = st.integers(0, 99)
"""Chooses a ticket: of those that the verb may come to, if there are any."""
_letters = _one_of("AAABBC")
_declared = _one_of(["normal", "normal", "student", "elderly", "urgent"])
_counters = _one_of([*COUNTERS])
_who = _one_of([WHO_SITS_THERE] * 8 + [*OFFICERS, MANAGER])
_any_verb = _one_of([*HANDLED])
some_people = st.lists(st.tuples(_letters, _declared), min_size=1, max_size=4)

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
        {"ahead": st.integers(0, 8), "slot": st.integers(0, 16), "service": _one_of("AAAABX")},
    ),
    "book_soon": (2, {"slot": st.integers(0, 2)}),
    "come_by_appointment": (2, {"pick": _anyone}),
    "cancel_booking": (1, {"pick": _anyone}),
    "cancel_own": (1, {"pick": _anyone}),
    "defer": (2, {"pick": _anyone, "by_s": _one_of([59, 60, 600, 7200, 7201])}),
    "rate": (1, {"pick": _anyone, "grade": st.integers(1, 5)}),
    "sit": (2, {"counter": _one_of([*COUNTERS, 9]), "officer": _one_of(OFFICERS)}),
    "change_counter": (
        2,
        {
            "counter": _counters,
            "officer": _who,
            "state": _one_of(["up", "open", "paused", "closed"]),
        },
    ),
    "press_the_button": (10, {"counter": _counters, "officer": _who}),
    "press_it_late": (2, {"counter": _counters, "current": _one_of(["now", None, "A001"])}),
    "choose": (
        3,
        {"counter": _counters, "officer": _who, "pick": _anyone, "late": st.booleans()},
    ),
    "start": (5, {"pick": _anyone, "officer": _who}),
    "go_on": (12, {"pick": _anyone, "which": _anyone, "officer": _who}),
    "handle": (3, {"verb": _any_verb, "pick": _anyone, "officer": _who}),
    "blunder": (1, {"verb": _any_verb, "pick": _anyone, "officer": _who}),
    "transfer": (3, {"pick": _anyone, "officer": _who, "service": _one_of("ABC")}),
    "send_to_a_counter": (2, {"pick": _anyone, "officer": _who, "to": _counters}),
    "send_nowhere": (
        1,
        {"pick": _anyone, "service": _one_of([None, "X"]), "to": _one_of([None, 2, 9])},
    ),
    "grant": (
        2,
        {"pick": _anyone, "code": _one_of(["normal", "elderly", "urgent", "appointment", "vip"])},
    ),
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
    "at_once": (2, {"commands": st.integers(2, 6)}),
}
"""Deed: how often it happens against the others, and what it needs to be told."""

any_deed = st.one_of(
    [
        st.tuples(st.just(name), st.fixed_dictionaries(facts))
        for name, (often, facts) in DEEDS.items()
        for _ in range(often)
    ]
)
a_while = _one_of([0, 0, 1, 5, 30, 60, 180, 400])
"""How many seconds after the deed before."""
