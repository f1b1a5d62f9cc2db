"""A network of its own, with a room in it whose cable can be pulled; Linux and root only."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from tests.services import missing

T = TypeVar("T")
CLONE_NEWNET = 0x40000000
"""Of Linux's ``unshare``: the calling thread, and what it begins, get a network of their own."""

NETWORK = "198.18"
"""Addresses that RFC 2544 sets aside for trials."""


@dataclass(frozen=True)
class Room:
    """A network namespace with one cable to the machine."""

    name: str
    cable: str
    server: str
    """The address at which those in the room find the machine."""

    def command(self, *arguments: str) -> list[str]:
        """To be run as if in the room."""
        return ["ip", "netns", "exec", self.name, *arguments]

    def pull_cable(self) -> None:
        """From now on nothing gets in or out, and nobody is told."""
        _ip("link", "set", self.cable, "down")

    def plug_in(self) -> None:
        """The cable is back."""
        _ip("link", "set", self.cable, "up")


def in_a_network_of_its_own(act: Callable[[], T]) -> T:
    """The act's answer, where a new cable is news to nobody else.

    A browser breaks off what it loads whenever the machine's network changes.
    """
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_apart, act).result()


@contextmanager
def a_room() -> Iterator[Room]:
    """Made for one test; skips where this may not be done."""
    name = f"lunhou-{os.getpid()}"
    cable, theirs = f"lh{os.getpid()}a", f"lh{os.getpid()}b"
    third = os.getpid() % 250
    server, client = f"{NETWORK}.{third}.1", f"{NETWORK}.{third}.2"
    if os.geteuid() != 0 or shutil.which("ip") is None or not _may("netns", "add", name):
        missing(
            "netns", "no network namespaces here: they need root, iproute2 and the kernel's leave"
        )
    try:
        _ip("link", "add", cable, "type", "veth", "peer", "name", theirs, "netns", name)
        _ip("address", "add", f"{server}/30", "dev", cable)
        _ip("link", "set", cable, "up")
        for each in (
            ("address", "add", f"{client}/30", "dev", theirs),
            ("link", "set", theirs, "up"),
        ):
            _ip("-n", name, *each)
        yield Room(name, cable, server)
    finally:
        _ip("netns", "delete", name)  # and with it the cable


def _apart(act: Callable[[], T]) -> T:
    if ctypes.CDLL(None).unshare(CLONE_NEWNET) != 0:
        missing("netns", "no network namespaces here: they need root and the kernel's leave")
    _ip("link", "set", "lo", "up")
    return act()


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


def _may(*arguments: str) -> bool:
    return subprocess.run(["ip", *arguments], check=False, capture_output=True).returncode == 0
