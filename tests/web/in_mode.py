"""The tests of this folder in a process that was patched for one async mode.

`python -m tests.web.in_mode gevent`, or `gevent whole`; its last line is JSON: the mode that the tests
met, and how many passed and skipped.
"""

import sys

from queue_server.realtime.async_mode import AsyncMode, patch, patched_mode

if __name__ == "__main__":
    patch(AsyncMode(sys.argv[1]))

import json
from pathlib import Path

from tests.processes import tests_passed

HERE = Path(__file__).parent
WAITING = ("flood", "help", "keys", "kiosks", "online", "pairings", "papers", "sessions")
"""Where one request waits for another, or for a time; `whole` has the others, too."""


class Count:
    """A plugin of pytest that counts what became of the tests."""

    def __init__(self):
        self.passed = self.skipped = 0

    def pytest_runtest_logreport(self, report):
        self.passed += report.when == "call" and report.passed
        self.skipped += report.skipped


def main():
    count = Count()
    if "whole" in sys.argv:  # but what starts this program: it must not start itself
        files = [str(HERE), f"--ignore={HERE / 'test_other_modes.py'}"]
    else:
        files = [str(HERE / f"test_{name}.py") for name in WAITING]
    status = tests_passed(files, count)
    found = {"mode": patched_mode(), "passed": count.passed, "skipped": count.skipped}
    sys.stdout.write(f"\n{json.dumps(found)}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
