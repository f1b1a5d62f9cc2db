"""The form of ``[help]``, and of who may grant a class."""

from typing import Annotated, Literal

from pydantic import Field

from queue_server.settings.form import Part

Granter = Literal["officer", "desk", "manager"]
GRANTERS: tuple[Granter, ...] = ("officer", "desk", "manager")
Granters = Annotated[list[Granter], Field(min_length=1)]


class HelpPart(Part):
    """``[help]``: calls for a person from a window."""

    answer_s: Annotated[float, Field(gt=0, le=3600, allow_inf_nan=False)] = 60
    emergency_say: bool = False
