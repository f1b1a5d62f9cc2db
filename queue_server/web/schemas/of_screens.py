"""Screens, notices, media and the duty leader: what is asked and what is answered."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, create_model

from queue_server.domain.screen import USUAL_PARTS, Layout
from queue_server.web.schemas.asked import Asked
from queue_server.web.schemas.fields import WHOLE

Texts = dict[str, str]
Tag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?$")]
Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00]*\S[^\x00]*$")]
MediumId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Counter = Annotated[int, Field(ge=1, le=9999), WHOLE]
_PRINTABLE = r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$"
Badge = Annotated[str, Field(min_length=1, max_length=32, pattern=_PRINTABLE)]
LetterText = Annotated[str, Field(min_length=1, max_length=1)]
Seen = Annotated[int, Field(ge=0, lt=2**63), WHOLE]
"""The version that was looked at; another one by now is refused as ``changed_meanwhile``."""


def _in_chinese(texts: Texts) -> Texts:
    if "zh-CN" not in texts:
        raise ValueError("a text in zh-CN is needed, which the other languages fall back to")
    return texts


Written = Annotated[
    dict[Tag, Words],
    AfterValidator(_in_chinese),
    Field(max_length=12, json_schema_extra={"required": ["zh-CN"], "additionalProperties": False}),
]


_PARTS: dict[str, Any] = {name: (bool, on) for name, on in USUAL_PARTS.items()}
_Parts: Any = create_model("_Parts", __base__=Asked, **_PARTS)


class PartsOrder(_Parts):  # type: ignore[misc]  # its fields are those of domain.screen.Parts
    """What a screen shows beside the calls; what is not named is as usual."""


class ScreenOrder(Asked):
    """How a screen is to be."""

    name: Written
    layout: Layout
    counter: Counter | None = None
    counters: Annotated[list[Counter], Field(max_length=999)] | None = None
    services: Annotated[list[LetterText], Field(max_length=24)] | None = None
    speaks: bool = False
    depth_m: Annotated[float, Field(gt=0, le=200, allow_inf_nan=False)] | None = None
    height_mm: Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False)] | None = None
    parts: PartsOrder = PartsOrder()
    version: Seen | None = None


class NoticesOrder(Asked):
    """All notices, in their order; null takes back what managers wrote: they are the hall file's again."""

    notices: Annotated[list[Written], Field(max_length=30)] | None
    version: Seen | None = None


class DutyOrder(Asked):
    """Who is duty leader today; a badge of null takes it back."""

    badge: Badge | None
    name: Badge | None = None
    photo: MediumId | None = None
    version: Seen | None = None


class TurnOrder(Asked):
    """One picture or video in the list."""

    id: MediumId
    seconds: Annotated[int, Field(ge=3, le=3600), WHOLE]
    text: Written | None = None
    shown: bool = True


class MediaOrder(Asked):
    """The order of pictures and videos; those not named stay behind, with no turn."""

    media: Annotated[list[TurnOrder], Field(max_length=100)]
    version: Seen | None = None


class NewMediumQuery(Asked):
    """Whose portrait it is, by the badge; without one it has its turn between the calls."""

    portrait: Badge | None = None


class SeenQuery(Asked):
    """Which state was looked at."""

    version: Seen | None = None


_SHOWN: dict[str, Any] = dict.fromkeys(USUAL_PARTS, (bool, ...))
_PartsShown: Any = create_model("_PartsShown", **_SHOWN)


class PartsOut(_PartsShown):  # type: ignore[misc]  # as above
    """What a screen shows beside the calls."""


Origin = Literal["default", "file", "manager"]


class ScreenOut(BaseModel):
    """A screen as it is configured."""

    id: str
    name: Texts
    layout: Layout
    counter: int | None
    counters: list[int] | None
    services: list[str] | None
    speaks: bool
    depth_m: float | None
    height_mm: float | None
    parts: PartsOut
    digit_mm: float | None
    """How high a number must be for the last reader."""
    origin: Origin
    version: int


class ScreensOut(BaseModel):
    """Every screen of a hall."""

    screens: list[ScreenOut]


class ScreenForgottenOut(BaseModel):
    """The screen as the hall file has it; null where it has none."""

    screen: ScreenOut | None


class NoticesOut(BaseModel):
    """The notices."""

    notices: list[Texts]
    usual: list[Texts]
    """Those of the hall file."""
    origin: Origin
    version: int


class DutyLeaderOut(BaseModel):
    """Who is responsible today."""

    badge: str
    name: str
    photo: str | None


class DutyOut(BaseModel):
    """Today's duty leader, and who named them."""

    duty_leader: DutyLeaderOut | None
    photo: str | None
    """The picture's id."""
    origin: Origin
    version: int


class TurnOut(BaseModel):
    """One picture or video between the calls."""

    id: str
    kind: Literal["image", "video"]
    url: str
    seconds: int
    text: Texts | None


class MediumOut(TurnOut):
    """One picture or video, for the manager."""

    content_type: str
    size: int
    shown: bool
    portrait: str | None


class MediaOut(BaseModel):
    """Every picture and video of a hall."""

    media: list[MediumOut]
    version: int


class ComingOut(BaseModel):
    """A number that will be called soon, and the open windows that may call it."""

    number: str
    service: str
    counters: list[int]


class VolumeOut(BaseModel):
    """Another volume at some hours."""

    from_time: Annotated[str, Field(alias="from")]
    to: str
    percent: int


class VoiceOut(BaseModel):
    """How the hall speaks; hours are the hall's own."""

    repeats: int
    yao: bool
    stale_s: int
    volume: int
    volumes: list[VolumeOut]
    quiet: list[list[str]]
    pre_call: int
    languages: list[str]
