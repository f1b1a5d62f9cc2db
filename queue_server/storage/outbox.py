"""Messages to phones in the tables."""

from datetime import datetime

import orjson
from sqlalchemy import Connection, bindparam, delete, literal_column, select, update

from queue_server.storage.instants import from_micros, to_micros
from queue_server.storage.message_tables import WAITS, message, subscription, told
from queue_server.storage.prepared import Prepared, Row, Write, upsert
from queue_server.use_cases.messages import Message, Subscription, Topic

_of_hall = subscription.c.hall == bindparam("hall")
SUBSCRIPTIONS = Prepared(select(subscription).where(_of_hall, subscription.c.is_over == 0))
OF_TICKET = Prepared(
    select(subscription).where(_of_hall, subscription.c.ticket == bindparam("ticket"))
)
PUT_SUBSCRIPTION = upsert(subscription, ["id"])
END = Prepared(
    update(subscription)
    .where(_of_hall, subscription.c.ticket == bindparam("ticket"))
    .values(is_over=literal_column("1"))
)
FORGET_SUBSCRIPTION = Prepared(delete(subscription).where(subscription.c.id == bindparam("id")))
FORGET_WAITING = Prepared(
    delete(message).where(message.c.subscription == bindparam("id"), literal_column(WAITS))
)
TOLD = Prepared(select(told.c.sequence).where(told.c.hall == bindparam("hall")))
PUT_TOLD = upsert(told, ["hall"])
KNOWN = Prepared(select(message.c.id).where(message.c.id == bindparam("id")))
PUT_MESSAGE = upsert(message, ["id"])
DUE = Prepared(
    select(
        message,
        subscription.c.channel,
        subscription.c.address,
        subscription.c.language,
    )
    .select_from(message.join(subscription, subscription.c.id == message.c.subscription))
    .where(
        message.c.hall == bindparam("hall"),
        literal_column(WAITS),
        message.c.next_at <= bindparam("now"),
    )
    .order_by(message.c.next_at, message.c.id)
    .limit(bindparam("limit", type_=message.c.tries.type))
)
SETTLE = Prepared(
    update(message).where(message.c.id == bindparam("id")).values(outcome=bindparam("outcome"))
)
FORGET_MESSAGES = Prepared(
    delete(message).where(
        message.c.hall == bindparam("hall"), message.c.created_at < bindparam("before")
    )
)
FORGET_OVER = Prepared(
    delete(subscription).where(
        _of_hall,
        subscription.c.is_over == 1,
        subscription.c.id.not_in(select(message.c.subscription).where(literal_column(WAITS))),
    )
)


class SqlOutbox:
    """Implements ``messages.Outbox``."""

    def __init__(self, connection: Connection, writes: list[Write], now: datetime) -> None:
        """``writes`` are kept back until the command is done."""
        self._connection, self._writes, self._now = connection, writes, now

    def subscriptions(self, hall: str) -> list[Subscription]:
        """Everyone of a hall who wants to be told, of tickets that are not over."""
        return [_subscription(row) for row in SUBSCRIPTIONS.rows(self._connection, {"hall": hall})]

    def subscriptions_of(self, hall: str, ticket: int) -> list[Subscription]:
        """Those of a ticket."""
        key = {"hall": hall, "ticket": ticket}
        return [_subscription(row) for row in OF_TICKET.rows(self._connection, key)]

    def save_subscription(self, subscription: Subscription) -> None:
        """Keep where to tell; the same address again replaces itself."""
        row = {
            "id": subscription.id,
            "hall": subscription.hall,
            "ticket": subscription.ticket,
            "channel": subscription.channel,
            "address": orjson.dumps(subscription.address).decode(),
            "language": subscription.language,
            "is_over": 0,
        }
        self._writes.append((PUT_SUBSCRIPTION, row))

    def end_subscriptions(self, hall: str, ticket: int) -> None:
        """The ticket is over: nothing new is told, and the addresses go when the last word is said."""
        self._writes.append((END, {"hall": hall, "ticket": ticket}))

    def forget_subscription(self, subscription: str) -> None:
        """Tell nobody there any more, also not what waits to be told."""
        self._writes.append((FORGET_WAITING, {"id": subscription}))
        self._writes.append((FORGET_SUBSCRIPTION, {"id": subscription}))

    def cursor(self, hall: str) -> int | None:
        """Up to which event of the record messages were made; None before the first."""
        found = TOLD.scalar(self._connection, {"hall": hall})
        return None if found is None else int(found)

    def save_cursor(self, hall: str, sequence: int) -> None:
        """Messages were made up to here."""
        self._writes.append((PUT_TOLD, {"hall": hall, "sequence": sequence}))

    def add(self, message: Message) -> None:
        """Keep a message to be told; one that was ever kept is not kept again."""
        if KNOWN.scalar(self._connection, {"id": message.id}) is None:
            self.save(message)

    def due(self, hall: str, limit: int) -> list[tuple[Message, Subscription]]:
        """Those to be tried now, oldest first, and where to."""
        key = {"hall": hall, "now": to_micros(self._now), "limit": limit}
        rows = DUE.rows(self._connection, key)
        return [(_message(row), _subscription({**row, "id": row["subscription"]})) for row in rows]

    def save(self, message: Message) -> None:
        """When it is to be tried again."""
        row = {
            "id": message.id,
            "hall": message.hall,
            "ticket": message.ticket,
            "subscription": message.subscription,
            "topic": message.topic.value,
            "facts": orjson.dumps(message.facts).decode(),
            "created_at": to_micros(message.created_at),
            "good_until": to_micros(message.good_until),
            "next_at": to_micros(message.next_at),
            "tries": message.tries,
            "outcome": None,
        }
        self._writes.append((PUT_MESSAGE, row))

    def settle(self, message: str, outcome: str) -> None:
        """It was handed over, or given up: it stays known, so that it is not made again."""
        self._writes.append((SETTLE, {"id": message, "outcome": outcome}))

    def forget(self, hall: str, before: datetime) -> None:
        """Settled messages that nobody could make again, and addresses that are of no more use."""
        self._writes.append((FORGET_MESSAGES, {"hall": hall, "before": to_micros(before)}))
        self._writes.append((FORGET_OVER, {"hall": hall}))


def _subscription(row: Row) -> Subscription:
    return Subscription(
        id=row["id"],
        hall=row["hall"],
        ticket=row["ticket"],
        channel=row["channel"],
        address=orjson.loads(row["address"]),
        language=row["language"],
    )


def _message(row: Row) -> Message:
    return Message(
        id=row["id"],
        hall=row["hall"],
        ticket=row["ticket"],
        subscription=row["subscription"],
        topic=Topic(row["topic"]),
        facts=orjson.loads(row["facts"]),
        created_at=from_micros(row["created_at"]),
        good_until=from_micros(row["good_until"]),
        next_at=from_micros(row["next_at"]),
        tries=row["tries"],
    )
