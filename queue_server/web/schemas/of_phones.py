"""Requests of phones: a number from away, being there, being told."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue, model_validator

from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.fields import LanguageTag, PartySize

PhoneId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
PresenceCode = Annotated[str, Field(pattern=r"^[0-9]{6}$")]


class OnlineOrder(Asked):
    """A number from a phone.

    ``device`` is what the phone's page made by chance for itself; ``code`` is the hall's, for who is there.
    """

    service: Annotated[str, Field(min_length=1, max_length=1)]
    priority_class: Annotated[str, Field(alias="class", max_length=32)] = "normal"
    language: LanguageTag = "zh-CN"
    party_size: PartySize = 1
    device: PhoneId
    holder: Annotated[str, Field(min_length=1, max_length=128)] | None = None
    code: PresenceCode | None = None


_ONE_OF_TWO: dict[str, JsonValue] = {
    "oneOf": [
        {
            "required": ["code"],
            "properties": {"code": {"type": "string"}, "near": {"type": "null"}},
        },
        {
            "required": ["near"],
            "properties": {"code": {"type": "null"}, "near": {"const": True}},
        },
    ]
}
"""What the validator below says, for the document."""


class CheckInOrder(Asked):
    """The hall's code, or that the phone finds itself near the hall: one of the two."""

    model_config = ConfigDict(json_schema_extra=_ONE_OF_TWO)

    code: PresenceCode | None = None
    near: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "CheckInOrder":
        if (self.code is None) == (self.near is None):
            raise ValueError("say either the code or that you are near")
        return self


class SubscriptionOrder(Asked):
    """Where to tell: ``web_push`` with endpoint, p256dh and auth; ``webhook`` with to."""

    channel: Annotated[str, Field(pattern=r"^[a-z_]{1,32}$")]
    address: Annotated[
        dict[
            Annotated[str, Field(pattern=r"^[a-z0-9_]{1,32}$")],
            Annotated[str, Field(min_length=1, max_length=1_000, pattern=r"^[!-~]+$")],
        ],
        # Else the document would allow other names beside those of the pattern.
        Field(max_length=8, json_schema_extra={"additionalProperties": False}),
    ]
