"""``ticket-printer`` that dies at a marked point."""

import sys

from tests.kiosks.dying import dies_after, dies_before
from ticket_printer.cli import main
from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.link import Link
from ticket_printer.spool import Spool

POINTS = {
    "pressed, nothing asked": lambda at: dies_after(Book, "begin", at),
    "asked, nothing heard": lambda at: dies_after(Link, "ask", at),
    "about to give a number": lambda at: dies_before(Book, "alone", at),
    "number given, no paper asked for": lambda at: dies_after(Book, "alone", at),
    "paper asked for": lambda at: dies_after(Spool, "accept", at),
    "told, not noted": lambda at: dies_before(Book, "told", at),
    "leased, not noted": lambda at: dies_before(Book, "lease", at),
}

if __name__ == "__main__":
    for point, mark in POINTS.items():
        mark(point)
    sys.exit(main())
