"""The command line of the ticket printer: its verbs and their options."""

import argparse
from pathlib import Path

from queue_server.protocol.languages import PAGE_LANGUAGES
from ticket_printer.capability import FILE
from ticket_printer.charset import Charset
from ticket_printer.escpos import CUTS, Confirmation
from ticket_printer.formats import FORMATS

TOKEN = "LUNHOU_TOKEN"  # noqa: S105 -- the name of the variable, not a token
READERS = (
    "simulated:FILE, sdt:/dev/ttyUSB0, hid:/dev/input/by-id/…, http://127.0.0.1:PORT/#number=PATH "
    "or ws://127.0.0.1:PORT/#number=PATH"
)
ADDRESSES = "tcp://HOST:9100, serial:/dev/ttyUSB0?baud=115200, usb:/dev/usb/lp0, file:DIR or null:"


def parser() -> argparse.ArgumentParser:
    """The verbs and their options."""
    top = argparse.ArgumentParser(prog="ticket-printer", description="Prints a hall's tickets.")
    verbs = top.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="print the jobs of this device until stopped")
    kiosk = verbs.add_parser(
        "kiosk", help="serve the kiosk's page, too; gives numbers while the server is gone"
    )
    kiosk.add_argument(
        "--listen", default="127.0.0.1:8090", metavar="HOST:PORT", help="the page's address"
    )
    kiosk.add_argument(
        "--reader",
        action="append",
        default=[],
        metavar="ADDRESS",
        help=f"reads documents; may be said several times: {READERS}, "
        "or typed: for a scanner that types into the page",
    )
    for verb in (run, kiosk):
        _add_server(verb)
    test_page = verbs.add_parser("test-page", help="print one page to see whether all is well")
    probing = verbs.add_parser("probe", help="ask the printer what it can do, and remember it")
    _add_preview(verbs.add_parser("preview", help="draw a ticket into a PNG, without a printer"))
    _add_try_reader(verbs.add_parser("try-reader", help="see whether a reader of documents reads"))
    for verb in (run, kiosk, probing, test_page):
        _add_place(verb, spool_required=verb in {run, kiosk})
    for verb in (run, kiosk, test_page):
        _add_printer(verb)
    return top


def _add_server(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--server", required=True, metavar="URL", help="http://queue.example:8080")
    verb.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help=f"holds the device's token; without it the variable {TOKEN} does",
    )


def _add_preview(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=Path, metavar="FILE.png")
    verb.add_argument(
        "--layout", type=Path, metavar="JSON", help="what differs from a made-up ticket"
    )
    verb.add_argument("--language", choices=PAGE_LANGUAGES, help="the holder's, set large")
    verb.add_argument("--paper", choices=FORMATS, default="80", help="its width in mm")
    verb.add_argument("--log-level", default="INFO", choices=["DEBUG", "INFO", "WARNING", "ERROR"])


def _add_try_reader(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("reader", metavar="ADDRESS", help=READERS)
    verb.add_argument("--wait-s", type=float, default=30.0, help="how long to wait for a document")
    verb.add_argument("--log-level", default="INFO", choices=["DEBUG", "INFO", "WARNING", "ERROR"])


def _add_place(verb: argparse.ArgumentParser, *, spool_required: bool) -> None:
    verb.add_argument(
        "--spool",
        type=Path,
        required=spool_required,
        metavar="DIR",
        help="where jobs are remembered",
    )
    verb.add_argument(
        "--capability",
        type=Path,
        metavar="FILE",
        help=f"what the printer can do, as `probe` found it; without it {FILE} in the spool",
    )
    verb.add_argument("--printer", required=True, metavar="ADDRESS", help=ADDRESSES)
    verb.add_argument("--log-level", default="INFO", choices=["DEBUG", "INFO", "WARNING", "ERROR"])


def _add_printer(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--paper", choices=FORMATS, default="80", help="its width in mm")
    verb.add_argument(
        "--mode",
        choices=["picture", "text"],
        default="picture",
        help="text: a tenth of the bytes, in the printer's own letters, for slow serial lines",
    )
    verb.add_argument(
        "--charset",
        choices=[each.value for each in Charset],
        default=Charset.GBK.value,
        help="text mode: what the printer's font holds",
    )
    verb.add_argument(
        "--code",
        choices=["picture", "printer"],
        default="picture",
        help="text mode: whether the printer draws the QR code by itself",
    )
    verb.add_argument(
        "--cut",
        default="partial",
        metavar="CUT",
        help=f"one of {', '.join(CUTS)}, or the command's own bytes in hexadecimal",
    )
    verb.add_argument(
        "--confirmation",
        choices=[kind.value for kind in Confirmation],
        help="how the printer tells that a ticket is done; without it as `probe` found, or paper-sensor",
    )
    verb.add_argument(
        "--no-status", action="store_true", help="the printer answers no status questions"
    )
