"""A USB printer by its device file, such as `/dev/usb/lp0`: the kernel's driver carries the bytes.

Opened for reading and writing, as the printer's answers come the same way. Nothing else is needed:
no library, no rules about endpoints, and a printer that is switched off and on again comes back
under the same name by a udev rule (docs/printing.md).
"""

import os
import select
import stat
import time

_CHUNK = 4096
_EMPTY_READ_S = 0.01
"""The driver ends a read without a byte when the printer has nothing to say: no reason to spin."""
_ENDED = select.POLLERR | select.POLLHUP | select.POLLNVAL if hasattr(select, "POLLERR") else 0


class DeviceFileLink:
    """An opened device file. The driver lets one program at a time have it."""

    bytes_per_s = None
    remembers = True

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        if not stat.S_ISCHR(os.fstat(self._file).st_mode):
            # Where the device is missing, a file of its name would swallow every ticket.
            os.close(self._file)
            raise FileNotFoundError(f"{path} is no device")

    def send(self, data: bytes, *, stall_s: float) -> None:
        rest = memoryview(data)
        while rest:
            if not self._ready(select.POLLOUT, stall_s):
                raise TimeoutError("the printer takes nothing")
            try:
                rest = rest[os.write(self._file, rest[:_CHUNK]) :]
            except BlockingIOError:
                time.sleep(_EMPTY_READ_S)

    def receive(self, *, within_s: float) -> bytes:
        until = time.monotonic() + max(0.001, within_s)
        while (left_s := until - time.monotonic()) > 0:
            if not self._ready(select.POLLIN, left_s):
                break
            try:
                data = os.read(self._file, _CHUNK)
            except BlockingIOError:
                data = b""
            if data:
                return data
            time.sleep(min(left_s, _EMPTY_READ_S))
        return b""

    def close(self) -> None:
        os.close(self._file)

    def _ready(self, event: int, within_s: float) -> bool:
        poll = select.poll()
        poll.register(self._file, event)
        happened = [what for _, what in poll.poll(within_s * 1000)]
        if any(what & _ENDED and not what & select.POLLIN for what in happened):
            raise ConnectionResetError("the printer is gone")
        return bool(happened)
