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
from ticket_printer.agent import Agent
from ticket_printer.capability import FILE, NoCapability, find_capability, write_capability
from ticket_printer.charset import Charset
from ticket_printer.clock import utc_now
from ticket_printer.command_line import TOKEN, parser
from ticket_printer.escpos import Commands, Confirmation, encode
from ticket_printer.fonts import FontsMissing
from ticket_printer.formats import FORMATS, Format
from ticket_printer.kiosk.ledger import LedgerInUse
from ticket_printer.kiosk.listener import served
from ticket_printer.kiosk.running import Kiosk, Paper
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

OK, FAILED, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code: 0 done, 1 failed, 2 used wrongly."""
    options = parser().parse_args(arguments)
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
    readers = [open_driver(each) for each in options.reader]
    kiosk = Kiosk(_client(options), _token(options), options.spool, paper, readers)
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
