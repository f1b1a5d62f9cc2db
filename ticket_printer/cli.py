"""The command line: `ticket-printer run`, `kiosk`, `probe`, `test-page`, `preview` and `try-reader`."""

import argparse
import logging
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from queue_server.protocol import Client, JobState
from queue_server.protocol.client import Patience
from queue_server.protocol.identity import last_four
from queue_server.protocol.languages import PAGE_LANGUAGES
from ticket_printer.agent import Agent
from ticket_printer.capability import FILE, NoCapability, find_capability, write_capability
from ticket_printer.charset import Charset
from ticket_printer.clock import utc_now
from ticket_printer.escpos import CUTS, Commands, Confirmation, encode
from ticket_printer.fonts import FontsMissing
from ticket_printer.formats import FORMATS, Format
from ticket_printer.kiosk.ledger import LedgerInUse
from ticket_printer.kiosk.running import Kiosk, Paper, served
from ticket_printer.press import UNDRAWABLE
from ticket_printer.preview import SAMPLE, png_of, read_layout
from ticket_printer.printers import NotReady, Printer, Progress, Slip
from ticket_printer.printers.address import link_of, open_printer, read_commands
from ticket_printer.printers.escpos_printer import ANSWER_S, Waits
from ticket_printer.printers.link import why_not_opened
from ticket_printer.probe import in_words, probe
from ticket_printer.readers import IdCard, ReaderAway, open_driver
from ticket_printer.spool import Spool, SpoolInUse
from ticket_printer.test_page import draw_test_page
from ticket_printer.text_ticket import TextOptions, encode_ticket

TOKEN = "LUNHOU_TOKEN"  # noqa: S105 -- the name of the variable, not a token
OK, FAILED, USAGE = 0, 1, 2
READERS = (
    "simulated:FILE, sdt:/dev/ttyUSB0, hid:/dev/input/by-id/…, http://127.0.0.1:PORT/#number=PATH "
    "or ws://127.0.0.1:PORT/#number=PATH"
)
ADDRESSES = "tcp://HOST:9100, serial:/dev/ttyUSB0?baud=115200, usb:/dev/usb/lp0, file:DIR or null:"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code: 0 done, 1 failed, 2 used wrongly."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=options.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    try:
        return _VERBS[options.verb](options)
    except (ValueError, OSError, sqlite3.Error, SpoolInUse, LedgerInUse, FontsMissing) as error:
        print(f"ticket-printer: {error}", file=sys.stderr)
        return USAGE


def _run(options: argparse.Namespace) -> int:
    printer, stop, client = _printer(options), _stop(), _client(options)
    spool = Spool(options.spool, now=utc_now())
    agent = Agent(client, spool, printer, FORMATS[options.paper], text=_text(options))
    _warm_up(FORMATS[options.paper])
    return OK if agent.run(stop) else FAILED


def _kiosk(options: argparse.Namespace) -> int:
    stop, form = _stop(), FORMATS[options.paper]
    paper = Paper(printer=_printer(options), form=form, text=_text(options))
    kiosk = Kiosk(_client(options), _token(options), options.spool, paper)
    _warm_up(form)
    with served(kiosk.site, options.listen):
        return OK if kiosk.run(stop) else FAILED


def _stop() -> threading.Event:
    """Set by the signals that ask a program to end."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _client(options: argparse.Namespace) -> Client:
    return Client(options.server, _token(options), patience=Patience(total_s=3))


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


def _printer(options: argparse.Namespace) -> Printer:
    """The printer as the options say; what they leave open, as it was found at its installation."""
    has_place = options.capability or options.spool
    known = (
        find_capability(_capability_file(options), printer=options.printer) if has_place else None
    )
    usual = known.confirmation if known else Confirmation.PAPER_SENSOR
    commands = read_commands(options.cut, options.confirmation or usual)
    return open_printer(
        options.printer,
        commands,
        has_status=not options.no_status and (known is None or known.status),
        waits=Waits(answer_s=known.patience_s(ANSWER_S)) if known else None,
    )


def _text(options: argparse.Namespace) -> TextOptions | None:
    """How text mode is set; None where tickets are pictures."""
    if options.mode == "picture":
        return None
    return TextOptions(charset=Charset(options.charset), draws_codes=options.code == "printer")


def _capability_file(options: argparse.Namespace) -> Path:
    """Where it is named, else in the spool's folder."""
    if options.capability:
        return Path(options.capability)
    if options.spool:
        return Path(options.spool) / FILE
    raise ValueError(
        "say where to keep what is found: --spool DIR, as with run, or --capability FILE"
    )


def _probe(options: argparse.Namespace) -> int:
    file, address = _capability_file(options), options.printer
    open_link = link_of(address)
    try:
        known = find_capability(file, printer=address)
    except NoCapability:
        known = None  # of another printer, or damaged: this is what it is found anew for
    try:
        found = probe(open_link, printer=address, at=utc_now().isoformat(), known=known)
    except OSError as error:
        print(f"not reached: {why_not_opened(error)}")
        return FAILED
    write_capability(file, found.capability)
    print("\n".join([*in_words(found), f"kept in {file}"]))
    return OK


def _test_page(options: argparse.Namespace) -> int:
    printer = _printer(options)
    form, text = FORMATS[options.paper], _text(options)
    sample = encode_ticket(SAMPLE, copy=1, form=form, options=text) if text else None
    slip = Slip(name="test-page", picture=draw_test_page(form), text=sample)
    quiet = Progress(begin=lambda: None, held=lambda detail: print(f"waiting: {detail}"))
    try:
        result = printer.print(slip, quiet)
    except NotReady as error:
        print(f"not printed: {error.health.state} {error.health.detail}".rstrip())
        return FAILED
    print(f"{result.state} {result.detail}".rstrip())
    return FAILED if result.state is JobState.UNSURE else OK


def _preview(options: argparse.Namespace) -> int:
    layout = read_layout(options.layout)
    if options.language:
        others = (each for each in layout["languages"] if each != options.language)
        layout = {**layout, "languages": [options.language, *others][:2]}
    try:
        picture = png_of(layout, paper=options.paper)
    except UNDRAWABLE as error:
        raise ValueError(f"cannot be drawn: {type(error).__name__} {error}") from None
    options.file.write_bytes(picture)
    return OK


def _try_reader(options: argparse.Namespace) -> int:
    """What a reader reads, without saying whose it is."""
    reader = open_driver(options.reader)
    try:
        reader.open()
        print(f"{reader.info()}: lay a document on it")
        read = reader.poll(options.wait_s)
    except ReaderAway as away:
        print(f"not read: {away}")
        return FAILED
    finally:
        reader.close()
    if read is None:
        print("nothing was laid on it")
        return FAILED
    print(
        f"{read.document} ending in {last_four(read.number)}"
        if isinstance(read, IdCard)
        else "a code"
    )
    return OK


_VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "kiosk": _kiosk,
    "probe": _probe,
    "test-page": _test_page,
    "preview": _preview,
    "try-reader": _try_reader,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ticket-printer", description="Prints a hall's tickets.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="print the jobs of this device until stopped")
    kiosk = verbs.add_parser(
        "kiosk", help="serve the kiosk's page, too; gives numbers while the server is gone"
    )
    kiosk.add_argument(
        "--listen", default="127.0.0.1:8090", metavar="HOST:PORT", help="the page's address"
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
    return parser


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
