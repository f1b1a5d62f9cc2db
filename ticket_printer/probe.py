"""Asks a printer at its installation what it can do.

Nothing is printed. Whether a model has the sensor for paper near its end cannot be asked, only seen:
so it counts as had once it was seen to say so, in this or an earlier look at the same printer.
"""

import time
from dataclasses import dataclass

from ticket_printer.capability import Capability
from ticket_printer.escpos import INITIALIZE, Confirmation, confirmation_request
from ticket_printer.printers import Health
from ticket_printer.printers.connection import Connection, Silent
from ticket_printer.printers.link import OpenLink
from ticket_printer.printers.replies import STATUS_QUESTIONS, Kind, health_of

PROCESS_ID = b"Lhp1"
_NEAR_END = 0x0C
_NEAR_END_OF_SENSOR = 0x03


@dataclass(frozen=True, kw_only=True)
class Found:
    """What came of it: how the printer is just now, and what it can."""

    health: Health | None
    """None where it does not say."""
    capability: Capability


def probe(
    open_link: OpenLink,
    *,
    printer: str,
    at: str,
    known: Capability | None = None,
    answer_s: float = 3.0,
    confirm_s: float = 3.0,
) -> Found:
    """Ask everything once; OSError where there is no way to the printer."""
    with Connection(open_link(), answer_s=answer_s) as connection:
        if connection.link.remembers:
            connection.settle()
        answers, slowest_s = _statuses(connection)
        connection.send(INITIALIZE, stall_s=answer_s)
        sensor = _confirms(connection, Confirmation.PAPER_SENSOR, confirm_s)
        process = _confirms(connection, Confirmation.PROCESS_ID, confirm_s)
    low = bool(answers.get(4, 0) & _NEAR_END or (sensor and sensor[0] & _NEAR_END_OF_SENSOR))
    says_all = len(answers) == len(STATUS_QUESTIONS)
    capability = Capability(
        printer=printer,
        probed_at=at,
        status=says_all,
        paper_sensor=sensor is not None,
        process_id=process == PROCESS_ID,
        near_end=low or (known is not None and known.near_end),
        slowest_s=round(slowest_s, 3),
    )
    return Found(health=health_of(answers) if says_all else None, capability=capability)


def _statuses(connection: Connection) -> tuple[dict[int, int], float]:
    """What it answers to the real-time questions, up to the first silence, and the longest wait."""
    answers: dict[int, int] = {}
    slowest_s = 0.0
    for question in STATUS_QUESTIONS:
        started = time.monotonic()
        try:
            answers[question] = connection.ask(question)
        except Silent:
            break
        slowest_s = max(slowest_s, time.monotonic() - started)
    return answers, slowest_s


def _confirms(connection: Connection, kind: Confirmation, within_s: float) -> bytes | None:
    """What it answers to a request for confirmation; None if nothing of that kind comes."""
    wanted = Kind.PROCESS_ID if kind is Confirmation.PROCESS_ID else Kind.PAPER_SENSOR
    connection.send(confirmation_request(kind, PROCESS_ID), stall_s=within_s)
    until = time.monotonic() + within_s
    while (left_s := until - time.monotonic()) > 0:
        reply = connection.confirmation(left_s)
        if reply is not None and reply.kind is wanted:
            return reply.value
    return None


def in_words(found: Found) -> list[str]:
    """What was found, for whoever installs the printer: a line for each thing."""
    capability, health = found.capability, found.health
    lines = [
        f"status:       {_yes(capability.status)}"
        + (f" (now {health.state} {health.detail})".replace(" )", ")") if health else ""),
        f"paper sensor: {_yes(capability.paper_sensor)}",
        f"process id:   {_yes(capability.process_id)}",
        f"near end:     {'yes' if capability.near_end else 'not seen'}",
        f"confirmation: {capability.confirmation}",
    ]
    return lines + _advice(capability)


def _advice(capability: Capability) -> list[str]:
    advice = []
    if not capability.status:
        advice.append("It does not say how it is: close the cover, load paper, and ask again.")
        advice.append("If it stays so, what goes wrong is seen by people only.")
    if capability.confirmation is Confirmation.NONE:
        advice.append("It confirms nothing: its tickets will be printed_unconfirmed.")
    if not capability.near_end:
        advice.append(
            "Put in a roll that is nearly used up and ask again, to see whether it warns."
        )
    return advice


def _yes(has: bool) -> str:  # noqa: FBT001 -- a word for a value
    return "yes" if has else "no"
