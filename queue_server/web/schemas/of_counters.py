"""What officers ask that takes its time: a pause with an expected return, a hold with a reminder."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue, model_validator

from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.fields import WHOLE, Text

HALF_A_DAY_S = 43_200
Stretch = Annotated[int, Field(ge=1, le=HALF_A_DAY_S), WHOLE]
"""Seconds, of a working day."""


_PAUSED_OR_ENDLESS: dict[str, JsonValue] = {
    "anyOf": [
        {"properties": {"state": {"const": "paused"}}},
        {"properties": {"expected_s": {"type": "null"}}},
    ]
}
"""For the document, what ``_only_a_pause_ends`` holds."""


class CounterStatus(Asked):
    """What a counter should do from now on; paused, perhaps for about so many seconds."""

    model_config = ConfigDict(json_schema_extra=_PAUSED_OR_ENDLESS)

    state: Literal["open", "paused", "closed"]
    reason: Text | None = None
    expected_s: Stretch | None = None

    @model_validator(mode="after")
    def _only_a_pause_ends(self) -> "CounterStatus":
        """Open and closed counters come back from nowhere."""
        if self.expected_s is not None and self.state != "paused":
            raise ValueError("expected_s belongs to a pause")
        return self


class HoldOrder(Asked):
    """Why, and after how many seconds the officer wants to be reminded."""

    reason: Text | None = None
    remind_s: Stretch | None = None
