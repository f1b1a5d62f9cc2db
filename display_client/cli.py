"""The command line: `display-client run`."""

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlencode

from display_client.browser import NoBrowser, find_browser, kiosk_command
from display_client.keeper import Keeper, server_answers
from display_client.start_page import write_start_page

TOKEN = "LUNHOU_TOKEN"  # noqa: S105 -- the name of the variable, not a token
OK, USAGE = 0, 2

DESCRIPTION = (
    "Shows a hall screen, or with --counter the window screen of one counter, full screen."
)
EPILOG = """\
Not there yet: enrolling the screen by itself (a public screen needs no token; with one, the manager sees
whether it can be heard), a service unit for the machine's start, and noticing a page that hangs while its
browser runs. A browser that ends, for whatever reason, is started again.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code: 0 stopped by a signal, 2 used wrongly."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        return _run(options)
    except (NoBrowser, OSError) as error:
        print(f"display-client: {error}", file=sys.stderr)
        return USAGE


def page_address(options: argparse.Namespace) -> str:
    """The screen's address, without its token."""
    place = f"counters/{options.counter}/display" if options.counter else "display"
    query = f"?{urlencode({'language': options.language})}" if options.language else ""
    return f"{options.server.rstrip('/')}/halls/{quote(options.hall, safe='')}/{place}{query}"


def _run(options: argparse.Namespace) -> int:
    browser = options.browser or find_browser()
    profile = options.profile or _own_profile(options.hall, options.counter)
    start = write_start_page(profile, page_address(options), _token(options))
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    keeper = Keeper(
        kiosk_command(browser, start.as_uri(), profile),
        ready=lambda: server_answers(options.server),
    )
    keeper.run(stop)
    return OK


def _own_profile(hall: str, counter: int | None) -> Path:
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    name = f"{quote(hall, safe='')}-{counter}" if counter else quote(hall, safe="")
    return state / "lunhou" / f"display-{name}"


def _token(options: argparse.Namespace) -> str | None:
    if options.token_file:
        return str(options.token_file.read_text("utf-8")).strip()
    return os.environ.get(TOKEN, "").strip() or None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="display-client",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="keep the screen up until stopped", epilog=EPILOG)
    run.add_argument("--server", required=True, metavar="URL", help="http://queue.example:8080")
    run.add_argument("--hall", required=True, help="the hall's code: guangdong")
    run.add_argument("--counter", type=int, metavar="N", help="show the screen of this window")
    run.add_argument("--language", help="the first language; without it the hall's own")
    run.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help=f"holds the device's token; without it the variable {TOKEN} may",
    )
    run.add_argument("--browser", metavar="PATH", help="the Chromium to start")
    run.add_argument("--profile", type=Path, metavar="DIR", help="where that keeps its state")
    return parser
