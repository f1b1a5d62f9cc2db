"""Papers that were missing: the person comes back with them and need not queue anew (容缺)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from queue_server.domain.errors import CodeExpired, CodeUsed
from queue_server.domain.names import CounterNumber, HallId, TicketId

PAPERS = "papers"
"""The reason in the record of a number that ended while its holder fetched papers: no no-show."""


class Missing(StrEnum):
    """What may be missing: a short list, so that nothing about a person is ever typed."""

    IDENTITY_CARD = "identity_card"
    HOUSEHOLD_REGISTER = "household_register"
    PHOTO = "photo"
    OLD_DOCUMENT = "old_document"
    FORM = "form"
    COPY = "copy"
    SIGNATURE = "signature"
    PROOF = "proof"
    PAYMENT = "payment"
    OTHER = "other"


@dataclass(kw_only=True, slots=True)
class PaperCase:
    """What one person was sent to fetch, and the code with which they come back."""

    hall: HallId
    ticket: TicketId
    day: date
    code: str
    missing: tuple[str, ...] = ()
    counter: CounterNumber | None = None
    """Where they were asked to come back."""
    asked_at: datetime
    used_by: TicketId | None = None
    """The number with which they came back: the same one, or one of a later day."""

    def last_day(self, kept: timedelta) -> date:
        """Until when the code counts."""
        return self.day + kept

    def require_open(self, today: date, kept: timedelta) -> None:
        """CodeUsed after they came back, CodeExpired after the hall's time."""
        if self.used_by is not None:
            raise CodeUsed
        if today > self.last_day(kept):
            raise CodeExpired(until=self.last_day(kept).isoformat())
