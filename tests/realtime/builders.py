"""A small hall and its events, with defaults for what a test does not care about."""

from datetime import UTC, datetime, timedelta

from queue_server.domain.counter import Counter, CounterKind, Take
from queue_server.domain.events import TicketCalled, TicketIssued
from queue_server.domain.hall import Hall
from queue_server.domain.priority_class import PriorityClass
from queue_server.domain.service import Service
from queue_server.use_cases.recorded import Recorded

NINE = datetime(2026, 11, 23, 1, 0, 0, 250_000, tzinfo=UTC)


USUAL_NOTICE = {"zh-CN": "请在一楼等候", "en": "Please wait on the first floor"}


def a_hall(name="guangdong"):
    return Hall(
        id=name,
        name={"zh-CN": "办证大厅", "en": "Hall"},
        services=(Service(letter="A", name={"zh-CN": "普通护照", "en": "Passport"}),),
        classes=(
            PriorityClass(
                code="normal", name={"zh-CN": "普通", "en": "Normal"}, promise=timedelta(minutes=30)
            ),
        ),
        notices=(USUAL_NOTICE,),
        counters=(
            Counter(
                number=3,
                kind=CounterKind.ACCEPTANCE,
                name={"zh-CN": "受理", "en": "Acceptance"},
                takes=(Take(service="A"),),
            ),
        ),
    )


def a_call(sequence=813, *, hall="guangdong", number="A007", ticket=7, counter=3, attempt=1, pad=0):
    return Recorded(
        hall=hall,
        sequence=sequence,
        event=TicketCalled(
            at=NINE,
            ticket=ticket,
            number=number,
            counter=counter,
            actor="wang",
            attempt=attempt,
            service="A",
            language="zh-CN",
            chosen=True,
            reason="asked" + pad * ".",
        ),
    )


def an_issue(sequence=812, *, hall="guangdong", number="A007", ticket=7, printer=None):
    return Recorded(
        hall=hall,
        sequence=sequence,
        event=TicketIssued(
            at=NINE,
            ticket=ticket,
            number=number,
            actor="kiosk-1",
            service="A",
            priority_class="normal",
            tier=0,
            promise_s=1800.0,
            clock=NINE,
            day=NINE.date(),
            language="zh-CN",
            channel="kiosk",
            appointment="K7Q2",
            printer=printer,
        ),
    )


class FakeHalls:
    """One hall."""

    def __init__(self, hall=None):
        self.hall = hall or a_hall()

    def get(self, hall):
        from queue_server.domain.errors import NotFound

        if hall != self.hall.id:
            raise NotFound(what="hall", hall=hall)
        return self.hall

    def all(self):
        return [self.hall]
