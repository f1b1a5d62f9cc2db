"""The machine readable zone of passports and cards, as ICAO Doc 9303 writes it: three sizes, checked.

Only what is needed of it: kind, number, name, birth and expiry, each with its check digit held against it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ticket_printer.readers import DocumentType, IdCard

FILLER = "<"
WEIGHTS = (7, 3, 1)
VALUES = {each: value for value, each in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {
    FILLER: 0
}
SHAPES = {(2, 44), (2, 36), (3, 30)}
"""Lines and their length: TD3 and MRV-A, TD2 and MRV-B, TD1."""


class NoMrz(ValueError):
    """A text is no machine readable zone, or was read wrongly. Its text never says what was read."""


@dataclass(frozen=True, kw_only=True)
class _Field:
    """Where something stands, and where its check digit does."""

    line: int
    begin: int
    end: int

    def read(self, lines: Sequence[str]) -> str:
        """What stands there; NoMrz unless the digit behind it agrees."""
        text, digit = lines[self.line][self.begin : self.end], lines[self.line][self.end]
        if check_digit(text) != (0 if digit == FILLER else VALUES[digit]):
            raise NoMrz("a check digit does not agree")
        return text.rstrip(FILLER)


_NUMBER = {2: _Field(line=1, begin=0, end=9), 3: _Field(line=0, begin=5, end=14)}
_BIRTH = {2: _Field(line=1, begin=13, end=19), 3: _Field(line=1, begin=0, end=6)}
_EXPIRY = {2: _Field(line=1, begin=21, end=27), 3: _Field(line=1, begin=8, end=14)}


def read_mrz(text: str) -> IdCard:
    """The document of a zone, its lines apart or run together; NoMrz otherwise."""
    lines = _lines(text)
    count = len(lines)
    name = lines[2] if count == 3 else lines[0][5:]  # noqa: PLR2004 -- TD1 has its names in a line of their own
    return IdCard(
        document=_document(lines[0]),
        number=_NUMBER[count].read(lines),
        name=" ".join(name.replace(FILLER, " ").split()),
        birth=_BIRTH[count].read(lines),
        expiry=_EXPIRY[count].read(lines),
    )


def check_digit(text: str) -> int:
    """The digit behind a field; NoMrz for characters that no zone has."""
    try:
        values = [VALUES[each] for each in text]
    except KeyError:
        raise NoMrz("there are characters that no zone has") from None
    return sum(value * WEIGHTS[place % 3] for place, value in enumerate(values)) % 10


def _lines(text: str) -> list[str]:
    rows = text.upper().split()
    whole = "".join(rows)
    if not VALUES.keys() >= set(whole):
        raise NoMrz("there are characters that no zone has")
    for count, length in sorted(SHAPES):
        if len(whole) == count * length:
            return [whole[place : place + length] for place in range(0, len(whole), length)]
    raise NoMrz("it has not the length of a zone")


def _document(first: str) -> DocumentType:
    """Permits say in the second letter what they are; the rest is a passport or a card."""
    if first[0] == "P":
        return DocumentType.PASSPORT
    if first[:2] in {"CS", "CR"}:
        return DocumentType.HONG_KONG_MACAO_PERMIT
    if first[:2] == "CT":
        return DocumentType.TAIWAN_PERMIT
    return DocumentType.FOREIGN_RESIDENT if first[0] == "I" else DocumentType.PASSPORT
