"""What a hall's papers show: which blocks, in which order, how large, under which sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Texts = Mapping[str, str]


class Block(StrEnum):
    """A part of a ticket, as wide as the paper."""

    LOGO = "logo"
    HALL = "hall"
    SERVICE = "service"
    NUMBER = "number"
    CLASS = "class"
    ROUTE = "route"
    """The steps of a visit that has several."""
    OUTLOOK = "outlook"
    """People ahead, and the expected wait."""
    ISSUED_AT = "issued_at"
    AREA = "area"
    CODE = "code"
    """The code of the citizen's page."""
    NOTICE = "notice"
    FOOT = "foot"


class Size(StrEnum):
    """How large a block is set, of those that come in sizes."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"


USUAL = (
    Block.LOGO,
    Block.HALL,
    Block.SERVICE,
    Block.NUMBER,
    Block.CLASS,
    Block.ROUTE,
    Block.OUTLOOK,
    Block.ISSUED_AT,
    Block.AREA,
    Block.CODE,
    Block.NOTICE,
    Block.FOOT,
)
SIZED = frozenset({Block.HALL, Block.SERVICE, Block.NUMBER, Block.CODE})
"""The number's usual size is as large as the paper takes: it can only become smaller."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperPlan:
    """The paper of one language of a hall's holders."""

    blocks: tuple[Block, ...] = USUAL
    sizes: Mapping[Block, Size]
    foot: Texts | None = None
    logo: bytes | None = None
    """A PNG in black and white, at most ``LOGO_WIDTH`` dots wide."""


LOGO_WIDTH, LOGO_HEIGHT = 576, 240
"""Dots: the width of 80 mm paper, and 30 mm of its length."""
PLAIN = PaperPlan(sizes={})
"""The paper of a hall that says nothing of it."""
