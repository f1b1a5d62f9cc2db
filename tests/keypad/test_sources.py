"""Where keys come from: USB by Linux's events, serial lines, a terminal, hot-keys of a desktop."""

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import time
import tty
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from counter_client.keypad.key_map import find_key_map, read_key_map
from counter_client.keypad.sources import (
    KeyEvent,
    Motion,
    SourceAway,
    SourceEnded,
    SourceImpossible,
    UnknownSource,
    linux_input,
    open_source,
)
from counter_client.keypad.sources.evdev import EvdevPad
from counter_client.keypad.sources.hotkeys import require_x11
from counter_client.keypad.sources.hotkeys_windows import WM_HOTKEY, WindowsHotkeys, virtual_key
from counter_client.keypad.sources.hotkeys_x11 import X11Hotkeys
from counter_client.keypad.sources.linux_input import EVENT, keyboards
from counter_client.keypad.sources.serial_pad import Cutter
from tests.keypad.pads import FakeMachine

NUMPAD = find_key_map("numpad")
KEY_KP5, KEY_KPENTER = 76, 96


def read(source, wanted, within_s=5):
    """So many events, unless the time has passed."""
    events, until = [], time.monotonic() + within_s
    while len(events) < wanted and time.monotonic() < until:
        events += source.read(0.05)
    return events


def presses(events):
    return [event.key for event in events if event.motion in {Motion.DOWN, Motion.TAP}]


# -- USB --------------------------------------------------------------------------------------------


@pytest.fixture
def machine(tmp_path):
    made = FakeMachine(tmp_path)
    yield made
    made.close()


def a_pad(machine, which, *, grab="?grab=no"):
    return EvdevPad(f"evdev:{which}{grab}", NUMPAD, system=machine.system, devices=machine.devices)


def test_a_pad_s_lamp_is_lit_while_a_press_waits(machine):
    machine.plug_in(5)
    pad = a_pad(machine, "usb=1a2c:0e24")
    pad.open()
    pad.light(on=True)
    lit = machine.written(5)
    pad.light(on=False)

    assert (lit, machine.written(5)) == ([(0x11, 0, 1)], [(0x11, 0, 0)])
    pad.close()


def test_only_what_has_every_digit_is_a_pad(machine):
    machine.plug_in(2, name="Power Button", keys="10000000000000 0")
    machine.plug_in(10)
    machine.plug_in(9, name="HAOYUE 17 keys", usb="04d9:a02a")

    found = keyboards(machine.system, machine.devices)

    assert [(each.path.name, each.name, each.usb) for each in found] == [
        ("event9", "HAOYUE 17 keys", "04d9:a02a"),
        ("event10", "SIGMACHIP USB Keyboard", "1a2c:0e24"),
    ]


@pytest.mark.parametrize("which", ["usb=1A2C:0E24", "name=sigmachip usb keyboard"])
def test_keys_of_a_usb_pad_are_read_with_the_kernel_s_times(machine, which):
    machine.plug_in(5)
    pad = a_pad(machine, which)
    pad.open()
    machine.move(5, (KEY_KP5, 1), (KEY_KP5, 2), (KEY_KP5, 0), (KEY_KPENTER, 1))

    events = read(pad, 4)
    pad.close()

    assert events == [
        KeyEvent("5", Motion.DOWN, 1.0),
        KeyEvent("5", Motion.HELD, 1.01),
        KeyEvent("5", Motion.UP, 1.02),
        KeyEvent("enter", Motion.DOWN, 1.03),
    ]


def test_a_pad_pulled_out_is_away_and_is_found_at_its_new_place(machine):
    machine.plug_in(5)
    pad = a_pad(machine, "usb=1a2c:0e24")
    pad.open()
    machine.move(5, (KEY_KP5, 1))
    first = presses(read(pad, 1))
    machine.pull_out(5)
    with pytest.raises(SourceAway, match="usb=1a2c:0e24: gone"):
        read(pad, 1)
    pad.close()
    with pytest.raises(SourceAway, match="usb=1a2c:0e24: not_found"):
        pad.open()

    machine.plug_in(7)
    pad.open()
    machine.move(7, (KEY_KPENTER, 1))

    assert (first, presses(read(pad, 1))) == (["5"], ["enter"])
    pad.close()


def test_a_pad_is_taken_for_this_program_alone(machine):
    """A pseudo terminal cannot be taken: that it was asked for is seen in the refusal."""
    machine.plug_in(5)

    with pytest.raises(SourceAway, match="event5: not_opened"):
        a_pad(machine, "usb=1a2c:0e24", grab="").open()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_pad_that_may_not_be_read_says_so(machine):
    machine.plug_in(5)
    (machine.devices / "event5").chmod(0)

    with pytest.raises(SourceAway, match="event5: not_readable"):
        a_pad(machine, "usb=1a2c:0e24").open()


