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
from display_client.keeper import Keeper, why_no_server
from display_client.machine import troubles
from display_client.policy import FOLDERS, policy_text
from display_client.settings import BadSettings, find_server, keep_server, settings_file
from display_client.start_page import write_start_page

log = logging.getLogger(__name__)

TOKEN = "LUNHOU_TOKEN"  # noqa: S105 -- the name of the variable, not a token
OK, USAGE = 0, 2

DESCRIPTION = (
    "Shows a screen of the hall, full screen, and keeps it there. A new screen shows six digits: type them"
    " on the manager's page, under devices, and it becomes the screen that you choose."
)
EPILOG = """\
The server is said once (--server) and remembered. A browser that ends, whose page hangs, has crashed or
went astray is begun anew. Without the server it waits, and says why.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code: 0 stopped by a signal, 2 used wrongly."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        return _print_policy() if options.verb == "policy" else _run(options)
    except (NoBrowser, BadSettings, OSError) as error:
        print(f"display-client: {error}", file=sys.stderr)
        return USAGE


def page_address(options: argparse.Namespace, server: str) -> str:
    """The screen's address, without its token: without a hall, where it is paired."""
    query = f"?{urlencode({'language': options.language})}" if options.language else ""
    if not options.hall:
        return f"{server}/display{query}"
    place = f"counters/{options.counter}/display" if options.counter else "display"
    return f"{server}/halls/{quote(options.hall, safe='')}/{place}{query}"


def _run(options: argparse.Namespace) -> int:
    server = _server(options)
    browser = options.browser or find_browser()
    profile = options.profile or _own_profile(options.hall, options.counter)
    start = write_start_page(profile, page_address(options, server), _token(options))
    for trouble in troubles():
        log.warning("%s", trouble)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    keeper = Keeper(
        kiosk_command(browser, start.as_uri(), profile),
        why_not=lambda: why_no_server(server),
        origin=f"{server}/",
    )
    keeper.run(stop)
    return OK


def _server(options: argparse.Namespace) -> str:
    """The server; one that is said is remembered, also where that is not possible for long."""
    file = options.settings or settings_file()
    server = find_server(options.server, file)
    if options.counter and not options.hall:
        raise BadSettings(
            "--counter needs --hall; a paired screen is told its place by the manager"
        )
    if options.server is not None:
        try:
            keep_server(server, file)
        except OSError as error:
            log.warning("the server's address cannot be kept for the next start: %s", error)
    log.info("the server is %s", server)
    return server


def _print_policy() -> int:
    print(policy_text(), end="")
    return OK


def _own_profile(hall: str | None, counter: int | None) -> Path:
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    parts = [quote(hall, safe="")] if hall else []
    parts += [str(counter)] if counter else []
    return state / "lunhou" / "-".join(["display", *parts])


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
    run.add_argument("--server", metavar="URL", help="http://queue.example:8080; said once")
    run.add_argument("--hall", help="show this hall's screen without pairing: guangdong")
    run.add_argument("--counter", type=int, metavar="N", help="with --hall: this window's screen")
    run.add_argument("--language", help="the first language; without it the hall's own")
    run.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help=f"holds the device's token; without it the variable {TOKEN} may",
    )
    run.add_argument("--browser", metavar="PATH", help="the Chromium to start")
    run.add_argument("--profile", type=Path, metavar="DIR", help="where that keeps its state")
    run.add_argument("--settings", type=Path, metavar="FILE", help="where the server is remembered")
    policy = "print Chromium's managed policy; it belongs into a file in " + " or ".join(FOLDERS)
    verbs.add_parser("policy", help=policy, description=policy)
    return parser
