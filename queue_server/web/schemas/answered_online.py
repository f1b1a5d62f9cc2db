"""Answers about waiting online. These describe them for the OpenAPI document; the endpoints make them."""

from pydantic import BaseModel

from queue_server.web.schemas.answered_tickets import Forecast

Texts = dict[str, str]


class OfferOut(BaseModel):
    """A service that phones may take numbers of."""

    letter: str
    name: Texts
    icon: str
    bring: Texts | None
    asks_identity: bool
    """Whether a number is given only with the number of a document."""
    classes: list[str] | None
    """Which classes may take it; null is all."""
    left: int
    """Numbers that phones may still take today; the others are kept for those who come in person."""
    ahead: int
    forecast: Forecast | None
    arrive_from: str
    arrive_by: str


class DeclaredClassOut(BaseModel):
    """A class to which somebody may say to belong."""

    code: str
    name: Texts


class OnlineOut(BaseModel):
    """What a hall allows to phones."""

    hall: str
    name: Texts
    timezone: str
    languages: list[str]
    open: bool
    now: str
    services: list[OfferOut]
    classes: list[DeclaredClassOut]
    in_person_percent: int
    per_device: int
    per_person: int
    asks_identity: bool
    there_before_s: int
    kept_s: int
    check_in: list[str]


class PresenceCodeOut(BaseModel):
    """The code of this minute."""

    code: str
    valid_s: int
    link: str
    qr: str
    """SVG of the link."""


class MessengersOut(BaseModel):
    """Ways to tell phones, by channel; ``web_push`` has the server's ``key``."""

    messengers: dict[str, dict[str, str]]


class SubscriptionOut(BaseModel):
    """Where somebody is told."""

    id: str
    channel: str
