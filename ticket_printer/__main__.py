"""`python -m ticket_printer`, and the `ticket-printer` program."""

import sys

from ticket_printer.cli import main

if __name__ == "__main__":
    sys.exit(main())
