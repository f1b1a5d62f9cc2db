"""What the officer's page asks beside calling, and what it is answered."""

from typing import Annotated

from pydantic import BaseModel, Field

from queue_server.web.schemas.answered import CounterOut
from queue_server.web.schemas.answered_tickets import TicketOut
from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.fields import WHOLE, Badge, LongText


class UndoOrder(Asked):
    """Which press is meant, by the ``sequence`` under the counter's ``undo``; unsaid, the last one."""

    sequence: Annotated[int, Field(ge=1, le=2**53), WHOLE] | None = None


class TransferOrder(Asked):
    """To a service, a counter, the officer of a badge, or back to the counter that had sent it on."""

    service: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    counter: Annotated[int, Field(ge=1, le=9999), WHOLE] | None = None
    officer: Badge | None = None
    back: bool = False


class RemarkOrder(Asked):
    """What an officer must see before calling; null takes it away."""

    remark: LongText | None


class UndoneOut(BaseModel):
    """What is again as it was."""

    undone: list[int]
    """The sequences of the events that count no longer."""
    tickets: list[TicketOut]
    counter: CounterOut
