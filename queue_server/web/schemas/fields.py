"""What a field of a request may hold, where several requests have it."""

from typing import Annotated

from pydantic import BeforeValidator, Field


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""Of an integer as JSON Schema means it: 1.0 is one. It stands last, or the document loses the bounds."""
Text = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")]
LongText = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
ScreenId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
DeviceId = Annotated[str, Field(max_length=32, pattern=r"^[!-~]*$")]
LanguageTag = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=16)]
PartySize = Annotated[int, Field(ge=1, le=99), WHOLE]
Grade = Annotated[int, Field(ge=1, le=5), WHOLE]
Number = Annotated[str, Field(pattern=r"^[A-Z][0-9]{3,6}$")]
Badge = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[!-~]*$")]
Contact = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""How to reach a person: a telephone, as people write it."""
