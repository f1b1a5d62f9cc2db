"""What is asked about a screen that shows a code."""

from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.fields import WHOLE, ScreenId, Text


class Pairing(Asked):
    """The code on a screen, what it shall be, and what to call it.

    It shows one of the hall's screens, or is the rating pad of a counter.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["screen"], "properties": {"screen": {"type": "string"}}},
                {"required": ["counter"], "properties": {"counter": {"type": "integer"}}},
            ]
        }
    )
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    screen: ScreenId | None = None
    counter: Annotated[int, Field(ge=1, le=9999), WHOLE] | None = None
    name: Text

    @model_validator(mode="after")
    def _one_of_both(self) -> "Pairing":
        if (self.screen is None) == (self.counter is None):
            raise ValueError("a screen or a counter is needed")
        return self


class ScreenSecret(Asked):
    """What a screen got with its code."""

    secret: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[!-~]*$")]
