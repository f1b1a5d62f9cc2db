"""A program of ours that dies at a marked point, as machines do: with SIGKILL, when its mark is armed.

The mark is the file that ``LUNHOU_TEST_DIE`` names; it says the point, and is gone when the program is.
"""

import os
import signal
from pathlib import Path

MARK = "LUNHOU_TEST_DIE"


def dies_after(owner, method, point):
    _wrap(owner, method, point, before=False)


def dies_before(owner, method, point):
    _wrap(owner, method, point, before=True)


def _wrap(owner, method, point, *, before):
    real = getattr(owner, method)

    def marked(*args, **facts):
        if before:
            _die_if_armed(point)
        answer = real(*args, **facts)
        if not before:
            _die_if_armed(point)
        return answer

    setattr(owner, method, marked)


def _die_if_armed(point):
    mark = Path(os.environ[MARK])
    if mark.exists() and mark.read_text() == point:
        mark.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