def test_the_kernel_s_numbers_are_those_of_its_headers():
    """_IOW('E', 0x90, int), _IOW('E', 0xa0, int), and a struct of two longs, two shorts and an int."""
    write, size = 1 << 30, struct.calcsize("i") << 16

    assert write | size | ord("E") << 8 | 0x90 == linux_input.EVIOCGRAB
    assert write | size | ord("E") << 8 | 0xA0 == linux_input.EVIOCSCLOCKID
    assert EVENT.size == 2 * struct.calcsize("l") + 8


@contextmanager
def a_real_pad(name):
    """A keyboard of the kernel's own making (uinput)."""
    device = os.open("/dev/uinput", os.O_WRONLY | os.O_NONBLOCK)
    set_event, set_key, setup, create, destroy = 0x40045564, 0x40045565, 0x405C5503, 0x5501, 0x5502
    try:
        fcntl.ioctl(device, set_event, 1)
        for code in range(1, 128):
            fcntl.ioctl(device, set_key, code)
        fcntl.ioctl(device, setup, struct.pack("HHHH80sI", 3, 0x1A2C, 0x0E24, 1, name.encode(), 0))
        fcntl.ioctl(device, create)
        yield device
        with suppress(OSError):
            fcntl.ioctl(device, destroy)
    finally:
        os.close(device)


@pytest.mark.skipif(
    not Path("/dev/uinput").exists(),
    reason="NO REAL KEYBOARD WAS TRIED: the kernel makes none here (/dev/uinput)",
)
def test_a_real_keyboard_of_the_kernel_is_taken_and_heard():
    name = f"lunhou test pad {os.getpid()}"
    with a_real_pad(name) as device:
        pad = EvdevPad(f"evdev:name={name}", NUMPAD)
        until = time.monotonic() + 5
        while not [each for each in keyboards() if each.name == name] and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.2)  # udev gives the device its rights
        pad.open()
        with pytest.raises(SourceAway):
            EvdevPad(f"evdev:name={name}", NUMPAD).open()
        for value in (1, 0):
            os.write(device, EVENT.pack(0, 0, 1, KEY_KP5, value) + EVENT.pack(0, 0, 0, 0, 0))

        assert [(each.key, each.motion) for each in read(pad, 2)] == [
            ("5", Motion.DOWN), ("5", Motion.UP),
        ]  # fmt: skip
        pad.close()


# -- serial lines -----------------------------------------------------------------------------------

SERIAL = read_key_map(
    """
[keys]
enter = "go"

[serial]
"1b41" = "enter"
"1b42" = "5"
"07" = "plus"

[display]
line = "{number} {waiting}"
before = "0c"
after = "0d"
"""
)


@pytest.fixture
def line():
    """Our end of a serial line, and the name of the other."""
    ours, theirs = pty.openpty()
    tty.setraw(ours)
    tty.setraw(theirs)
    yield ours, os.ttyname(theirs)
    with suppress(OSError):
        os.close(ours)
    with suppress(OSError):
        os.close(theirs)


def test_bytes_of_a_serial_pad_are_keys_by_the_map_and_its_display_shows(line):
    ours, name = line
    pad = open_source(f"serial:{name}?baud=19200", SERIAL)
    pad.open()
    os.write(ours, b"\x1bA\x00\x1bB\x07")
    events = read(pad, 3)
    pad.show("A012 27")

    assert (presses(events), os.read(ours, 64)) == (["enter", "5", "plus"], b"\x0cA012 27\r")
    pad.close()


def test_without_a_table_a_serial_pad_sends_characters(line):
    ours, name = line
    pad = open_source(f"serial:{name}", NUMPAD)
    pad.open()
    os.write(ours, b"12\r+")

    assert presses(read(pad, 4)) == ["1", "2", "enter", "plus"]
    pad.close()


def test_a_key_that_comes_in_two_pieces_is_one_and_noise_is_none():
    cutter = Cutter(SERIAL)

    keys = [[event.key for event in cutter.feed(piece)] for piece in (b"\x1b", b"A", b"\x1b\x1bBx")]

    assert keys == [[], ["enter"], ["5"]]


def test_a_serial_pad_that_is_not_there_is_away(tmp_path):
    with pytest.raises(SourceAway):
        open_source(f"serial:{tmp_path}/ttyUSB9", NUMPAD).open()


def test_a_serial_pad_whose_line_ends_is_away(line):
    ours, name = line
    pad = open_source(f"serial:{name}", NUMPAD)
    pad.open()
    os.close(ours)

    with pytest.raises(SourceAway):
        read(pad, 1)
    pad.close()


# -- what types ---------------------------------------------------------------------------------------


def test_what_is_typed_into_the_program_is_keys_until_it_ends(monkeypatch):
    ours, theirs = os.pipe()
    with os.fdopen(ours) as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        source = open_source("stdin:", NUMPAD)
        source.open()
        os.write(theirs, b"/5\n+\x7f~")
        os.close(theirs)

        assert presses(source.read(5)) == ["slash", "5", "enter", "plus", "backspace"]
        with pytest.raises(SourceEnded):
            source.read(5)
        source.close()


