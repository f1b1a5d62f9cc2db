"""The paper in the virtual printer: rows of dots come out until it ends, and the knife cuts them.

Written from the manuals, and independently of the code that it examines: it shares only the fonts
with it, for text that a printer would draw by its own.
"""

from collections import deque
from dataclasses import dataclass, field

from PIL import Image

DOTS_PER_MM = 8


@dataclass
class Strip:
    """`rows_left` is the paper on the roll in dots, None for a roll without end."""

    width: int
    rows_left: int | None = None
    tickets: list[Image.Image] = field(default_factory=list)
    _waiting: deque[bytes] = field(default_factory=deque)
    _printed: list[bytes] = field(default_factory=list)

    @property
    def is_out(self) -> bool:
        return self.rows_left is not None and self.rows_left <= 0

    @property
    def is_stuck(self) -> bool:
        """Whether rows wait for paper: everything after them must wait too."""
        return bool(self._waiting)

    @property
    def rows_printed(self) -> int:
        return len(self._printed)

    def add(self, picture: Image.Image, x: int = 0) -> None:
        """Print a picture (mode 1, black is ink) with its left edge at `x`."""
        band = Image.new("1", (self.width, picture.height), 1)
        band.paste(picture, (x, 0))
        stride = (self.width + 7) // 8
        data = band.tobytes()
        self._waiting.extend(data[at : at + stride] for at in range(0, len(data), stride))
        self.move()

    def feed(self, rows: int) -> None:
        self.add(Image.new("1", (self.width, rows), 1)) if rows else None

    def move(self) -> None:
        """Let out what waits, as far as the paper reaches."""
        while self._waiting and not self.is_out:
            self._printed.append(self._waiting.popleft())
            if self.rows_left is not None:
                self.rows_left -= 1

    def cut(self) -> None:
        if self._printed:
            size = (self.width, len(self._printed))
            self.tickets.append(Image.frombytes("1", size, b"".join(self._printed)))
            self._printed.clear()

    def forget_waiting(self) -> None:
        """Lose what was buffered, as a printer does without power; the paper out stays out."""
        self._waiting.clear()
