"""Pictures and videos of a hall's screens: which there are, in which order, for how long.

The list is one thing: every change records the whole of it. The files lie beside the database
(``web/media_store``); a file without its entry is nothing, an entry without its file is passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import cast

from queue_server.domain.errors import Invalid, NotFound
from queue_server.domain.events import Json, MediaChanged
from queue_server.domain.names import Texts
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.shown import What, change, check_seen, find, texts_of

MOST_MEDIA = 60
"""Of a hall, portraits counted."""


class MediumKind(StrEnum):
    """How it is shown."""

    IMAGE = "image"
    VIDEO = "video"


USUAL_S = {MediumKind.IMAGE: 12, MediumKind.VIDEO: 60}
"""How long one is shown unless a manager says so; a video ends with its end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Medium:
    """One picture or video."""

    id: str
    kind: MediumKind
    content_type: str
    size: int
    """Of the file, in bytes."""
    sha256: str
    seconds: int
    text: Texts | None = None
    """What stands below it."""
    shown: bool = True
    """Whether it has a turn between the calls."""
    portrait: str | None = None
    """The badge of the person whose photo it is; such a one has no turn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What a manager says of one in the list."""

    id: str
    seconds: int
    text: Texts | None
    shown: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Media:
    """Every picture and video of a hall, in their order, and which state of the list this is."""

    media: tuple[Medium, ...]
    version: int


def media(view: HallView) -> Media:
    """Everything there is."""
    kept = find(view.shown(), What.MEDIA)
    if kept is None:
        return Media(media=(), version=0)
    return Media(media=media_from_json(cast("list[Json]", kept.value)), version=kept.sequence)


def get_medium(view: HallView, medium: str) -> Medium:
    """One of them, or NotFound."""
    found = next((each for each in media(view).media if each.id == medium), None)
    if found is None:
        raise NotFound(what="media", id=medium)
    return found


def has_turn(medium: Medium) -> bool:
    """Whether the screens show it between the calls."""
    return medium.shown and medium.portrait is None


def address(hall: str, medium: str) -> str:
    """Where its file is served."""
    return f"/media/{hall}/{medium}"


def turns_json(hall: str, of: Sequence[Medium]) -> list[dict[str, object]]:
    """What the screens show between the calls, as it is told to them."""
    return [
        {
            "id": each.id,
            "kind": each.kind.value,
            "url": address(hall, each.id),
            "seconds": each.seconds,
            "text": each.text,
        }
        for each in of
        if has_turn(each)
    ]


def portraits_in(of: Sequence[Medium]) -> Mapping[str, str]:
    """The pictures of people, by their badges."""
    return {each.portrait: each.id for each in of if each.portrait is not None}


def add(uow: UnitOfWork, *, hall: str, medium: Medium, by: str) -> Media:
    """A picture or video more, at the end; a person's new portrait takes the place of the old one."""
    with uow.locked(hall) as locked:
        kept = [
            each
            for each in media(locked).media
            if medium.portrait is None or each.portrait != medium.portrait
        ]
        if len(kept) >= MOST_MEDIA:
            raise Invalid(field="media", reason=f"a hall has {MOST_MEDIA} at the most")
        return _save(locked, [*kept, medium], by=by, seen=None)


def arrange(
    uow: UnitOfWork, *, hall: str, turns: Sequence[Turn], seen: int | None, by: str
) -> Media:
    """Order, duration and words, as a manager says; those not named stay behind, with no turn.

    NotFound names one that somebody has deleted: the list is then as it was.
    """
    with uow.locked(hall) as locked:
        check_seen(locked.shown(), What.MEDIA, seen=seen)
        known = {each.id: each for each in media(locked).media}
        arranged = []
        for turn in turns:
            if turn.id not in known:
                raise NotFound(what="media", id=turn.id)
            found = known.pop(turn.id)
            arranged.append(replace(found, seconds=turn.seconds, text=turn.text, shown=turn.shown))
        rest = [replace(each, shown=False) for each in known.values()]
        return _save(locked, [*arranged, *rest], by=by, seen=seen)


def remove(uow: UnitOfWork, *, hall: str, medium: str, by: str) -> Media:
    """One less; NotFound if it is gone already."""
    with uow.locked(hall) as locked:
        get_medium(locked, medium)
        kept = [each for each in media(locked).media if each.id != medium]
        return _save(locked, kept, by=by, seen=None)


def media_from_json(kept: Sequence[Json]) -> tuple[Medium, ...]:
    """The list as it was recorded."""
    return tuple(_medium(cast("dict[str, Json]", each)) for each in kept)


def _save(locked: LockedHall, kept: Sequence[Medium], *, by: str, seen: int | None) -> Media:
    listed: list[Json] = [
        {**asdict(each), "text": None if each.text is None else dict(each.text)} for each in kept
    ]
    event = MediaChanged(at=locked.now, actor=by, media=listed)
    return Media(media=tuple(kept), version=change(locked, event, seen=seen).sequence)


def _medium(kept: dict[str, Json]) -> Medium:
    return Medium(
        id=str(kept["id"]),
        kind=MediumKind(str(kept["kind"])),
        content_type=str(kept["content_type"]),
        size=cast("int", kept["size"]),
        sha256=str(kept["sha256"]),
        seconds=cast("int", kept["seconds"]),
        text=None if kept["text"] is None else texts_of(kept["text"]),
        shown=bool(kept["shown"]),
        portrait=cast("str | None", kept["portrait"]),
    )
