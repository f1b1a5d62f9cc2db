"""What must fit together in a hall file: letters, classes, counters, languages, hours.

All complaints are made at once, also about a file whose form is wrong in places: a part
of wrong form is left out, but its letter, code or number still counts as known.
"""

from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from queue_server.domain.priority_class import Who
from queue_server.domain.screen_plan import contradiction
from queue_server.settings.form import Part
from queue_server.settings.hall_mapping import to_screen
from queue_server.settings.hall_schema import (
    ClassPart,
    CounterPart,
    HoursPart,
    OnlinePart,
    ScreenPart,
    ServicePart,
    TakePart,
    VoicePart,
)
from queue_server.settings.hall_texts import texts_complaints
from queue_server.settings.locate import Path
from queue_server.settings.route_rules import route_complaints

P = TypeVar("P", bound=Part)
Complaint = tuple[Path, str]
"""Where in the file, and what is wrong there."""
_NAMED_BY = {"services": "letter", "classes": "code", "counters": "number", "screens": "id"}


def complaints(raw: Mapping[str, object]) -> Iterator[Complaint]:
    """Everything in a file that does not fit together."""
    draft = _Draft(raw)
    for section, key in _NAMED_BY.items():
        yield from _twice(raw, section, key)
    yield from texts_complaints(raw)
    yield from _timezone(raw)
    yield from _hours(raw)
    yield from _services(draft)
    yield from _classes(draft)
    yield from _counters(draft)
    yield from _screens(draft)
    yield from _volumes(raw)
    yield from _papers(raw)
    yield from _identity(draft)
    yield from _online(draft)
    yield from route_complaints(draft.services, draft.letters, draft.codes, draft.takes)
    yield from _unserved(draft)


def _papers(raw: Mapping[str, object]) -> Iterator[Complaint]:
    """Papers of languages that the hall does not speak."""
    paper, languages = raw.get("paper"), raw.get("languages", ["zh-CN", "en"])
    own = paper.get("languages") if isinstance(paper, dict) else None
    if isinstance(own, dict) and isinstance(languages, list):
        for language in (each for each in own if each not in languages):
            path = ("paper", "languages", language)
            yield path, f'"{language}" is none of the hall\'s languages'


@dataclass(frozen=True)
class _Draft:
    """What can be understood of a file."""

    raw: Mapping[str, object]

    @cached_property
    def services(self) -> list[tuple[int, ServicePart]]:
        return _parts(ServicePart, self.raw, "services")

    @cached_property
    def classes(self) -> list[tuple[int, ClassPart]]:
        return _parts(ClassPart, self.raw, "classes")

    @cached_property
    def counters(self) -> list[tuple[int, CounterPart]]:
        return _parts(CounterPart, self.raw, "counters")

    @cached_property
    def screens(self) -> list[tuple[int, ScreenPart]]:
        return _parts(ScreenPart, self.raw, "screens")

    @cached_property
    def takes(self) -> list[TakePart] | None:
        """What counters take; None unless every counter is understood."""
        if len(self.counters) != len(_tables(self.raw, "counters")) or not self.counters:
            return None
        return [take for _, counter in self.counters for take in counter.takes]

    @cached_property
    def numbers(self) -> set[object]:
        return {number for _, number in _named(self.raw, "counters", "number")}

    @cached_property
    def letters(self) -> set[object]:
        return {letter for _, letter in _named(self.raw, "services", "letter")}

    @cached_property
    def codes(self) -> set[object]:
        return {code for _, code in _named(self.raw, "classes", "code")}

    def strange(self, codes: Iterable[str]) -> list[str]:
        """Those that are no class of the hall."""
        return sorted(set(codes) - self.codes)


def _tables(raw: Mapping[str, object], section: str) -> list[object]:
    written = raw.get(section)
    return written if isinstance(written, list) else []


def _parts(kind: type[P], raw: Mapping[str, object], section: str) -> list[tuple[int, P]]:
    """The tables of a section that have the right form, with their places."""
    right: list[tuple[int, P]] = []
    for place, table in enumerate(_tables(raw, section)):
        try:
            right.append((place, kind.model_validate(table)))
        except ValidationError:
            continue
    return right


def _named(raw: Mapping[str, object], section: str, key: str) -> list[tuple[int, str | int]]:
    """The names that a section's tables have, with their places."""
    return [
        (place, table[key])
        for place, table in enumerate(_tables(raw, section))
        if isinstance(table, dict) and type(table.get(key)) in {str, int}
    ]


def _twice(raw: Mapping[str, object], section: str, key: str) -> Iterator[Complaint]:
    seen: set[str | int] = set()
    for place, name in _named(raw, section, key):
        if name in seen:
            yield (section, place, key), f"{key} {name} is used twice"
        seen.add(name)


