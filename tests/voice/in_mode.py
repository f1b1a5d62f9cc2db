"""Tests of what waits, in a process patched for one async mode: `python -m tests.voice.in_mode gevent`."""

import sys

from queue_server.realtime.async_mode import AsyncMode, patch

if __name__ == "__main__":
    patch(AsyncMode(sys.argv[1]))

import json
from pathlib import Path

from tests.processes import tests_passed
from tests.web.in_mode import Count

HERE = Path(__file__).parent
TESTS = ("test_voices.py", "test_worker.py", "test_hung_worker.py")


def main():
    count = Count()
    status = tests_passed([str(HERE / name) for name in TESTS], count)
    sys.stdout.write(f"\n{json.dumps({'passed': count.passed, 'skipped': count.skipped})}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
