"""Messages to phones that asked for them: what is said, to whom, and what a messenger must do.

A message says a number and where it stands, and nothing of its holder. It is kept in the outbox until it
was taken over, so it may come twice and is never lost: its id says that it is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Topic(StrEnum):
    """What a message is about."""

    SOON = "soon"
    CALLED = "called"
    ARRIVAL_CHANGED = "arrival_changed"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """Where a ticket's holder wants to be told; forgotten when the ticket is over."""

    id: str
    hall: str
    ticket: int
    channel: str
    address: dict[str, str]
    """What the channel needs: an endpoint and keys, a telephone number. In no log."""
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """Something to tell, and how far that is."""

    id: str
    """Of the event and the subscription: the same message has the same."""
    hall: str
    ticket: int
    subscription: str
    topic: Topic
    facts: dict[str, str | int | None]
    created_at: datetime
    good_until: datetime
    """After this it would be wrong."""
    next_at: datetime
    tries: int = 0


class Gone(Exception):
    """The address is nobody's any more."""


class NotNow(Exception):
    """It could not be taken over; try again, ``after_s`` seconds from now at the soonest."""

    def __init__(self, why: str, after_s: float = 0.0) -> None:
        super().__init__(why)
        self.after_s = after_s


class Messenger(Protocol):
    """One way to a phone. Found by the entry points ``lunhou.messengers``."""

    channel: str

    def accepts(self, address: dict[str, str]) -> bool:
        """Whether it could be an address of this channel, one that this server may speak to."""
        ...

    def public(self) -> dict[str, str]:
        """What the page needs to ask its phone for an address."""
        ...

    def deliver(self, message: Message, to: Subscription, text: str) -> None:
        """Hand it over within some seconds, also in words; Gone, or NotNow."""
        ...


class Outbox(Protocol):
    """What is kept of messages."""

    def subscriptions(self, hall: str) -> Sequence[Subscription]:
        """Everyone of a hall who wants to be told, of tickets that are not over."""
        ...

    def subscriptions_of(self, hall: str, ticket: int) -> Sequence[Subscription]:
        """Those of a ticket."""
        ...

    def save_subscription(self, subscription: Subscription) -> None:
        """Keep where to tell; the same address again replaces itself."""
        ...

    def end_subscriptions(self, hall: str, ticket: int) -> None:
        """The ticket is over: nothing new is told, and the addresses go when the last word is said."""
        ...

    def forget_subscription(self, subscription: str) -> None:
        """Tell nobody there any more, also not what waits to be told."""
        ...

    def cursor(self, hall: str) -> int | None:
        """Up to which event of the record messages were made; None before the first."""
        ...

    def save_cursor(self, hall: str, sequence: int) -> None:
        """Messages were made up to here."""
        ...

    def add(self, message: Message) -> None:
        """Keep a message to be told; one that was ever kept is not kept again."""
        ...

    def due(self, hall: str, limit: int) -> Sequence[tuple[Message, Subscription]]:
        """Those to be tried now, oldest first, and where to."""
        ...

    def save(self, message: Message) -> None:
        """When it is to be tried again."""
        ...

    def settle(self, message: str, outcome: str) -> None:
        """It was handed over, or given up: it stays known, so that it is not made again."""
        ...

    def forget(self, hall: str, before: datetime) -> None:
        """Settled messages that nobody could make again, and addresses that are of no more use."""
        ...
