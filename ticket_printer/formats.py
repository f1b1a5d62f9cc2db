"""The widths of paper, and the sizes of type that suit each."""

from dataclasses import dataclass

from ticket_printer.paper import Style, bold, regular


@dataclass(frozen=True, kw_only=True)
class Format:
    """A width of paper, and the sizes that suit it, all in dots (8 to the millimetre)."""

    width: int
    margin: int
    gap: int
    number: int
    hall: Style
    service: Style
    badge: Style
    value: Style
    label: Style
    text: Style
    second: Style
    code: int
    left_share: float


PAPER_80 = Format(
    width=576,
    margin=20,
    gap=18,
    number=216,
    hall=bold(34),
    service=bold(42),
    badge=bold(34),
    value=bold(44),
    label=regular(25),
    text=regular(25),
    second=regular(21),
    code=272,
    left_share=0.45,
)
PAPER_58 = Format(
    width=384,
    margin=8,
    gap=13,
    number=160,
    hall=bold(26),
    service=bold(34),
    badge=bold(28),
    value=bold(33),
    label=regular(22),
    text=regular(22),
    second=regular(18),
    code=256,
    left_share=0.42,
)
FORMATS = {"80": PAPER_80, "58": PAPER_58}
