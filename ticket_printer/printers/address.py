"""Printers by their address.

`tcp://192.168.1.20:9100`, `serial:/dev/ttyUSB0?baud=115200`, `usb:/dev/usb/lp0`, `file:DIR`, `null:`.
"""

from dataclasses import replace
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

from ticket_printer.escpos import CUTS, Commands, Confirmation
from ticket_printer.printers import Printer
from ticket_printer.printers.device_file import DeviceFileLink
from ticket_printer.printers.escpos_printer import EscPosPrinter, Waits
from ticket_printer.printers.file import FilePrinter
from ticket_printer.printers.link import OpenLink
from ticket_printer.printers.null import NullPrinter
from ticket_printer.printers.serial_line import FlowControl, Line, SerialLink
from ticket_printer.printers.tcp import TcpLink

PORT = 9100
CONNECT_S = 3.0
_KINDS = "tcp://HOST:PORT, serial:DEVICE, usb:DEVICE, file:DIR or null:"


def open_printer(
    address: str, commands: Commands, *, has_status: bool = True, waits: Waits | None = None
) -> Printer:
    """Return the printer that `address` names; ValueError with the reason if it names none."""
    scheme, _, rest = address.partition(":")
    if scheme == "null":
        return NullPrinter()
    if scheme == "file" and rest:
        return FilePrinter(Path(rest), commands)
    return EscPosPrinter(link_of(address), commands, has_status=has_status, waits=waits)


def link_of(address: str) -> OpenLink:
    """Return what opens the way to a printer; ValueError where the address names no way."""
    parts = _split(address)
    if parts.scheme == "tcp":
        return _tcp(parts, address)
    device = parts.path
    if parts.scheme == "serial" and device:
        line = _line(device, dict(parse_qsl(parts.query, keep_blank_values=True)))
        return lambda: SerialLink(line)
    if parts.scheme == "usb" and device.startswith("/"):
        return lambda: DeviceFileLink(device)
    raise ValueError(f"a printer is {_KINDS}, not {address!r}")


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise ValueError(f"no printer's address: {address!r}: {error}") from None


def _tcp(parts: SplitResult, address: str) -> OpenLink:
    if not parts.hostname:
        raise ValueError(f"no host in the printer's address {address!r}")
    try:
        place = (parts.hostname, parts.port or PORT)
    except ValueError:
        raise ValueError(f"no port in the printer's address {address!r}") from None
    return lambda: TcpLink(place, connect_s=CONNECT_S)


def _line(device: str, wanted: dict[str, str]) -> Line:
    """The line with what its address says of it, such as `?baud=9600&flow=rtscts`."""
    line = Line(device=device)
    for name, value in wanted.items():
        if name == "baud" and value.isascii() and value.isdigit() and int(value) > 0:
            line = replace(line, baud=int(value))
        elif name == "flow" and value in set(FlowControl):
            line = replace(line, flow=FlowControl(value))
        else:
            flows = ", ".join(FlowControl)
            raise ValueError(
                f"a serial printer takes baud=NUMBER and flow={flows}, not {name}={value}"
            )
    return line


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
