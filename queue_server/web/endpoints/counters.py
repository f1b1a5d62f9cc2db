"""Counters: sitting down, opening and pausing, and the one button."""

from datetime import timedelta

from apiflask import APIBlueprint
from flask import Response

from queue_server.domain.counter import CounterState, Seat
from queue_server.use_cases import calling, counters
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.ports import UnitOfWork
from queue_server.web.access import OFFICERS, STAFF, only, principal, services
from queue_server.web.commands import run, show
from queue_server.web.counters_json import (
    FindOfficer,
    counter_detail_json,
    counter_json,
    counters_json,
)
from queue_server.web.schemas.answered import CounterOut, CountersOut
from queue_server.web.schemas.answered_counters import CounterDetailOut
from queue_server.web.schemas.answered_tickets import TicketOut
from queue_server.web.schemas.asked import CallOrder, Nothing
from queue_server.web.schemas.of_counters import CounterStatus
from queue_server.web.screens_json import photos
from queue_server.web.tickets_json import ticket_json
from queue_server.web.window_json import sees_details, without_details

bp = APIBlueprint("counters", __name__, tag="Counters")


@bp.get("/halls/<hall>/counters")
@only(*STAFF)
@bp.output(CountersOut)
def list_counters(hall: str) -> Response:
    """Every counter as it is now."""
    find = services().find_officer

    def question(view: HallView) -> object:
        return {"counters": counters_json(view, view.seats(), find)}

    return show(services().questions.ask(hall, question))


@bp.get("/halls/<hall>/counters/<int(max=9999):number>")
@only(*STAFF)
@bp.output(CounterDetailOut)
def get_counter(hall: str, number: int) -> Response:
    """A counter as its officer sees it: who is in hand, who comes, who is held and missed."""
    using, by = services(), principal()

    def question(view: HallView) -> object:
        detail = counter_detail_json(view, number, using.find_officer, using.pace)
        return detail if sees_details(view.hall, by) else without_details(detail)

    return show(using.questions.ask(hall, question))


@bp.post("/halls/<hall>/counters/<int(max=9999):number>/sessions")
@only(*OFFICERS)
@bp.input(Nothing)
@bp.output(CounterOut, status_code=201)
def sit_down(hall: str, number: int, json_data: Nothing) -> Response:  # noqa: ARG001 -- an empty body
    """Sit down at a counter; it opens (开窗)."""
    who, find = principal().name, services().find_officer
    return run(
        lambda uow: seat_json(
            uow, hall, counters.sit_down(uow, hall=hall, counter=number, officer=who), find
        )
    )


@bp.delete("/halls/<hall>/counters/<int(max=9999):number>/sessions/current")
@only(*OFFICERS)
@bp.output(CounterOut)
def get_up(hall: str, number: int) -> Response:
    """Get up; the counter closes (关窗)."""
    who, find = principal().name, services().find_officer
    return run(
        lambda uow: seat_json(
            uow, hall, counters.get_up(uow, hall=hall, counter=number, officer=who), find
        ),
        status=200,
    )


@bp.put("/halls/<hall>/counters/<int(max=9999):number>/status")
@only(*OFFICERS)
@bp.input(CounterStatus)
@bp.output(CounterOut)
def set_status(hall: str, number: int, json_data: CounterStatus) -> Response:
    """Open, pause (perhaps for about so long) or close the counter."""
    who, find = principal().name, services().find_officer
    expected_s = json_data.expected_s

    def act(uow: UnitOfWork) -> object:
        seat = counters.set_state(
            uow,
            hall=hall,
            counter=number,
            officer=who,
            state=CounterState(json_data.state),
            reason=json_data.reason,
            expected=None if expected_s is None else timedelta(seconds=expected_s),
        )
        return seat_json(uow, hall, seat, find)

    return run(act, status=200)


@bp.post("/halls/<hall>/counters/<int(max=9999):number>/calls")
@only(*OFFICERS)
@bp.input(CallOrder)
@bp.output(TicketOut, status_code=201)
def call(hall: str, number: int, json_data: CallOrder) -> Response:
    """Call the next (顺呼), or the number that the body names (选呼)."""
    who = principal().name
    said = "current" in json_data.model_fields_set
    current = json_data.current if said else calling.ANYTHING

    def act(uow: UnitOfWork) -> object:
        if json_data.number is not None:
            ticket = calling.call_ticket(
                uow,
                hall=hall,
                counter=number,
                officer=who,
                number=json_data.number,
                reason=json_data.reason,
                current=current,
            )
        else:
            ticket = calling.call_next(uow, hall=hall, counter=number, officer=who, current=current)
        return ticket_json(ticket, uow.now, uow.hall(hall))

    return run(act)


def seat_json(uow: UnitOfWork, hall: str, seat: Seat, find: FindOfficer) -> dict[str, object]:
    """A counter after a command."""
    plan = uow.hall(hall).get_counter(seat.number)
    with uow.locked(hall) as locked:
        in_hand = None if seat.ticket is None else locked.get_ticket_by_id(seat.ticket)
        return counter_json(plan, seat, in_hand, find, photos=photos(locked))
