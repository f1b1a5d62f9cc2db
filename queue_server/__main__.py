"""The program's first step: the async mode is chosen before anything else is imported."""

import os
import sys

from queue_server.realtime.async_mode import AsyncMode, patch


def main() -> int:
    """Patch what the chosen mode wants patched, then run the command line."""
    if any(verb in sys.argv[1:2] for verb in ("run", "demo")):
        patch(AsyncMode(_asked_mode(sys.argv[2:])))
    from queue_server import cli  # noqa: PLC0415 -- what was imported before the patch would block

    return cli.main()


def _asked_mode(arguments: list[str]) -> str:
    """The mode that the command line or the environment names; a wrong one is for the parser."""
    asked = os.environ.get("LUNHOU_ASYNC_MODE", "")
    for place, argument in enumerate(arguments):
        if argument == "--async-mode" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--async-mode="):
            asked = argument.partition("=")[2]
    return asked if asked in set(AsyncMode) else AsyncMode.GEVENT.value


if __name__ == "__main__":
    sys.exit(main())
