"""Tests of what waits, in a process patched for one async mode: `python -m tests.voice.in_mode gevent`."""

import sys

from queue_server.realtime.async_mode import AsyncMode, patch

if __name__ == "__main__":
    patch(AsyncMode(sys.argv[1]))

import json
from pathlib import Path

import pytest

from tests.web.in_mode import Count

HERE = Path(__file__).parent
TESTS = ("test_voices.py", "test_worker.py", "test_hung_worker.py")


def main():
    count = Count()
    options = ["-q", "-p", "no:cacheprovider", "--durations=0", "--durations-min=5"]
    status = pytest.main([*options, *(str(HERE / name) for name in TESTS)], plugins=[count])
    sys.stdout.write(f"\n{json.dumps({'passed': count.passed, 'skipped': count.skipped})}\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
