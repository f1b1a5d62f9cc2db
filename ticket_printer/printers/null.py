"""The printer of a hall without one: it takes every ticket and claims nothing."""

from queue_server.protocol import JobState, PrinterState
from ticket_printer.printers import Health, Progress, Result, Slip


class NullPrinter:
    """Always ready; its tickets are `printed_unconfirmed`, as there is no paper to confirm."""

    def health(self) -> Health:
        return Health(state=PrinterState.READY)

    def print(self, slip: Slip, progress: Progress) -> Result:  # noqa: ARG002 -- nothing is printed
        progress.begin()
        return Result(state=JobState.PRINTED_UNCONFIRMED, detail="no_printer")

    def distrust(self) -> None:
        """There is nothing that a ticket could leave behind."""
