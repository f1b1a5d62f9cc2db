"""Pads that are not there: files in the form of Linux's, and an agent in this process."""

import os
import pty
import struct
import tty

EVENT = struct.Struct("llHHi")
DIGIT_WORDS = "10000 0 0 0 0 0 1000000000007 ff800000000007ff febeffdff3cfffff fffffffffffffffe"
"""The key mask of an ordinary keyboard, as its file in /sys says it."""


class FakeMachine:
    """Folders like /sys/class/input and /dev/input, whose devices are pseudo terminals.

    Those end with an error for their reader when they are pulled out, as devices do.
    """

    def __init__(self, folder):
        self.system, self.devices = folder / "sys", folder / "dev"
        self.system.mkdir()
        self.devices.mkdir()
        self._lines = {}

    def plug_in(self, event, *, name="SIGMACHIP USB Keyboard", usb="1a2c:0e24", keys=DIGIT_WORDS):
        about = self.system / f"event{event}" / "device"
        (about / "capabilities").mkdir(parents=True)
        (about / "id").mkdir()
        (about / "name").write_text(f"{name}\n")
        (about / "capabilities" / "key").write_text(f"{keys}\n")
        for what, value in zip(("vendor", "product"), usb.split(":"), strict=True):
            (about / "id" / what).write_text(f"{value}\n")
        ours, theirs = self._lines[event] = pty.openpty()
        tty.setraw(ours)
        tty.setraw(theirs)
        (self.devices / f"event{event}").symlink_to(os.ttyname(theirs))

    def move(self, event, *moves):
        """Codes and values, each followed by the end of a report, a hundredth of a second apart."""
        data = b"".join(
            EVENT.pack(1, place * 10_000, *each) + EVENT.pack(1, place * 10_000, 0, 0, 0)
            for place, each in enumerate((1, code, value) for code, value in moves)
        )
        os.write(self._lines[event][0], data)

    def written(self, event):
        """What the program wrote to the device: type, code and value."""
        data = os.read(self._lines[event][0], 4096)
        return [each[2:] for each in EVENT.iter_unpack(data)]

    def pull_out(self, event):
        for end in self._lines.pop(event):
            os.close(end)
        (self.devices / f"event{event}").unlink()
        folder = self.system / f"event{event}"
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()

    def close(self):
        for event in list(self._lines):
            self.pull_out(event)
