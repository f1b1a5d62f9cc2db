"""From the record to messages.

What is worth telling becomes a message in the same transaction that notes up to where the record was
read. So a process that dies loses none, and another that goes on doubles none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from queue_server.domain import events
from queue_server.domain.errors import IllegalTransition, LimitReached, NotFound
from queue_server.domain.events import Event
from queue_server.domain.lifecycle import ENDED, TicketState
from queue_server.domain.online import NOT_ARRIVED
from queue_server.domain.ticket import Ticket
from queue_server.use_cases.messages import Message, NotNow, Subscription, Topic
from queue_server.use_cases.outlook import Pace, standing, usual_pace
from queue_server.use_cases.ports import LockedHall, UnitOfWork
from queue_server.use_cases.recorded import Recorded

AT_ONCE = 500
"""Events that are read in one transaction."""
MOST_OF_A_TICKET = 5
SOON_AHEAD = 2
"""With so many ahead it is soon one's turn."""
GOOD_FOR = {
    Topic.SOON: timedelta(minutes=15),
    Topic.CALLED: timedelta(minutes=5),
    Topic.ARRIVAL_CHANGED: timedelta(hours=1),
    Topic.EXPIRED: timedelta(hours=6),
}
PAUSES_S = (2, 10, 30, 60, 120, 300)
"""Before the second try and those after it; then every five minutes, as long as the message is good."""
KEPT = timedelta(days=2)
LATE = "late"


def subscribe(
    uow: UnitOfWork, *, secret: str, channel: str, address: dict[str, str], made_up: str
) -> Subscription:
    """Tell the holder of a ticket there; NotFound, IllegalTransition for one that is over, LimitReached.

    The same address again keeps its id; a new one gets ``made_up``, made by chance: an id made of a
    telephone number would give the number away to whoever tries them all.
    """
    found = uow.find_ticket_by_secret(secret)
    if found is None:
        raise NotFound(what="ticket")
    with uow.locked(found.hall) as locked:
        ticket = locked.get_ticket_by_id(found.id)
        if ticket.state in ENDED:
            raise IllegalTransition(
                number=ticket.number, state=ticket.state.value, verb="subscribe"
            )
        others = uow.outbox.subscriptions_of(ticket.hall, ticket.id)
        same = [each.id for each in others if (each.channel, each.address) == (channel, address)]
        if not same and len(others) >= MOST_OF_A_TICKET:
            raise LimitReached(limit="subscriptions")
        made = Subscription(
            id=same[0] if same else made_up,
            hall=ticket.hall,
            ticket=ticket.id,
            channel=channel,
            address=address,
            language=ticket.language,
        )
        uow.outbox.save_subscription(made)
        if uow.outbox.cursor(ticket.hall) is None:
            uow.outbox.save_cursor(ticket.hall, locked.sequence())
        return made


def unsubscribe(uow: UnitOfWork, *, secret: str, subscription: str) -> None:
    """Tell nobody there any more; NotFound for one that is not of this ticket."""
    found = uow.find_ticket_by_secret(secret)
    if found is None:
        raise NotFound(what="ticket")
    those = uow.outbox.subscriptions_of(found.hall, found.id)
    if all(each.id != subscription for each in those):
        raise NotFound(what="subscription")
    uow.outbox.forget_subscription(subscription)


def gather(uow: UnitOfWork, *, hall: str, pace: Pace = usual_pace) -> bool:
    """Make messages of what happened since the last time; whether there may be more to read."""
    with uow.locked(hall) as locked:
        cursor = uow.outbox.cursor(hall)
        if cursor is None:
            return False
        happened = locked.events_after(cursor, AT_ONCE)
        told: dict[int, list[Subscription]] = {}
        for each in uow.outbox.subscriptions(hall):
            told.setdefault(each.ticket, []).append(each)
        for message in _messages(locked, happened, told, pace):
            uow.outbox.add(message)
        for ticket in _over(happened, told):
            uow.outbox.end_subscriptions(hall, ticket)
        if happened:
            uow.outbox.save_cursor(hall, happened[-1].sequence)
        return len(happened) == AT_ONCE


