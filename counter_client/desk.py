"""One counter of one hall over the contract: the officer's verbs, carried out at once."""

from collections.abc import Mapping
from typing import Any

from counter_client.requests import Place, Request
from queue_server.protocol import Client

Json = dict[str, Any]


class NobodyInHand(Exception):
    """The verb is about the person at the counter, and there is none."""

    code = "nobody_in_hand"


class NobodyCalls(Exception):
    """The verb is an answer to a counter that calls somebody, and that one calls nobody."""

    code = "nobody_calls"


class Desk:
    """The counter `counter` of `hall`, as the holder of the client's token may use it.

    Every method answers with the server's JSON, and lets Refusal and Unreachable pass.
    """

    def __init__(self, client: Client, *, hall: str, counter: int) -> None:
        self._client = client
        self.at = Place(hall=hall, counter=counter)

    def send(self, request: Request) -> Json:
        """A request that is whole already."""
        answer: Json = request.send(self._client) or {}
        return answer

    def call_next(self) -> Json:
        """Call the next; who is in hand is completed, or missed where they never came.

        The call names who is seen in hand, so that a press made at the same time elsewhere counts once.
        """
        current = self.show()["current"]
        return self.send(self.at.call_next(current and current["number"]))

    def handle(self, verb: str, number: str | None, body: Mapping[str, Any]) -> Json:
        """One of TICKET_VERBS; without a number for the person in hand, or NobodyInHand."""
        return self.send(self.at.handle(verb, number or self._in_hand(), body))

    def undo(self) -> Json:
        """Take back what was done last at this counter."""
        return self.send(self.at.undo(None))

    def defer(self, number_or_link: str, by_s: int) -> Json:
        """Let somebody wait for later: by the number, or, as the citizen does, by the paper's link."""
        return self.send(self.at.defer(number_or_link, by_s))

    def notices(self) -> list[Json]:
        """What the voice can be asked to say."""
        listed: list[Json] = self._client.get(f"/halls/{self.at.hall}/spoken-notices")["notices"]
        return listed

    def calls(self) -> list[Json]:
        """From which counters somebody is called: me, or mine."""
        listed: list[Json] = self._client.get(f"/halls/{self.at.hall}/help-requests")["calls"]
        return listed

    def come(self, counter: int) -> Json:
        """Say that I go to a counter that calls, or NobodyCalls."""
        for call in self.calls():
            if call["counter"] == counter:
                return self.send(self.at.come(counter, call["call"]))
        raise NobodyCalls

    def open_case(self, number: str | None, body: Mapping[str, Any], *, is_known: bool) -> Json:
        """A case of a number, or of the person in hand; or of somebody who has none."""
        return self.send(self.at.open_case((number or self._in_hand()) if is_known else None, body))

    def work_on_case(self, case: str, verb: str, body: Mapping[str, Any]) -> Json:
        """One of CASE_VERBS."""
        return self.send(self.at.work_on_case(case, verb, body))

    def cases(self) -> list[Json]:
        """My cases that wait for an answer or for their end."""
        path, mine = f"/halls/{self.at.hall}/cases", {"state": "unsettled", "owner": "me"}
        listed: list[Json] = self._client.get(path, mine)["cases"]
        return listed

    def show(self) -> Json:
        """The counter as its officer sees it."""
        answer: Json = self._client.get(self.at.path)
        return answer

    def waiting(self) -> list[Json]:
        """Everybody who waits in the hall, fullest bar first."""
        path = f"/halls/{self.at.hall}/tickets"
        tickets: list[Json] = self._client.get(path, {"state": "waiting"})["tickets"]
        return sorted(tickets, key=lambda ticket: -float(ticket["share"]))

    def _in_hand(self) -> str:
        current = self.show()["current"]
        if current is None:
            raise NobodyInHand
        return str(current["number"])
