"""The messengers that a server has: named by its settings, found by the entry points of what is installed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata

from queue_server.settings.server import ServerSettings, SettingsError
from queue_server.use_cases.messages import Messenger

GROUP = "lunhou.messengers"
NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outside:
    """What a messenger is opened with."""

    settings: ServerSettings
    push_key: bytes
    """Secret of the installation, for signing pushes."""
    public_url: Callable[[], str]


def open_messengers(outside: Outside) -> Mapping[str, Messenger]:
    """Those of the settings, by channel; SettingsError names each that is not there."""
    names = [each for each in outside.settings.messages.split(",") if each != NONE]
    found = {each.name: each for each in metadata.entry_points(group=GROUP)}
    faults, opened = [], {}
    for name in names:
        try:
            messenger: Messenger = found[name].load()(outside)
            opened[messenger.channel] = messenger
        except KeyError:
            faults.append(f"messages: {name}: none of {', '.join(sorted(found))}, {NONE}")
        except ImportError as error:
            faults.append(f"messages: {name}: needs the extra `messages` ({error})")
        except ValueError as error:
            faults.append(f"messages: {name}: {error}")
    if faults:
        raise SettingsError(faults)
    return opened
