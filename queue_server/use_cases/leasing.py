"""A kiosk gets numbers to give while it cannot reach the server, for today and for the next day.

As long as a block has numbers left it is the kiosk's answer again; nothing is recorded then. Each
time the kiosk also says the highest it knows. If the record knows less, it was restored from an
older backup: that is recorded, what was given is never given again, and the epoch rises, upon which
every kiosk tells of all its papers of the day once more.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from queue_server.domain import calendar
from queue_server.domain.errors import NotFound
from queue_server.domain.events import Json, NumbersLeased, RecordRestored
from queue_server.domain.hall import Hall
from queue_server.domain.number_block import ENOUGH, NumberBlock, is_given_alone, next_block
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.principal import Principal

DAYS = 2
"""Today and tomorrow: a hall whose server is gone in the morning opens all the same."""
REMEMBERED = timedelta(days=7)
"""What kiosks say of older days is nobody's concern any more."""

Place = tuple[date, str, int, int]
"""Day, service, first and last of a block."""
Counts = Mapping[tuple[date, str], int]
"""The highest counts by day and service."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """The highest that a kiosk knows of the hall."""

    epoch: int | None = None
    """None at its first contact."""
    mark: tuple[int, str] | None = None
    """A sequence of the record, and the digest of its event."""
    issued: tuple[int, str] | None = None
    """The sequence that issued the last number it was given, and that number."""
    counts: Counts = field(default_factory=dict)
    """The highest counts that the server gave, to whomever."""
    blocks: Sequence[Place] = ()
    """The blocks that it holds."""
    leased: Counts = field(default_factory=dict)
    """The highest counts that the server leased, to whomever."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LeasedDay:
    """What a kiosk may give on one day, and when the hall is open then."""

    day: date
    hours: Sequence[tuple[datetime, datetime]]
    ends_at: datetime
    blocks: Sequence[NumberBlock]
    counts: Mapping[str, int]
    leased: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Leased:
    """What a kiosk has for its way alone."""

    epoch: int
    mark: tuple[int, str]
    days: Sequence[LeasedDay]


def lease(uow: UnitOfWork, *, hall: str, known: Known, by: Principal) -> Leased:
    """The kiosk's blocks of today and tomorrow, leased where it has none or few numbers left."""
    if by.device is None:
        raise NotFound(what="device")
    with uow.locked(hall) as locked:
        _learn(locked, known, by.device, by.name)
        held = set(known.blocks)
        days = [locked.day + timedelta(days=n) for n in range(DAYS)]
        for day in days:
            for service in locked.hall.services:
                if service.kiosk:
                    held |= _ensure(locked, (day, service.letter), by, held)
        return Leased(
            epoch=locked.epoch,
            mark=locked.kiosks.mark,
            days=[_leased_day(locked, day, by.device, held) for day in days],
        )


def _ensure(
    locked: LockedHall, of: tuple[date, str], by: Principal, held: Collection[Place]
) -> set[Place]:
    """Lease another block unless enough numbers of the last one are left.

    A block that the kiosk does not say it holds is as good as used up: whoever lost its memory does
    not know what it gave.
    """
    day, service = of
    blocks = [each for each in locked.kiosks.blocks(day) if each.service == service]
    mine = [each for each in blocks if each.device == by.device and _place(each) in held]
    if mine:
        used = locked.kiosks.highest_given(mine[-1])
        if mine[-1].last - max(used, mine[-1].first - 1) >= min(ENOUGH, _size(mine[-1])):
            return set()
    place = (day, service, *next_block(max((each.last for each in blocks), default=0)))
    _add(locked, _block(locked, place, by.device), by.name)
    return {place}


def _place(block: NumberBlock) -> Place:
    return block.day, block.service, block.first, block.last


def _size(block: NumberBlock) -> int:
    return block.last - block.first + 1


def _add(locked: LockedHall, block: NumberBlock, actor: str) -> None:
    locked.kiosks.add_block(block)
    locked.record(
        NumbersLeased(
            at=locked.now,
            actor=actor,
            device=block.device,
            service=block.service,
            day=block.day,
            first=block.first,
            last=block.last,
        )
    )


