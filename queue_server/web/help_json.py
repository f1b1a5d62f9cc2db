"""Calls for a person from a window, as JSON: of people what hangs over a window, never the user name."""

from collections.abc import Callable
from typing import Any

from queue_server.domain.assistance import Assistance, Person
from queue_server.domain.hall import Hall
from queue_server.use_cases.people import Account
from queue_server.web.wire import iso

Json = dict[str, Any]
FindOfficer = Callable[[str], Account | None]


def person_json(name: str | None, find: FindOfficer) -> Json | None:
    """Badge and name; None for nobody, or for somebody who is gone."""
    account = None if name is None else find(name)
    if account is None:
        return None
    return {"badge": account.badge, "name": account.display_name}


def assistance_json(of: Assistance, hall: Hall, asks: Person, find: FindOfficer) -> Json:
    """A call for a person, as the one who asks sees it."""
    return {
        "counter": of.counter,
        "call": of.call,
        "whom": of.whom.value,
        "officer": person_json(of.officer, find),
        "caller": person_json(of.caller, find),
        "asked_at": iso(of.asked_at),
        "answer_by": iso(of.asked_at + hall.help.answer_within),
        "comers": [
            {**(person_json(each.by, find) or {"badge": None, "name": None}), "at": iso(each.at)}
            for each in of.comers
        ],
        "is_for_me": of.is_for(asks),
        "is_coming": of.has_comer(asks.name),
        "is_mine": of.caller == asks.name,
    }
