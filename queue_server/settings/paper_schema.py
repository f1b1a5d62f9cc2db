"""What a hall file may say of its papers."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from queue_server.domain.paper_plan import SIZED, USUAL, Block, Size
from queue_server.settings.form import Part, Tag, Texts, like


def _block(written: object) -> object:
    if written not in set(Block):
        raise ValueError(f"should be one of {', '.join(Block)}")
    return Block(str(written))


def _size(written: object) -> object:
    if written not in set(Size):
        raise ValueError(f"should be one of {', '.join(Size)}")
    return Size(str(written))


def _sizes(sizes: dict[Block, Size]) -> dict[Block, Size]:
    for block in sizes:
        if block not in SIZED:
            raise ValueError(f"should be of {', '.join(sorted(SIZED))}: {block} has one size")
    if sizes.get(Block.NUMBER) is Size.LARGE:
        raise ValueError("should leave the number as it is: nothing larger fits the paper")
    if sizes.get(Block.CODE) is Size.SMALL:
        raise ValueError("should leave the code as it is: nothing smaller is read by every phone")
    return sizes


def _blocks(blocks: list[Block]) -> list[Block]:
    if Block.NUMBER not in blocks:
        raise ValueError("should have the number among them: without it the paper is none")
    if len(set(blocks)) < len(blocks):
        raise ValueError("should name each block once")
    return blocks


PaperBlock = Annotated[Block, BeforeValidator(_block)]
PaperBlocks = Annotated[list[PaperBlock], AfterValidator(_blocks)]
PaperSizes = Annotated[
    dict[PaperBlock, Annotated[Size, BeforeValidator(_size)]], AfterValidator(_sizes)
]


class PaperLanguagePart(Part):
    """What is different on the paper of holders of one language."""

    blocks: PaperBlocks | None = None
    sizes: PaperSizes = Field(default_factory=dict)


class PaperPart(Part):
    """What stands on the hall's papers."""

    logo: Annotated[str, like(r"[A-Za-z0-9._-]{1,64}\.png", "a PNG beside this file")] | None = None
    blocks: PaperBlocks = Field(default_factory=lambda: list(USUAL))
    sizes: PaperSizes = Field(default_factory=dict)
    foot: Texts | None = None
    languages: dict[Tag, PaperLanguagePart] = Field(default_factory=dict)
