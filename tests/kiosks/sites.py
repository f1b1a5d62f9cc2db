"""A kiosk's own address beside whatever answers for the server, and how it is asked."""

import json
from dataclasses import dataclass, field

from queue_server.protocol import PrinterState
from ticket_printer.kiosk.exchange import Request
from ticket_printer.kiosk.hall_memory import HallMemory
from ticket_printer.kiosk.link import Away, Reply
from ticket_printer.kiosk.oneself import Oneself
from ticket_printer.kiosk.reading import KeyHolder, Reading
from ticket_printer.kiosk.site import Site
from ticket_printer.printers import Health


@dataclass
class Answers:
    """A server that says the same to everything, or nothing at all."""

    said: object = field(default_factory=dict)
    status: int = 200
    is_away: bool = False
    asked: list = field(default_factory=list)

    def ask(self, method, path, *, body, headers):  # noqa: ARG002 -- as `Server` has it
        self.asked.append(f"{method} {path}")
        if self.is_away:
            raise Away
        body = json.dumps(self.said).encode()
        return Reply(status=self.status, kind="application/json", body=body)


class Keys:
    """Tells the hall's key, or is away."""

    def __init__(self, answer=None):
        self.answer = answer or {"key": "6b" * 32, "names": True}

    def get(self, _path):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def a_site(kiosk, *, server=None, readers=(), printer=PrinterState.READY, keys=None):
    hall = HallMemory(kiosk.book, kiosk.clock)
    return Site(
        server or kiosk.wire,
        kiosk.desk,
        kiosk.book,
        hall,
        oneself=Oneself(kiosk.book, lambda: Health(state=printer)),
        reading=Reading(readers, KeyHolder(keys or Keys())),
    )


def ask(site, method, path, body=None, **headers):
    sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    return site.answer(Request(method=method, path=path, body=sent, headers=headers))


def said(answer):
    return answer.status, json.loads(answer.body)
