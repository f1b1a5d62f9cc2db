"""What a screen needs of its machine, said at the start: somewhere to draw, something to sound with."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

CARDS = Path("/proc/asound/cards")
NO_SOUND = (
    "no sound device: calls will be shown, not said. Plug in the loudspeaker's device, look with"
    " 'aplay -l', and see that this user is in the group 'audio'"
)
NO_DISPLAY = (
    "neither WAYLAND_DISPLAY nor DISPLAY is set: there is nowhere to draw. See the service unit"
)


def troubles(environment: Mapping[str, str] = os.environ, cards: Path = CARDS) -> list[str]:
    """What is missing, in words for who sets up the machine. Only Linux is looked at."""
    if sys.platform != "linux":
        return []
    found = []
    if not environment.get("WAYLAND_DISPLAY") and not environment.get("DISPLAY"):
        found.append(NO_DISPLAY)
    if not _has_card(cards) and not _has_sound_server(environment):
        found.append(NO_SOUND)
    return found


def _has_card(cards: Path) -> bool:
    try:
        text = cards.read_text("utf-8", errors="replace").strip()
    except OSError:
        return False
    return bool(text) and "no soundcards" not in text


def _has_sound_server(environment: Mapping[str, str]) -> bool:
    if environment.get("PULSE_SERVER"):
        return True
    runtime = environment.get("XDG_RUNTIME_DIR")
    return bool(runtime) and any(
        (Path(str(runtime)) / name).exists() for name in ("pulse/native", "pipewire-0")
    )
