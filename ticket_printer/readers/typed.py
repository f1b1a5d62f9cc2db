"""What a scanner typed: a document's zone, the number of an identity card, or something else."""

import re

from ticket_printer.readers import DocumentType, IdCard
from ticket_printer.readers.mrz import NoMrz, read_mrz

_IDENTITY = re.compile(r"[1-9]\d{16}[\dX]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS = "10X98765432"
LONGEST = 512


def read_typed(text: str) -> IdCard | str:
    """The document, where it is one and its check digits agree; else the text as it came."""
    plain = text.strip()[:LONGEST]
    number = plain.upper()
    if _IDENTITY.fullmatch(number) and is_identity_number(number):
        return IdCard(document=DocumentType.IDENTITY_CARD, number=number, birth=number[6:14])
    try:
        return read_mrz(plain)
    except NoMrz:
        return plain


def is_identity_number(number: str) -> bool:
    """Whether the last character is the one that GB 11643 computes from the others."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _DIGITS[total % 11] == number[17]