def _block(locked: LockedHall, of: Place, device: str | None) -> NumberBlock:
    day, service, first, last = of
    return NumberBlock(
        day=day, service=service, first=first, last=last, device=device, leased_at=locked.now
    )


# -- what a kiosk knows and the record does not ----------------------------------------------


def _learn(locked: LockedHall, known: Known, device: str, actor: str) -> None:
    """Take what the kiosk knows better; then the record was restored, and all kiosks must tell again."""
    counts = _unknown_counts(locked, known.counts)
    blocks = [*_lost_blocks(locked, known, device)]
    is_told = known.epoch is not None and known.epoch < locked.epoch
    if not is_told and (counts or blocks or _is_other_record(locked, known)):
        locked.epoch = max(known.epoch or 0, locked.epoch) + 1
    elif not counts and not blocks:
        return
    _record_what_is_known(locked, counts, device, actor)
    for block in blocks:
        _add(locked, block, actor)


def _record_what_is_known(locked: LockedHall, counts: Counts, device: str, actor: str) -> None:
    given: dict[str, Json] = {f"{day} {service}": last for (day, service), last in counts.items()}
    event = RecordRestored(
        at=locked.now, actor=actor, device=device, epoch=locked.epoch, given=given
    )
    locked.record(event)
    for (day, service), last in counts.items():
        locked.kiosks.raise_count(day, service, last)


def _is_other_record(locked: LockedHall, known: Known) -> bool:
    """Whether the kiosk has seen events that are not in this record."""
    if known.epoch is None:
        return False
    if known.epoch > locked.epoch:
        return True
    kiosks = locked.kiosks
    if known.mark is not None and kiosks.digest_of(known.mark[0]) != known.mark[1]:
        return True
    return known.issued is not None and kiosks.number_issued(known.issued[0]) != known.issued[1]


def _unknown_counts(locked: LockedHall, counts: Counts) -> Counts:
    return {
        (day, service): last
        for (day, service), last in counts.items()
        if _is_of_now(locked, day, service)
        and not is_given_alone(last)
        and last > locked.kiosks.last_count(day, service)
    }


def _lost_blocks(locked: LockedHall, known: Known, device: str) -> Iterator[NumberBlock]:
    """The kiosk's own that the record lost, and up to the highest leased those of nobody knows whom."""
    highest: dict[tuple[date, str], int] = {}
    for of in sorted(known.blocks):
        day, service, _, last = of
        if not _is_of_now(locked, day, service):
            continue
        block = _block(locked, of, device)
        if not any(block.overlaps(each) for each in locked.kiosks.blocks(day)):
            highest[day, service] = max(last, highest.get((day, service), 0))
            yield block
    for (day, service), last in known.leased.items():
        if _is_of_now(locked, day, service):
            kept = [each.last for each in locked.kiosks.blocks(day) if each.service == service]
            before = max([*kept, highest.get((day, service), 0)])
            while before < last:
                first, before = next_block(before)
                yield _block(locked, (day, service, first, before), None)


def _is_of_now(locked: LockedHall, day: date, service: str) -> bool:
    """Of a service that there is, and of a day that may still bring papers."""
    known = any(service == each.letter for each in locked.hall.services)
    return known and locked.day - REMEMBERED <= day < locked.day + timedelta(days=DAYS)


# -- the answer --------------------------------------------------------------------------------


def _leased_day(locked: LockedHall, day: date, device: str, held: Collection[Place]) -> LeasedDay:
    hall, blocks = locked.hall, locked.kiosks.blocks(day)
    letters = [each.letter for each in hall.services]
    return LeasedDay(
        day=day,
        hours=_hours(hall, day),
        ends_at=calendar.moment(day, calendar.MIDNIGHT, hall.zone),
        blocks=[each for each in blocks if each.device == device and _place(each) in held],
        counts={each: locked.kiosks.last_count(day, each) for each in letters},
        leased={
            letter: max((each.last for each in blocks if each.service == letter), default=0)
            for letter in letters
        },
    )


def _hours(hall: Hall, day: date) -> list[tuple[datetime, datetime]]:
    return [
        (calendar.moment(day, begin, hall.zone), calendar.moment(day, end, hall.zone))
        for begin, end in hall.hours.on(day)
    ]
