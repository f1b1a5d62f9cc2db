"""The fake hall with an office, as a process that a test may kill."""

from pathlib import Path
from typing import Any

from tests.browser.hall_process import HallProcess


class OfficeProcess(HallProcess):
    """Starts and stops `tests.browser.fake_office`, and sets what a manager finds there."""

    def __init__(self, *, port: int, folder: Path) -> None:
        super().__init__(port=port, folder=folder)
        module = self._command.index("tests.browser.fake_hall")
        self._command[module] = "tests.browser.fake_office"

    def reset(self) -> None:
        """Run, at half past ten, with everybody signed out."""
        super().reset()
        self.set(reset=True)

    def set(self, **parts: Any) -> dict[str, Any]:
        """Choose `now`, `devices`, `token`, `remaining`; answers with what was `asked`, and `closed`."""
        return self._post("/test/office", parts)