def _timezone(raw: Mapping[str, object]) -> Iterator[Complaint]:
    zone = raw.get("timezone", "Asia/Shanghai")
    if not isinstance(zone, str):
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield ("timezone",), f'"{zone}" is no time zone; write one such as "Asia/Shanghai"'


def _hours(raw: Mapping[str, object]) -> Iterator[Complaint]:
    try:
        hours = HoursPart.model_validate(raw.get("hours"))
    except ValidationError:
        return
    days = [*hours.week, *hours.dates.values()]
    if not hours.always and not any(days):
        yield ("hours",), "the hall is never open"


def _services(draft: _Draft) -> Iterator[Complaint]:
    booked = any(each.who is Who.CHECK_IN for _, each in draft.classes)
    for place, service in draft.services:
        at = ("services", place)
        for code in draft.strange(service.promises_min):
            yield (*at, "promises_min", code), f"{code} is no class of this hall"
        for code in draft.strange(service.classes or ()):
            yield (*at, "classes"), f"{code} is no class of this hall"
        if service.appointments is not None and not booked:
            yield (*at, "appointments"), 'appointments need a class with who = "check_in"'


def _classes(draft: _Draft) -> Iterator[Complaint]:
    if "normal" not in draft.codes:
        yield ("classes",), 'there is no class with code = "normal"'
    for place, each in draft.classes:
        if each.tier > 0 and each.who is not Who.GRANTED:
            yield ("classes", place, "tier"), 'a class before everyone needs who = "granted"'
        if each.who is Who.GRANTED and not draft.raw.get("reasons"):
            yield ("classes", place, "who"), "a granted class needs [reasons] to choose from"


def _counters(draft: _Draft) -> Iterator[Complaint]:
    for place, counter in draft.counters:
        for nth, take in enumerate(counter.takes):
            at = ("counters", place, "takes", nth)
            if take.service not in draft.letters:
                yield at, f"{take.service} is no service of this hall"
            for code in draft.strange(take.classes or ()):
                yield at, f"{code} is no class of this hall"
        tally = Tally(take.service for take in counter.takes if take.classes is None)
        for letter in (letter for letter, times in tally.items() if times > 1):
            yield ("counters", place, "takes"), f"takes {letter} twice"


def _screens(draft: _Draft) -> Iterator[Complaint]:
    for place, screen in draft.screens:
        at = ("screens", place)
        named = [("counter", screen.counter)] if screen.counter is not None else []
        for key, number in [*named, *(("counters", each) for each in screen.counters or ())]:
            if number not in draft.numbers:
                yield (*at, key), f"there is no counter {number} in this hall"
        for letter in screen.services or ():
            if letter not in draft.letters:
                yield (*at, "services"), f"{letter} is no service of this hall"
        if wrong := contradiction(to_screen(screen)):
            yield (*at, wrong[0]), wrong[1]


def _identity(draft: _Draft) -> Iterator[Complaint]:
    """Who asks for documents of a service must have it."""
    written = draft.raw.get("identity")
    asked = written.get("services") if isinstance(written, dict) else None
    for letter in asked if isinstance(asked, dict) else ():
        if letter not in draft.letters:
            yield ("identity", "services", letter), f"{letter} is no service of this hall"


def _volumes(raw: Mapping[str, object]) -> Iterator[Complaint]:
    """Hours of two volumes that overlap: which of them counts?"""
    try:
        voice = VoicePart.model_validate(raw.get("voice", {}))
    except ValidationError:
        return
    hours = sorted(each.hours for each in voice.volumes)
    if any(begin < end for (_, end), (begin, _) in pairwise(hours)):
        yield ("voice", "volumes"), "volumes have hours that overlap"


def _online(draft: _Draft) -> Iterator[Complaint]:
    try:
        online = OnlinePart.model_validate(draft.raw["online"])
    except (KeyError, ValidationError):
        return
    for nth, letter in enumerate(online.services):
        if letter not in draft.letters:
            yield ("online", "services", nth), f"{letter} is no service of this hall"
        if letter in online.services[:nth]:
            yield ("online", "services", nth), f"{letter} is named twice"
    if ("location" in online.check_in) != (online.place is not None):
        yield ("online", "place"), 'check_in = ["location"] and the place belong together'


def _unserved(draft: _Draft) -> Iterator[Complaint]:
    """Numbers that nobody could ever call. Only told when every counter is understood."""
    takes = draft.takes
    if takes is None:
        return
    for place, service in draft.services:
        codes = draft.codes if service.classes is None else draft.codes & set(service.classes)
        left = sorted(str(code) for code in codes if not _is_taken(service.letter, code, takes))
        if left:
            whom = "" if len(left) == len(codes) else f" for {', '.join(left)}"
            yield ("services", place), f"no counter takes service {service.letter}{whom}"


def _is_taken(letter: str, code: object, takes: list[TakePart]) -> bool:
    return any(
        take.service == letter and (take.classes is None or code in take.classes) for take in takes
    )