def test_a_terminal_gives_each_key_at_once_and_is_left_as_it_was(line, monkeypatch):
    ours, name = line
    with Path(name).open(encoding="ascii") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        before = tty.tcgetattr(stdin)
        source = open_source("stdin:", NUMPAD)
        source.open()
        os.write(ours, b"5")
        keys = presses(read(source, 1))
        source.close()

        assert (keys, tty.tcgetattr(stdin)) == (["5"], before)


def test_a_source_that_is_not_installed_is_refused_with_those_that_are():
    with pytest.raises(UnknownSource, match="evdev, hotkeys, serial, simulated, stdin"):
        open_source("bluetooth:1", NUMPAD)


@pytest.mark.parametrize(
    "address", ["evdev:pad", "serial:", "serial:/dev/x?baud=fast", "serial:/dev/x?a=1"]
)
def test_an_address_that_cannot_be_meant_is_refused(address):
    with pytest.raises(ValueError, match=r"evdev:usb=|serial:/dev|baud"):
        open_source(address, NUMPAD)


# -- hot-keys -----------------------------------------------------------------------------------------

HOTKEYS = read_key_map('[keys]\n"ctrl+alt+n" = "go"\nf9 = "recall"\n')


@pytest.mark.parametrize(
    ("platform", "environment", "says"),
    [
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "Wayland"),
        ("linux", {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, "Wayland"),
        ("linux", {}, "no desktop"),
        ("darwin", {"DISPLAY": ":0"}, "X11 and on Windows only"),
    ],
)
def test_a_desktop_that_allows_no_hotkeys_says_so(platform, environment, says):
    with pytest.raises(SourceImpossible, match=says):
        require_x11(platform, environment)


class FakeUser32:
    """As much of Windows as hot-keys need."""

    def __init__(self, taken=()):
        self.taken, self.keys, self.messages = taken, {}, []

    def RegisterHotKey(self, _window, number, modifiers, code):  # noqa: N802 -- Windows' name
        self.keys[number] = (modifiers, code)
        return code not in self.taken

    def UnregisterHotKey(self, _window, number):  # noqa: N802 -- Windows' name
        self.keys.pop(number)

    def PeekMessageW(self, message, _window, _least, _most, _remove):  # noqa: N802 -- Windows' name
        if not self.messages:
            return 0
        found = message._obj
        found.message, found.wide = self.messages.pop(0)
        return 1


def test_hotkeys_of_windows_are_asked_for_once_each_and_heard():
    user32 = FakeUser32()
    source = WindowsHotkeys(HOTKEYS, user32)
    source.open()
    asked = dict(user32.keys)
    user32.messages = [(0x0100, 0), (WM_HOTKEY, 1), (WM_HOTKEY, 0)]

    keys = presses(source.read(0))
    source.close()

    no_repeat = 0x4000
    assert asked == {0: (no_repeat | 1 | 2, ord("N")), 1: (no_repeat, 0x78)}
    assert (keys, user32.keys) == (["f9", "ctrl+alt+n"], {})
    assert virtual_key("semicolon") is None


def test_a_hotkey_that_another_program_has_is_named():
    with pytest.raises(SourceImpossible, match="f9"):
        WindowsHotkeys(HOTKEYS, FakeUser32(taken={0x78})).open()


@pytest.fixture
def desktop(monkeypatch):
    """A real X server without a screen."""
    if shutil.which("Xvfb") is None:
        pytest.skip("NO REAL DESKTOP WAS TRIED: there is no Xvfb here")
    pytest.importorskip("Xlib", reason="NO REAL DESKTOP WAS TRIED: python-xlib is missing")
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "320x240x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        with os.fdopen(ours) as answer:
            monkeypatch.setenv("DISPLAY", f":{answer.readline().strip()}")
        for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XAUTHORITY"):
            monkeypatch.delenv(name, raising=False)
        yield server
    finally:
        server.kill()
        server.wait()


def typed_on(desktop_keys):
    """Keys pressed on the desktop, as `(name, is_down)`."""
    from Xlib import XK, X, display
    from Xlib.ext import xtest

    at = display.Display()
    for name, is_down in desktop_keys:
        code = at.keysym_to_keycode(XK.string_to_keysym(name))
        xtest.fake_input(at, X.KeyPress if is_down else X.KeyRelease, code)
    at.sync()
    at.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of python-xlib
def test_hotkeys_are_heard_on_a_desktop_and_no_other_key_is(desktop):
    source = open_source("hotkeys:", HOTKEYS)
    source.open()
    with pytest.raises(SourceImpossible, match=r"ctrl\+alt\+n, f9"):
        X11Hotkeys("hotkeys:", HOTKEYS).open()

    combination = ["Control_L", "Alt_L", "n"]
    typed_on([("n", True), ("n", False), *[(key, True) for key in combination]])
    typed_on([*[(key, False) for key in reversed(combination)], ("F9", True), ("F9", False)])
    events = [(event.key, event.motion) for event in read(source, 4)]

    assert events == [
        ("ctrl+alt+n", Motion.DOWN), ("ctrl+alt+n", Motion.UP), ("f9", Motion.DOWN), ("f9", Motion.UP),
    ]  # fmt: skip
    desktop.kill()
    with pytest.raises(SourceAway):
        read(source, 1)
    source.close()
