"""The command line: `ticket-printer run` and `ticket-printer test-page`."""

import argparse
import logging
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from queue_server.protocol import Client, JobState
from queue_server.protocol.client import Patience
from ticket_printer.agent import Agent
from ticket_printer.clock import utc_now
from ticket_printer.escpos import CUTS, Commands, Confirmation, encode
from ticket_printer.fonts import FontsMissing
from ticket_printer.layout import FORMATS, Format
from ticket_printer.printers import NotReady, Printer, Progress, Slip
from ticket_printer.printers.address import open_printer, read_commands
from ticket_printer.spool import Spool, SpoolInUse
from ticket_printer.test_page import draw_test_page

TOKEN = "LUNHOU_TOKEN"  # noqa: S105 -- the name of the variable, not a token
OK, FAILED, USAGE = 0, 1, 2
ADDRESSES = "tcp://HOST:9100, serial:/dev/ttyUSB0?baud=115200, usb:/dev/usb/lp0, file:DIR or null:"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code: 0 done, 1 failed, 2 used wrongly."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=options.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        commands = read_commands(options.cut, options.confirmation)
        printer = open_printer(options.printer, commands, has_status=not options.no_status)
        return _run(options, printer) if options.verb == "run" else _test_page(options, printer)
    except (ValueError, OSError, sqlite3.Error, SpoolInUse, FontsMissing) as error:
        print(f"ticket-printer: {error}", file=sys.stderr)
        return USAGE


def _run(options: argparse.Namespace, printer: Printer) -> int:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    client = Client(options.server, _token(options), patience=Patience(total_s=3))
    spool = Spool(options.spool, now=utc_now())
    agent = Agent(client, spool, printer, FORMATS[options.paper])
    _warm_up(FORMATS[options.paper])
    return OK if agent.run(stop) else FAILED


def _warm_up(form: Format) -> None:
    """Load fonts and library: what is missing is told now, and the first citizen need not wait."""
    encode(draw_test_page(form), Commands())


def _token(options: argparse.Namespace) -> str:
    token = os.environ.get(TOKEN, "")
    if options.token_file:
        token = options.token_file.read_text("utf-8")
    if not token.strip():
        raise ValueError(f"no token: give --token-file, or set {TOKEN}")
    return token.strip()


def _test_page(options: argparse.Namespace, printer: Printer) -> int:
    slip = Slip(name="test-page", picture=draw_test_page(FORMATS[options.paper]))
    quiet = Progress(begin=lambda: None, held=lambda detail: print(f"waiting: {detail}"))
    try:
        result = printer.print(slip, quiet)
    except NotReady as error:
        print(f"not printed: {error.health.state} {error.health.detail}".rstrip())
        return FAILED
    print(f"{result.state} {result.detail}".rstrip())
    return FAILED if result.state is JobState.UNSURE else OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ticket-printer", description="Prints a hall's tickets.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="print the jobs of this device until stopped")
    run.add_argument("--server", required=True, metavar="URL", help="http://queue.example:8080")
    run.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help=f"holds the device's token; without it the variable {TOKEN} does",
    )
    run.add_argument(
        "--spool", type=Path, required=True, metavar="DIR", help="where jobs are remembered"
    )
    test_page = verbs.add_parser("test-page", help="print one page to see whether all is well")
    for verb in (run, test_page):
        _add_printer(verb)
    return parser


def _add_printer(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--printer", required=True, metavar="ADDRESS", help=ADDRESSES)
    verb.add_argument("--paper", choices=FORMATS, default="80", help="its width in mm")
    verb.add_argument(
        "--cut",
        default="partial",
        metavar="CUT",
        help=f"one of {', '.join(CUTS)}, or the command's own bytes in hexadecimal",
    )
    verb.add_argument(
        "--confirmation",
        choices=[kind.value for kind in Confirmation],
        default=Confirmation.PAPER_SENSOR.value,
        help="how the printer tells that a ticket is done",
    )
    verb.add_argument(
        "--no-status", action="store_true", help="the printer answers no status questions"
    )
    verb.add_argument("--log-level", default="INFO", choices=["DEBUG", "INFO", "WARNING", "ERROR"])
