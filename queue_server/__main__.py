"""The program's first step: the async mode is chosen before anything else is imported."""

import sys

from queue_server.realtime.async_mode import AsyncMode, patch
from queue_server.workers import find_option, is_parent


def main() -> int:
    """Patch what the chosen mode wants patched, then run the command line."""
    if any(verb in sys.argv[1:2] for verb in ("run", "demo")) and not is_parent(sys.argv):
        patch(_asked_mode(sys.argv[2:]))
    from queue_server import cli  # noqa: PLC0415 -- what was imported before the patch would block

    return cli.main()


def _asked_mode(arguments: list[str]) -> AsyncMode:
    """The mode that the command line or the environment names; a wrong one is for the parser."""
    asked = find_option(arguments, "async-mode")
    return AsyncMode(asked) if asked in set(AsyncMode) else AsyncMode.GEVENT


if __name__ == "__main__":
    sys.exit(main())
