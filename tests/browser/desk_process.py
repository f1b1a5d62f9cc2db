"""The fake desk as a process, and what a test says to it."""

from pathlib import Path
from typing import Any

from tests.browser.hall_process import HallProcess
from tests.browser.sample_desk import HALL

Json = dict[str, Any]


class DeskProcess(HallProcess):
    """A hall that also gives numbers."""

    MODULE = "tests.browser.fake_desk"

    def __init__(self, *, port: int, folder: Path) -> None:
        super().__init__(port=port, folder=folder)
        self._command = [
            self.MODULE if each.endswith("fake_hall") else each for each in self._command
        ]

    def start(self) -> None:
        super().start()
        self.change(hall=HALL)

    def reset(self) -> None:
        """Run, with the sample hall, and as if nobody had ever asked for anything."""
        super().reset()
        self._post("/test/desk/reset", {})
        self.change(hall=HALL)

    def behave(self, **wishes: Any) -> Json:
        return self._post("/test/desk", wishes)

    def ticket(self, secret: str, **changes: Any) -> Json:
        """Make or change a ticket."""
        return self.behave(ticket={"secret": secret, **changes})

    def orders(self) -> list[Json]:
        """Every command that came, with its key, repeated ones too."""
        return self.behave()["orders"]

    def issued(self) -> list[str]:
        """The numbers given."""
        return [ticket["number"] for ticket in self.behave()["tickets"]]
