"""The screens of a hall: those it has anyhow, those of its file, and what a manager made of them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import cast

from queue_server.domain.errors import NotFound
from queue_server.domain.events import Json, ScreenChanged
from queue_server.domain.hall import Hall
from queue_server.domain.names import CounterNumber, Letter
from queue_server.domain.screen import USUAL_PARTS, Layout, Parts, Screen
from queue_server.domain.screen_plan import check_screen, for_this_hall, screens_of_file
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import UnitOfWork
from queue_server.use_cases.shown import Origin, Shown, What, change, texts_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A screen, who says that it is so, and which state of it this is."""

    screen: Screen
    origin: Origin
    version: int


def screens(view: HallView) -> list[Placed]:
    """Every screen of the hall: the hall's own first, then the windows', then those of file and manager."""
    return list(_placed(view.hall, view.shown()).values())


def get_screen(view: HallView, screen: str) -> Placed:
    """One screen, or NotFound."""
    try:
        return _placed(view.hall, view.shown())[screen]
    except KeyError:
        raise NotFound(what="screen", screen=screen) from None


def configure(uow: UnitOfWork, *, hall: str, screen: Screen, seen: int | None, by: str) -> Placed:
    """A manager says how a screen is to be, new or known."""
    with uow.locked(hall) as locked:
        check_screen(screen, locked.hall)
        event = ScreenChanged(
            at=locked.now, actor=by, screen=screen.id, configured=screen_to_json(screen)
        )
        kept = change(locked, event, seen=seen)
        return Placed(screen=screen, origin=Origin.MANAGER, version=kept.sequence)


def forget(uow: UnitOfWork, *, hall: str, screen: str, seen: int | None, by: str) -> Placed | None:
    """A screen is again as the hall file has it, or gone where it has none; NotFound if nobody set it."""
    with uow.locked(hall) as locked:
        known = _placed(locked.hall, locked.shown()).get(screen)
        if known is None or known.origin is not Origin.MANAGER:
            raise NotFound(what="screen", screen=screen)
        event = ScreenChanged(at=locked.now, actor=by, screen=screen, configured=None)
        kept = change(locked, event, seen=seen)
        return _placed(locked.hall, [kept]).get(screen)


def screen_to_json(screen: Screen) -> dict[str, Json]:
    """A screen as it is kept and sent."""
    return {
        **asdict(screen),
        "name": dict(screen.name),
        "layout": screen.layout.value,
        "counters": None if screen.counters is None else list(screen.counters),
        "services": None if screen.services is None else list(screen.services),
    }


def screen_from_json(kept: dict[str, Json]) -> Screen:
    """A screen as it was kept, perhaps by a program that knew fewer parts, or more."""
    counters = cast("list[int] | None", kept["counters"])
    services = cast("list[str] | None", kept["services"])
    parts = cast("dict[str, bool]", kept["parts"])
    return Screen(
        id=str(kept["id"]),
        name=texts_of(kept["name"]),
        layout=Layout(str(kept["layout"])),
        counter=cast("CounterNumber | None", kept["counter"]),
        counters=None if counters is None else tuple(map(CounterNumber, counters)),
        services=None if services is None else tuple(map(Letter, services)),
        speaks=bool(kept["speaks"]),
        depth_m=cast("float | None", kept["depth_m"]),
        height_mm=cast("float | None", kept["height_mm"]),
        parts=Parts(**{name: is_on for name, is_on in parts.items() if name in USUAL_PARTS}),
    )


def _placed(hall: Hall, shown: Sequence[Shown]) -> dict[str, Placed]:
    by_file = {screen.id for screen in hall.screens}
    placed = {
        screen.id: Placed(
            screen=screen,
            origin=Origin.FILE if screen.id in by_file else Origin.DEFAULT,
            version=0,
        )
        for screen in screens_of_file(hall).values()
    }
    for each in shown:
        if each.what is not What.SCREEN:
            continue
        if each.value is None:
            if before := placed.get(each.key):
                placed[each.key] = Placed(
                    screen=before.screen, origin=before.origin, version=each.sequence
                )
            continue
        kept = for_this_hall(screen_from_json(cast("dict[str, Json]", each.value)), hall)
        if kept is not None:
            placed[kept.id] = Placed(screen=kept, origin=Origin.MANAGER, version=each.sequence)
    return placed
