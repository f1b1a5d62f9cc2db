"""Counters as JSON: in few words, and as their officers see them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from queue_server.domain.counter import Counter, Seat
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.next_ticket import in_order
from queue_server.domain.reservation import reachable
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.next_up import due_soon, longest_since
from queue_server.use_cases.outlook import Pace
from queue_server.use_cases.people import Account
from queue_server.web.screens_json import photos
from queue_server.web.tickets_json import ticket_json
from queue_server.web.window_json import undo_json
from queue_server.web.wire import iso_or_none, seconds

Json = dict[str, Any]
FindOfficer = Callable[[str], Account | None]

NEXT_SHOWN = 5


def counters_json(view: HallView, seats: Sequence[Seat], find_officer: FindOfficer) -> list[Json]:
    """Every counter in few words."""
    in_hand = view.in_hand()
    numbers: dict[int | None, Ticket] = {ticket.id: ticket for ticket in in_hand}
    faces = photos(view)
    return [
        counter_json(
            view.hall.get_counter(seat.number),
            seat,
            numbers.get(seat.ticket),
            find_officer,
            photos=faces,
        )
        for seat in seats
    ]


def counter_detail_json(
    view: HallView, counter: int, find_officer: FindOfficer, link_pace: Pace
) -> Json:
    """A counter as its officer sees it: who is in hand, who comes, who is held and missed."""
    seat, plan = view.seat(counter), view.hall.get_counter(counter)
    current = None if seat.ticket is None else view.get_ticket_by_id(seat.ticket)
    waiting = _waiting_for(view, plan)
    aside = view.tickets((TicketState.HELD, TicketState.MISSED, TicketState.AWAY))
    mine = [t for t in aside if _concerns(t, plan)]
    return {
        **counter_json(plan, seat, current, find_officer, photos=photos(view)),
        "services": [
            {"letter": take.service, "detour_s": seconds(take.detour)} for take in plan.takes
        ],
        "current": None if current is None else _with_usual(view, current, link_pace),
        "next": [ticket_json(ticket, view.now, view.hall) for ticket in waiting[:NEXT_SHOWN]],
        "waiting": _count_waiting(view, plan),
        "longest_since": iso_or_none(longest_since(waiting)),
        "due_soon": due_soon(view, plan),
        "details": True,
        "undo": undo_json(view, seat),
        "held": [_aside(view, t) for t in mine if t.state is TicketState.HELD],
        "missed": [_aside(view, t) for t in mine if t.state is TicketState.MISSED],
        "away": _away(view, [t for t in aside if t.state is TicketState.AWAY], plan),
        "today": _today(view, counter),
    }


def counter_json(
    plan: Counter,
    seat: Seat,
    in_hand: Ticket | None,
    find_officer: FindOfficer,
    *,
    photos: Mapping[str, str],
) -> Json:
    """One counter in few words."""
    return {
        "number": plan.number,
        "kind": plan.kind.value,
        "name": plan.name,
        "state": seat.state.value,
        "reason": seat.reason,
        "since": iso_or_none(seat.since),
        "expected_at": iso_or_none(seat.until),
        "officer": officer_json(seat.officer, find_officer, photos),
        "ticket": None if in_hand is None else in_hand.number,
        "ticket_state": None if in_hand is None else in_hand.state.value,
        "services": list(dict.fromkeys(take.service for take in plan.takes)),
    }


def officer_json(
    name: str | None, find_officer: FindOfficer, photos: Mapping[str, str]
) -> Json | None:
    """Badge, name and photo for the window's sign; never the user name."""
    account = None if name is None else find_officer(name)
    if account is None:
        return None
    return {
        "badge": account.badge,
        "name": account.display_name,
        "photo": photos.get(account.badge or ""),
    }


# -- helpers, in the order of use -------------------------------------------------------


def _waiting_for(view: HallView, plan: Counter) -> list[Ticket]:
    """The first who wait for a counter, in the order in which it would call them now."""
    heads = [
        ticket
        for letter in dict.fromkeys(take.service for take in plan.takes)
        for ticket in view.waiting_first(letter, NEXT_SHOWN)
    ]
    reserved = reachable(view.reserved(), plan, view.seats)
    return in_order([*heads, *reserved], plan, view.now)


def _count_waiting(view: HallView, plan: Counter) -> int:
    reserved = view.reserved()
    for_others = len(reserved) - len(reachable(reserved, plan, view.seats))
    return (
        sum(
            line.waiting
            for line in view.lines()
            if plan.find_take(line.service, line.priority_class) is not None
        )
        - for_others
    )


def _concerns(ticket: Ticket, plan: Counter) -> bool:
    return plan.find_take(ticket.service, ticket.priority_class) is not None


def _aside(view: HallView, ticket: Ticket) -> Json:
    return ticket_json(ticket, view.now, view.hall)


def _away(view: HallView, away: Sequence[Ticket], plan: Counter) -> list[Json]:
    """Who is away for papers: whom this counter sent first, then those of its services, longest first."""
    cases = {case.ticket: case for case in view.paper_cases()} if away else {}
    own = [t for t in away if t.counter == plan.number]
    others = [t for t in away if t.counter != plan.number and _concerns(t, plan)]
    return [
        ticket_json(t, view.now, view.hall, case=cases.get(t.id))
        for part in (own, others)
        for t in sorted(part, key=lambda t: t.changed_at or t.issued_at)
    ]


def _with_usual(view: HallView, ticket: Ticket, pace: Pace) -> Json:
    mean, spread_of = pace(view.hall, ticket.service)
    low, high = mean * max(0.1, 1 - spread_of / 2), mean * (1 + spread_of / 2)
    return {
        **ticket_json(ticket, view.now, view.hall),
        "usual": {"from_s": seconds(low), "to_s": seconds(high)},
        "sent_by": None if (sent := ticket.sent_by) is None else sent.counter,
    }


def _today(view: HallView, counter: int) -> Json:
    served, mean_s = view.served_at(counter)
    return {"completed": served, "service_mean_s": mean_s}