def due(uow: UnitOfWork, *, hall: str) -> list[tuple[Message, Subscription]]:
    """What is to be handed over now, and where to; what would be wrong by now is given up."""
    found = []
    for message, to in uow.outbox.due(hall, AT_ONCE):
        if message.good_until < uow.now:
            uow.outbox.settle(message.id, LATE)
        else:
            found.append((message, to))
    return found


def handed_over(uow: UnitOfWork, message: Message) -> None:
    """A messenger took it."""
    uow.outbox.settle(message.id, "sent")


def address_gone(uow: UnitOfWork, message: Message) -> None:
    """Nobody is there any more."""
    uow.outbox.settle(message.id, "gone")
    uow.outbox.forget_subscription(message.subscription)


def failed(uow: UnitOfWork, message: Message, error: NotNow) -> bool:
    """Try again later; whether it was given up, since it would be wrong by then."""
    pause = max(PAUSES_S[min(message.tries, len(PAUSES_S) - 1)], error.after_s)
    next_at = uow.now + timedelta(seconds=pause)
    if next_at > message.good_until:
        uow.outbox.settle(message.id, LATE)
        return True
    uow.outbox.save(replace(message, tries=message.tries + 1, next_at=next_at))
    return False


# -- helpers, in the order of use -------------------------------------------------------


def _messages(
    locked: LockedHall,
    happened: Iterable[Recorded],
    told: dict[int, list[Subscription]],
    pace: Pace,
) -> Iterator[Message]:
    for recorded in happened:
        topic = _topic(recorded.event)
        if topic is None:
            continue
        event = recorded.event
        for each in told.get(event.ticket or 0, ()):
            # With its time: a record that was restored from a backup gives its sequences again.
            key = f"{recorded.sequence}-{event.at.timestamp():.0f}-{each.id}"
            yield _message(key, each, topic, _facts(event), event.at)
    for ticket_id, those in told.items():
        ticket = locked.get_ticket_by_id(ticket_id)
        if _is_soon(locked, ticket, pace):
            for each in those:
                key = f"soon-{ticket.id}-{ticket.stage}-{each.id}"
                yield _message(key, each, Topic.SOON, {"number": ticket.number}, locked.now)


def _topic(event: Event) -> Topic | None:
    match event:
        case events.TicketCalled():
            return Topic.CALLED
        case events.ArrivalChanged() | events.PresenceLapsed():
            return Topic.ARRIVAL_CHANGED
        case events.TicketAbandoned(reason=reason) if reason == NOT_ARRIVED:
            return Topic.EXPIRED
    return None


def _facts(event: Event) -> dict[str, str | int | None]:
    facts: dict[str, str | int | None] = {"number": event.number}
    match event:
        case events.TicketCalled():
            return facts | {"counter": event.counter, "attempt": event.attempt}
        case events.ArrivalChanged():
            return facts | {
                "arrive_from": event.arrive_from.isoformat(),
                "arrive_by": event.arrive_by.isoformat(),
            }
    return facts


def _message(
    key: str,
    to: Subscription,
    topic: Topic,
    facts: dict[str, str | int | None],
    at: datetime,
) -> Message:
    return Message(
        id=key,
        hall=to.hall,
        ticket=to.ticket,
        subscription=to.id,
        topic=topic,
        facts=facts,
        created_at=at,
        good_until=at + GOOD_FOR[topic],
        next_at=at,
    )


def _is_soon(locked: LockedHall, ticket: Ticket, pace: Pace) -> bool:
    if ticket.state is not TicketState.WAITING:
        return False
    expected = standing(locked, ticket, pace)
    return expected is not None and expected.ahead <= SOON_AHEAD


def _over(happened: Iterable[Recorded], told: dict[int, list[Subscription]]) -> set[int]:
    """Tickets that ended: after their last message nobody is told any more."""
    kinds = (events.ServiceCompleted, events.TicketCancelled, events.TicketAbandoned)
    ended = {each.event.ticket or 0 for each in happened if isinstance(each.event, kinds)}
    return ended & told.keys()
