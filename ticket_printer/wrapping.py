"""Breaking a text into lines: between Han characters anywhere, between words at spaces."""

import re
from collections.abc import Callable

_HAN_OR_KANA = "\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING = "，。、；：？！）》」』】〕”’,.;:?!)"
_PIECES = re.compile(
    rf"[{_HAN_OR_KANA}\U00020000-\U0003ffff][{_CLOSING}]*"  # a Han character keeps its closing mark
    rf"|[^\s{_HAN_OR_KANA}]+"
    r"|\s+"
)


def wrap(text: str, width: int, measure: Callable[[str], float]) -> list[str]:
    """Break `text` into lines of at most `width` by `measure`.

    A word longer than a line stands alone and is broken where it must be.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width, measure):
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def balanced(text: str, width: int, measure: Callable[[str], float]) -> list[str]:
    """Wrap into as few lines as `width` needs, none of them much shorter than the others."""
    lines = wrap(text, width, measure)
    for share in range(95, 50, -5):
        narrower = wrap(text, width * share // 100, measure)
        if len(lines) == 1 or len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _pieces(text: str, width: int, measure: Callable[[str], float]) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECES.findall(text.strip()):
        pieces.extend(piece if measure(piece) > width else [piece])
    return pieces
