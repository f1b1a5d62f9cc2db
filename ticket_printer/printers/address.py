"""Printers by their address: `tcp://192.168.1.20:9100`, `file:DIR`, `null:`."""

from pathlib import Path
from urllib.parse import urlsplit

from ticket_printer.escpos import CUTS, Commands, Confirmation
from ticket_printer.printers import Printer
from ticket_printer.printers.file import FilePrinter
from ticket_printer.printers.network import NetworkPrinter
from ticket_printer.printers.null import NullPrinter

PORT = 9100


def open_printer(address: str, commands: Commands, *, has_status: bool = True) -> Printer:
    """Return the printer that `address` names; ValueError with the reason if it names none."""
    scheme, _, rest = address.partition(":")
    if scheme == "null":
        return NullPrinter()
    if scheme == "file" and rest:
        return FilePrinter(Path(rest), commands)
    if scheme == "tcp":
        parts = urlsplit(address)
        if not parts.hostname:
            raise ValueError(f"no host in the printer's address {address!r}")
        place = (parts.hostname, parts.port or PORT)
        return NetworkPrinter(place, commands, has_status=has_status)
    raise ValueError(f"a printer is tcp://HOST:PORT, file:DIR or null:, not {address!r}")


def read_commands(cut: str, confirmation: str) -> Commands:
    """Return a model's commands; `cut` is one of CUTS or its own bytes in hexadecimal."""
    if cut in CUTS:
        return Commands(cut=CUTS[cut], confirmation=Confirmation(confirmation))
    try:
        return Commands(cut=bytes.fromhex(cut), confirmation=Confirmation(confirmation))
    except ValueError:
        names = ", ".join(CUTS)
        raise ValueError(
            f"a cut is one of {names}, or bytes such as 1d564200, not {cut!r}"
        ) from None
