"""The model's hall in plain facts, and the program's hall made from the same ones."""

from datetime import UTC, datetime, time, timedelta

from queue_server.domain.calendar import Hours
from queue_server.domain.hall import Rules, Voice
from queue_server.domain.online import Online
from queue_server.domain.priority_class import Who
from queue_server.domain.service import AppointmentPlan
from tests.domain.builders import a_class, a_counter, a_hall, a_service, a_take, minutes

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MIDNIGHT = datetime(2026, 11, 22, 16, tzinfo=UTC)
"""Monday's first moment in the hall. The model counts microseconds from here; its day 0 is Monday."""

KIOSK = "kiosk-1"
MANAGER = "boss"
CLASSES = {
    "normal": (30, 0, "declared"),
    "student": (20, 0, "declared"),
    "elderly": (5, 0, "declared"),
    "appointment": (10, 0, "check_in"),
    "urgent": (5, 1, "granted"),
}
"""Code: minutes promised, tier, and who says that a person belongs to it."""
OWN_PROMISES = {("B", "normal"): 12}
SERVICES = {"A": None, "B": None, "C": {"normal", "elderly", "urgent"}}
"""Letter: which classes may take it; None is all."""
COUNTERS = {
    1: [("A", None, 0), ("B", None, 0)],
    2: [("B", None, 0), ("A", None, 10)],
    3: [("A", {"elderly", "urgent"}, 0), ("C", {"normal", "elderly"}, 0), ("A", None, 15)],
}
"""Number: what it takes, of which classes, and how many minutes that is put back; nobody takes urgent C."""
ROUTES = {"C": (("B", "A"),)}
"""Letter: the steps that follow, those together in any order."""
HOURS = [(9, 12), (13, 17)]
"""From Monday to Friday."""
SLOT, CAPACITY, DAYS_AHEAD = 30, 2, 7
"""Appointments, of service A alone: minutes, people, days."""
ONLINE = "AC"
"""Services that phones may take numbers of, and the rules for it: minutes, and numbers of one phone."""
THERE_BEFORE, KEPT_AWAY, PRESENT, PER_DEVICE = 10, 30, 90, 2
UNDO_S = 10
BAD_GRADES = (1, 2)
"""A grade that opens a case in the same breath."""
MISSES, KEPT, PENALTY, GRACE, DEFERRAL, GUARD_S = 2, 60, 2, 15, 120, 2
"""The hall's rules: times, minutes four times, and seconds."""


def at(moment):
    """The program's time of a moment of the model."""
    return MIDNIGHT + timedelta(microseconds=moment)


def promise(service, code):
    return OWN_PROMISES.get((service, code), CLASSES[code][0]) * MINUTE


def detour(counter, service, code):
    """How long a counter puts back a service and class; None if it does not take them."""
    for takes, classes, put_back in COUNTERS[counter]:
        if takes == service and (classes is None or code in classes):
            return put_back * MINUTE
    return None


def is_served(service, code):
    return any(detour(counter, service, code) is not None for counter in COUNTERS)


def route(service):
    """The steps of a new number, all to do."""
    groups = ((service,), *ROUTES[service]) if service in ROUTES else ()
    return [[[letter, "todo"] for letter in group] for group in groups] or None


def code(number, day):
    """With what one comes back with papers."""
    return f"{number}-{day}"


def slots(day):
    """When the slots of a day begin."""
    if day % 7 > 4:
        return []
    return [
        day * DAY + begin
        for opens, closes in HOURS
        for begin in range(opens * HOUR, closes * HOUR, SLOT * MINUTE)
    ]


def the_hall(*, start_on_call, pre_call=0):
    """The same for the program."""
    weekday = tuple((time(begin), time(end)) for begin, end in HOURS)
    return a_hall(
        services=[_service(letter) for letter in SERVICES],
        classes=[
            a_class(code, promise=minutes(promised), tier=tier, who=Who(who))
            for code, (promised, tier, who) in CLASSES.items()
        ],
        counters=[
            a_counter(number, [a_take(s, classes=c, detour=d) for s, c, d in takes])
            for number, takes in COUNTERS.items()
        ],
        hours=Hours(weekly=(weekday,) * 5 + ((), ())),
        rules=Rules(
            start_on_call=start_on_call,
            guard=timedelta(seconds=GUARD_S),
            misses_allowed=MISSES,
            missed_kept=minutes(KEPT),
            restore_penalty=minutes(PENALTY),
            appointment_grace=minutes(GRACE),
            deferral_at_most=minutes(DEFERRAL),
        ),
        voice=Voice(pre_call=pre_call),
        online=Online(
            services=tuple(ONLINE),
            in_person_share=0.0,
            per_device=PER_DEVICE,
            there_before=minutes(THERE_BEFORE),
            kept=minutes(KEPT_AWAY),
            present=minutes(PRESENT),
        ),
    )


def _service(letter):
    plan = AppointmentPlan(slot=minutes(SLOT), capacity=CAPACITY, days_ahead=DAYS_AHEAD)
    own = {code: minutes(m) for (service, code), m in OWN_PROMISES.items() if service == letter}
    classes = SERVICES[letter]
    return a_service(
        letter,
        appointments=plan if letter == "A" else None,
        promises=own,
        route=ROUTES.get(letter, ()),
        classes=None if classes is None else frozenset(classes),
    )
