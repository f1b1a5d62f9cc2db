"""The fake hall as a process that a test may kill."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
START_S = 180


class HallProcess:
    """Starts and stops `tests.browser.fake_hall`, and tells it what happens in the hall."""

    def __init__(self, *, port: int, folder: Path) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._log = folder / "fake_hall.log"
        self._command = [
            *(sys.executable, "-m", "tests.browser.fake_hall"),
            *("--port", str(port), "--state", str(folder / "fake_hall.json")),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + START_S
        while not self._answers():
            assert time.monotonic() < deadline, self._log.read_text()
            time.sleep(0.05)

    def reset(self) -> None:
        """Run, with the sample hall and nothing called."""
        if self._process is None or self._process.poll() is not None:
            self.start()
        self._post("/test/resets", {})

    def kill(self) -> None:
        """Without a goodbye, as a server dies."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def call(self, number: str, counter: int, service: str = "A", **more: Any) -> dict[str, Any]:
        event = {"kind": "ticket_called", "number": number, "counter": counter, "service": service}
        return self.emit({**event, **more})

    def emit(self, event: dict[str, Any]) -> dict[str, Any]:
        return self._post("/test/events", event)

    def lose(self, event: dict[str, Any]) -> dict[str, Any]:
        """Something happens, and no message of it ever arrives."""
        return self._post("/test/events?lost=1", event)

    def change(self, **parts: dict[str, Any] | str) -> dict[str, Any]:
        """Set fields of the `hall`, the `board` or the `screens`, or the `code`, without an event."""
        return self._post("/test/state", parts)

    def seen(self) -> dict[str, list[str]]:
        """What pages asked for (`asked`) and told (`sounds`) since the start."""
        return requests.get(f"{self.url}/test/seen", timeout=30).json()

    def joined(self) -> int:
        """How often a page began to follow the live hall since the start."""
        return requests.get(f"{self.url}/test/seen", timeout=30).json()["joined"]

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = requests.post(self.url + path, json=body, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/api/v1/halls/guangdong", timeout=2).ok
        except requests.ConnectionError:
            return False
