"""A number pad on USB, on Linux: ``evdev:usb=1a2c:0e24``, ``evdev:name=…``, ``evdev:/dev/input/…``."""

import sys
from collections.abc import Sequence
from pathlib import Path

from counter_client.keypad.key_map import KeyMap
from counter_client.keypad.sources import KeyEvent, SourceAway, SourceImpossible, Why
from counter_client.keypad.sources.linux_input import DEVICES, SYSTEM, OpenInput, keyboards

SHARED = "?grab=no"


class EvdevPad:
    """Implements ``KeySource`` at ``evdev:``; takes the pad for itself unless that ends in ``?grab=no``.

    A pad that was pulled out and put in again is found anew, whatever event device it is by then.
    """

    def __init__(
        self, address: str, keys: KeyMap, *, system: Path = SYSTEM, devices: Path = DEVICES
    ) -> None:  # the keys are Linux's own
        self._grab = not address.endswith(SHARED)
        self._which = address.removesuffix(SHARED).partition(":")[2]
        by, _, _ = self._which.partition("=")
        if not self._which.startswith("/") and by not in {"usb", "name"}:
            raise ValueError(
                f"{address}: a pad is evdev:usb=VENDOR:PRODUCT, evdev:name=NAME or evdev:/dev/input/…"
            )
        self._keys = keys
        self._system, self._devices = system, devices
        self._input: OpenInput | None = None

    def open(self) -> None:
        if not sys.platform.startswith("linux"):
            raise SourceImpossible("evdev: is Linux's; elsewhere use hotkeys: or serial:")
        path = self._find()
        try:
            self._input = OpenInput(path, grab=self._grab)
        except PermissionError as error:
            raise SourceAway(Why.NOT_READABLE, path) from error
        except OSError as error:
            raise SourceAway(Why.NOT_OPENED, path, error.strerror or error) from error

    def read(self, timeout_s: float) -> Sequence[KeyEvent]:
        if self._input is None:
            raise SourceAway(Why.GONE, self._which)
        try:
            return self._input.read(timeout_s)
        except OSError as error:
            raise SourceAway(Why.GONE, self._which) from error

    def show(self, text: str) -> None:
        """It has no display."""

    def light(self, *, on: bool) -> None:
        if self._input is not None:
            self._input.light(on=on)

    def close(self) -> None:
        found, self._input = self._input, None
        if found is not None:
            found.close()

    def info(self) -> str:
        return f"evdev {self._which}"

    def _find(self) -> Path:
        if self._which.startswith("/"):
            return Path(self._which)
        by, _, wanted = self._which.partition("=")
        for device in keyboards(self._system, self._devices):
            if wanted.casefold() == (device.usb if by == "usb" else device.name).casefold():
                return device.path
        raise SourceAway(Why.NOT_FOUND, self._which)
