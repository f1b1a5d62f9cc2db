"""The screens of a hall, and what they show between the calls."""

import re
from typing import cast

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.errors import Invalid
from queue_server.domain.names import CounterNumber, Letter
from queue_server.domain.screen import Parts, Screen
from queue_server.use_cases import notices, screens
from queue_server.use_cases.notices import DutyLeader
from queue_server.use_cases.ports import UnitOfWork
from queue_server.web.access import MANAGERS, anyone, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.schemas.of_screens import (
    DutyOrder,
    DutyOut,
    NoticesOrder,
    NoticesOut,
    ScreenForgottenOut,
    ScreenOrder,
    ScreenOut,
    ScreensOut,
    SeenQuery,
)
from queue_server.web.screens_json import duty_json, notices_json, screen_json

bp = APIBlueprint("screens", __name__, tag="Screens")
ID = re.compile(r"[a-z][a-z0-9-]{0,31}")
"""What a screen may be called in addresses."""


@bp.get("/halls/<hall>/screens")
@anyone
@bp.output(ScreensOut)
def list_screens(hall: str) -> Response:
    """Every screen of the hall: its own, one over each counter, and those that were configured."""
    found = services().questions.ask(hall, screens.screens)
    return show({"screens": [screen_json(each) for each in found]})


@bp.get("/halls/<hall>/screens/<screen>")
@anyone
@bp.output(ScreenOut)
def get_screen(hall: str, screen: str) -> Response:
    """One screen as it is configured."""
    found = services().questions.ask(hall, lambda view: screens.get_screen(view, screen))
    return show(screen_json(found))


@bp.put("/halls/<hall>/screens/<screen>")
@only(*MANAGERS)
@bp.input(ScreenOrder)
@bp.output(ScreenOut)
def configure_screen(hall: str, screen: str, json_data: ScreenOrder) -> Response:
    """Say how a screen is to be, new or known; those who show it are told."""
    wanted, by = _screen(screen, json_data), principal().name
    return run(
        lambda uow: screen_json(
            screens.configure(uow, hall=hall, screen=wanted, seen=json_data.version, by=by)
        ),
        status=200,
    )


@bp.delete("/halls/<hall>/screens/<screen>")
@only(*MANAGERS)
@bp.input(SeenQuery, location="query")
@bp.output(ScreenForgottenOut)
def forget_screen(hall: str, screen: str, query_data: SeenQuery) -> Response:
    """Take back what managers said of a screen: it is as the hall file has it, or gone."""
    by = principal().name

    def act(uow: UnitOfWork) -> object:
        left = screens.forget(uow, hall=hall, screen=screen, seen=query_data.version, by=by)
        return {"screen": None if left is None else screen_json(left)}

    return run(act, status=200)


@bp.get("/halls/<hall>/notices")
@anyone
@bp.output(NoticesOut)
def list_notices(hall: str) -> Response:
    """What the screens say between calls."""
    return show(notices_json(services().questions.ask(hall, notices.notices)))


@bp.put("/halls/<hall>/notices")
@only(*MANAGERS)
@bp.input(NoticesOrder)
@bp.output(NoticesOut)
def change_notices(hall: str, json_data: NoticesOrder) -> Response:
    """Write the notices anew, or take that back: then they are the hall file's."""
    by = principal().name
    return run(
        lambda uow: notices_json(
            notices.change_notices(
                uow, hall=hall, texts=json_data.notices, seen=json_data.version, by=by
            )
        ),
        status=200,
    )


@bp.get("/halls/<hall>/duty-leader")
@anyone
@bp.output(DutyOut)
def get_duty_leader(hall: str) -> Response:
    """Who is duty leader today."""
    return show(duty_json(hall, services().questions.ask(hall, notices.duty)))


@bp.put("/halls/<hall>/duty-leader")
@only(*MANAGERS)
@bp.input(DutyOrder)
@bp.output(DutyOut)
def name_duty_leader(hall: str, json_data: DutyOrder) -> Response:
    """Name the duty leader of today, or take that back: then it is the hall file's."""
    by, leader = principal().name, None
    if json_data.badge is not None:
        if json_data.name is None:
            raise Invalid(field="name")
        leader = DutyLeader(badge=json_data.badge, name=json_data.name, photo=json_data.photo)
    return run(
        lambda uow: duty_json(
            hall,
            notices.name_duty_leader(uow, hall=hall, leader=leader, seen=json_data.version, by=by),
        ),
        status=200,
    )


def _screen(name: str, said: ScreenOrder) -> Screen:
    if not ID.fullmatch(name):
        raise Invalid(field="screen")
    counters = cast("list[CounterNumber] | None", said.counters)
    letters = cast("list[Letter] | None", said.services)
    return Screen(
        id=name,
        name=said.name,
        layout=said.layout,
        counter=cast("CounterNumber | None", said.counter),
        counters=None if counters is None else tuple(counters),
        services=None if letters is None else tuple(letters),
        speaks=said.speaks,
        depth_m=said.depth_m,
        height_mm=said.height_mm,
        parts=Parts(**said.parts.model_dump()),
    )
