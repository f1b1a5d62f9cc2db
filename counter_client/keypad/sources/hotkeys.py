"""Hot-keys of a desktop, ``hotkeys:``: the keys that the map names act in whatever program the officer is."""

import os
import sys
from collections.abc import Mapping

from counter_client.keypad.key_map import KeyMap
from counter_client.keypad.sources import KeySource, SourceImpossible

WAYLAND = (
    "this desktop (Wayland) lets no program take keys from the others: choose the X11 session at the sign-in,"
    " use a number pad (evdev:), or set the desktop's own shortcuts to run `counter-client … next`"
)
NO_DESKTOP = "there is no desktop here (DISPLAY is not set): use a number pad (evdev:)"
ELSEWHERE = "hot-keys are taken on X11 and on Windows only"


def open_hotkeys(address: str, keys: KeyMap) -> KeySource:
    """The source of this desktop; SourceImpossible where it allows none."""
    if sys.platform == "win32":
        from counter_client.keypad.sources.hotkeys_windows import WindowsHotkeys  # noqa: PLC0415 -- there alone

        return WindowsHotkeys(keys)
    require_x11(sys.platform, os.environ)
    from counter_client.keypad.sources.hotkeys_x11 import X11Hotkeys  # noqa: PLC0415 -- there alone

    return X11Hotkeys(address, keys)


def require_x11(platform: str, environment: Mapping[str, str]) -> None:
    """SourceImpossible where keys cannot be taken; the text says what to do."""
    if not platform.startswith(("linux", "freebsd", "openbsd", "netbsd")):
        raise SourceImpossible(ELSEWHERE)
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        raise SourceImpossible(WAYLAND)
    if not environment.get("DISPLAY"):
        raise SourceImpossible(NO_DESKTOP)
