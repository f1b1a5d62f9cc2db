"""Screens and their hall: those that every hall has, and what a configured one may not say.

There is always a screen ``hall`` that shows everything and speaks, and one over each counter
(``window-3``), whether anybody configured them or not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from queue_server.domain.counter import Counter
from queue_server.domain.errors import Invalid
from queue_server.domain.hall import Hall
from queue_server.domain.screen import WHOLE_HALL, Layout, Screen

_WINDOW = re.compile(r"window-([1-9][0-9]{0,2})")


def screens_of_file(hall: Hall) -> dict[str, Screen]:
    """The screens that the hall has without anybody's doing, and those of its file, by id."""
    whole = Screen(id=WHOLE_HALL, name=hall.name, speaks=True)
    ready = (whole, *map(_over, hall.counters), *hall.screens)
    return {screen.id: screen for screen in ready}


def check_screen(screen: Screen, hall: Hall) -> None:
    """Refuse what the hall does not have, and what contradicts itself.

    NotFound for a counter, UnknownService for a service, Invalid with the field for the rest.
    """
    named = () if screen.counter is None else (screen.counter,)
    for number in (*named, *(screen.counters or ())):
        hall.get_counter(number)
    for letter in screen.services or ():
        hall.get_service(letter)
    if wrong := contradiction(screen):
        raise Invalid(field=wrong[0], reason=wrong[1])


def contradiction(screen: Screen) -> tuple[str, str] | None:
    """A field of a screen that does not go with the others, and why; None where all is well."""
    is_window = screen.layout is Layout.WINDOW
    if is_window and screen.counter is None:
        return "counter", "a window's screen needs its counter"
    if not is_window and screen.counter is not None:
        return "counter", "only a window's screen has a counter"
    named = _WINDOW.fullmatch(screen.id)
    if named and screen.counter != int(named[1]):
        return "counter", f"the screen {screen.id} hangs over counter {named[1]}"
    if screen.id == WHOLE_HALL and is_window:
        return "layout", "the hall's own screen is no window's"
    for name, zone in (("counters", screen.counters), ("services", screen.services)):
        if zone is not None and (wrong := _wrong_zone(zone, is_window=is_window)):
            return name, wrong
    return None


def for_this_hall(screen: Screen, hall: Hall) -> Screen | None:
    """A screen that was configured once, for the hall as it is now; None for a window that is gone.

    A zone of which nothing is left shows the whole hall: a call too many is seen, one too few is missed.
    """
    numbers = {counter.number for counter in hall.counters}
    letters = {service.letter for service in hall.services}
    if screen.counter is not None and screen.counter not in numbers:
        return None
    counters = tuple(each for each in screen.counters or () if each in numbers)
    services = tuple(each for each in screen.services or () if each in letters)
    return replace(screen, counters=counters or None, services=services or None)


def _wrong_zone(zone: Sequence[object], *, is_window: bool) -> str | None:
    if is_window:
        return "a window's screen is no zone"
    if not zone:
        return "a zone needs something in it; leave it out for the whole hall"
    return "is named twice" if len(set(zone)) < len(zone) else None


def _over(counter: Counter) -> Screen:
    return Screen(
        id=f"window-{counter.number}",
        name=counter.name,
        layout=Layout.WINDOW,
        counter=counter.number,
    )
