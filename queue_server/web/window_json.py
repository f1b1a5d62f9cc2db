"""What an officer's page is told beside tickets: what may be taken back, the rules."""

from typing import Any

from queue_server.domain.counter import Seat
from queue_server.domain.hall import Hall, NextDetails
from queue_server.domain.lifecycle import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.hall_view import HallView
from queue_server.use_cases.principal import Principal, Role
from queue_server.use_cases.undoing import find_undoable
from queue_server.web.wire import iso, seconds

Json = dict[str, Any]
_SEES_ALL = frozenset({Role.MANAGER, Role.DESK})


def sees_details(hall: Hall, by: Principal) -> bool:
    """Whether somebody is told who waits: managers and the desk always, officers where the hall says so."""
    return hall.rules.next_details is NextDetails.FULL or not by.roles.isdisjoint(_SEES_ALL)


def is_detail(ticket: Ticket) -> bool:
    """Whether a ticket is one of those that could be picked."""
    return ticket.state is TicketState.WAITING


def without_details(counter: Json) -> Json:
    """A counter whose officer is told how many wait, and not who."""
    return {**counter, "next": [], "details": False}


def undo_json(view: HallView, seat: Seat) -> Json | None:
    """What the officer of a counter may take back, and until when."""
    deed = find_undoable(view, seat)
    if deed is None:
        return None
    return {
        "sequence": deed.sequence,
        "was": deed.last.kind,
        "number": deed.last.number,
        "until": iso(deed.last.at + view.hall.rules.undo),
    }


def rules_json(hall: Hall) -> Json:
    """The rules that an officer's page has to know."""
    rules = hall.rules
    return {
        "undo_s": rules.undo.total_seconds(),
        "recall_guard_s": rules.recall_guard.total_seconds(),
        "choose": rules.choose,
        "choose_reason": rules.choose_reason,
        "deferral_at_most_s": seconds(rules.deferral_at_most),
        "next_details": rules.next_details.value,
    }
