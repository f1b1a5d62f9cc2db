"""What pydantic found wrong, in the words of the person who wrote the file."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from queue_server.settings.hall_schema import HallFile
from queue_server.settings.locate import Path


def in_words(error: ErrorDetails) -> tuple[Path, str]:
    """Where something is wrong, and the sentence that says so."""
    at, name = error["loc"], str(error["loc"][-1])
    if error["type"] == "extra_forbidden":
        return at, f'there is no key "{name}" here{_hint(at)}'
    if error["type"] == "missing":
        return at, f'"{name}" is missing'
    says = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return at, f"{_key(at)} {says[0].lower()}{says[1:]}"


def _key(at: Path) -> str:
    """The key that a value stands under."""
    return next((each for each in reversed(at) if isinstance(each, str) and each != "[key]"), "")


def _hint(at: Path) -> str:
    close = get_close_matches(str(at[-1]), _keys_of(at[:-1]), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


def _keys_of(table: Path) -> Iterable[str]:
    """The keys that a table of the file may have."""
    form: type[BaseModel] | None = HallFile
    for name in (each for each in table if isinstance(each, str)):
        field = form.model_fields.get(name) if form else None
        form = _form_in(field.annotation) if field else None
    return form.model_fields if form else ()


def _form_in(annotation: object) -> type[BaseModel] | None:
    """The form inside an annotation such as ``list[ServicePart]`` or ``VoicePart | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_form_in, get_args(annotation))), None)
