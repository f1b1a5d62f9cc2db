"""What hangs in the hall besides the calls: notices, and who is duty leader today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from queue_server.domain.events import DutyChanged, Json, NoticeChanged
from queue_server.domain.hall import Hall
from queue_server.domain.names import Texts
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.media import get_medium, media, portraits_in
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.shown import Origin, Shown, What, change, day_of, find, texts_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Notices:
    """The notices, who wrote them, and which state of them this is."""

    texts: tuple[Texts, ...]
    usual: tuple[Texts, ...]
    """Those of the hall file, which are there again when the manager's are taken back."""
    origin: Origin
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyLeader:
    """Who is responsible for the hall on a day."""

    badge: str
    name: str
    photo: str | None = None
    """A picture's id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """The duty leader of today, who named them, and which state this is."""

    leader: DutyLeader | None
    origin: Origin
    version: int


def notices(view: HallView) -> Notices:
    """What the screens say between calls: the manager's notices, else those of the hall file."""
    return _notices(view.hall, view.shown())


def change_notices(
    uow: UnitOfWork, *, hall: str, texts: Sequence[Texts] | None, seen: int | None, by: str
) -> Notices:
    """A manager writes the notices anew, or (None) takes that back; none at all is an answer, too."""
    with uow.locked(hall) as locked:
        kept: list[Json] | None = None if texts is None else [dict(each) for each in texts]
        change(locked, NoticeChanged(at=locked.now, actor=by, notices=kept), seen=seen)
        return _notices(locked.hall, locked.shown())


def duty(view: HallView) -> Duty:
    """The duty leader of today: whom a manager named for today, else the hall file's."""
    kept = find(view.shown(), What.DUTY)
    version = 0 if kept is None else kept.sequence
    if kept is not None and kept.value is not None:
        said = cast("dict[str, Json]", kept.value)
        if day_of(said) == view.day:
            named = DutyLeader(
                badge=str(said["badge"]),
                name=str(said["name"]),
                photo=cast("str | None", said["photo"]),
            )
            leader = _with_portrait(view, named)
            return Duty(leader=leader, origin=Origin.MANAGER, version=version)
    if view.hall.duty_leader is None:
        return Duty(leader=None, origin=Origin.DEFAULT, version=version)
    badge, name = view.hall.duty_leader
    leader = _with_portrait(view, DutyLeader(badge=badge, name=name))
    return Duty(leader=leader, origin=Origin.FILE, version=version)


def name_duty_leader(
    uow: UnitOfWork, *, hall: str, leader: DutyLeader | None, seen: int | None, by: str
) -> Duty:
    """A manager names the duty leader of today, or (None) takes that back."""
    with uow.locked(hall) as locked:
        if leader is not None and leader.photo is not None:
            get_medium(locked, leader.photo)
        leader = leader and _with_portrait(locked, leader)
        event = DutyChanged(
            at=locked.now,
            actor=by,
            day=locked.day,
            badge=leader.badge if leader else None,
            name=leader.name if leader else None,
            photo=leader.photo if leader else None,
        )
        change(locked, event, seen=seen)
        return duty(locked)


def _notices(hall: Hall, shown: Sequence[Shown]) -> Notices:
    usual, kept = hall.notices, find(shown, What.NOTICES)
    version = 0 if kept is None else kept.sequence
    if kept is None or kept.value is None:
        return Notices(texts=usual, usual=usual, origin=Origin.FILE, version=version)
    texts = tuple(map(texts_of, cast("list[Json]", kept.value)))
    return Notices(texts=texts, usual=usual, origin=Origin.MANAGER, version=version)


def _with_portrait(view: HallView, leader: DutyLeader) -> DutyLeader:
    """Their own picture where none was said; none where it was deleted since."""
    pictures = media(view).media
    is_there = any(each.id == leader.photo for each in pictures)
    photo = leader.photo if is_there else portraits_in(pictures).get(leader.badge)
    return replace(leader, photo=photo)
