"""Linux's input devices by the kernel's own interface: who they are in ``/sys``, what they do in ``/dev``.

Numbers and structures are those of linux/input.h. No library: the one there is has to be compiled on the
hall's machine (docs/decisions/0035-keypads.md).
"""

import contextlib
import os
import select
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counter_client.keypad.key_names import linux_digit_codes, linux_key
from counter_client.keypad.sources import KeyEvent, Motion

SYSTEM, DEVICES = Path("/sys/class/input"), Path("/dev/input")
EVENT = struct.Struct("llHHi")
"""struct input_event: seconds, microseconds, type, code, value."""
EV_KEY, EV_LED, LED_NUML = 1, 17, 0
EVIOCGRAB = 0x40044590
EVIOCSCLOCKID = 0x400445A0
CLOCK_MONOTONIC = 1
_MOTIONS = {0: Motion.UP, 1: Motion.DOWN, 2: Motion.HELD}
_WORD_BITS = struct.calcsize("l") * 8


@dataclass(frozen=True, kw_only=True)
class InputDevice:
    """A device that has every digit: a keyboard or a number pad."""

    path: Path
    name: str
    usb: str
    """Vendor and product, ``1a2c:0e24``; of devices on other buses theirs."""


def keyboards(system: Path = SYSTEM, devices: Path = DEVICES) -> list[InputDevice]:
    """Those of this machine, in the kernel's order; empty where there is no such interface."""
    found = sorted(system.glob("event*"), key=lambda each: int(each.name.removeprefix("event")))
    return [device for each in found for device in _keyboard(each / "device", devices / each.name)]


def _keyboard(about: Path, path: Path) -> Iterator[InputDevice]:
    with contextlib.suppress(OSError, ValueError):  # it was pulled out while we looked
        if linux_digit_codes() <= _key_codes((about / "capabilities" / "key").read_text()):
            name = (about / "name").read_text().strip()
            usb = ":".join(
                (about / "id" / each).read_text().strip() for each in ("vendor", "product")
            )
            yield InputDevice(path=path, name=name, usb=usb)


def _key_codes(words: str) -> set[int]:
    """The bits of the kernel's mask: words in hexadecimal, the highest first."""
    codes = set()
    for place, word in enumerate(reversed(words.split())):
        bits = int(word, 16)
        codes |= {place * _WORD_BITS + bit for bit in range(_WORD_BITS) if bits >> bit & 1}
    return codes


class OpenInput:
    """One opened device. Its errors are OSErrors."""

    def __init__(self, path: Path, *, grab: bool) -> None:
        """Open it; with ``grab`` for this program alone, so that its keys reach no other."""
        import fcntl  # noqa: PLC0415 -- not on every system

        self._fd, self._can_light = _open(path)
        self._left = b""
        try:
            if grab:
                fcntl.ioctl(self._fd, EVIOCGRAB, 1)
            with contextlib.suppress(OSError):  # then its times are the wall clock's
                fcntl.ioctl(self._fd, EVIOCSCLOCKID, struct.pack("i", CLOCK_MONOTONIC))
        except OSError:
            self.close()
            raise

    def read(self, timeout_s: float) -> Sequence[KeyEvent]:
        """What its keys did; OSError when it was pulled out."""
        if not select.select([self._fd], [], [], timeout_s)[0]:
            return ()
        data = os.read(self._fd, EVENT.size * 64)
        if not data:
            raise OSError("the device has gone")
        whole = len(self._left + data) // EVENT.size * EVENT.size
        data, self._left = (self._left + data)[:whole], (self._left + data)[whole:]
        return [event for raw in EVENT.iter_unpack(data) for event in _key_event(*raw)]

    def light(self, *, on: bool) -> None:
        """The lamp of NumLock."""
        if self._can_light:
            with contextlib.suppress(OSError):
                os.write(self._fd, EVENT.pack(0, 0, EV_LED, LED_NUML, int(on)))

    def close(self) -> None:
        """Give it back."""
        with contextlib.suppress(OSError):
            os.close(self._fd)


def _open(path: Path) -> tuple[int, bool]:
    """The descriptor, and whether its lamps can be written."""
    how = os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
    try:
        return os.open(path, os.O_RDWR | how), True
    except PermissionError:
        return os.open(path, os.O_RDONLY | how), False


def _key_event(seconds: int, micros: int, kind: int, code: int, value: int) -> Iterator[KeyEvent]:
    if kind == EV_KEY and value in _MOTIONS:
        yield KeyEvent(linux_key(code), _MOTIONS[value], seconds + micros / 1e6)
