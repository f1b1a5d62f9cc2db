"""What every table of a hall file is made of."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from queue_server.domain.announcement import shown_as


class Part(BaseModel):
    """A table of the file: unknown keys are refused, nothing is coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def like(pattern: str, says: str) -> AfterValidator:
    """A text of a pattern; ``says`` what it should be."""
    whole = re.compile(pattern)

    def check(text: str) -> str:
        if whole.fullmatch(text) is None:
            raise ValueError(f"should be {says}")
        return text

    return AfterValidator(check)


def _as_read(texts: dict[str, str]) -> dict[str, str]:
    """Cantonese is heard, and read in traditional characters: both are one language of a hall."""
    return {shown_as(language): text for language, text in texts.items()}


Words = Annotated[str, Field(max_length=500), like(r"(?s).*\S.*", "a text, not empty")]
Texts = Annotated[dict[str, Words], AfterValidator(_as_read)]
Tag = Annotated[str, like(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?", "a language such as zh-CN")]
