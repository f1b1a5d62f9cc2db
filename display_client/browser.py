"""Which Chromium to start, and how: nothing on the screen but the page, and sound without a touch."""

import shutil
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Each of these stands in Chromium 156; flags that blogs still name and it no longer knows are left out.
FLAGS = (
    "--kiosk",
    "--autoplay-policy=no-user-gesture-required",
    "--noerrdialogs",
    "--hide-crash-restore-bubble",
    "--no-first-run",
    "--disable-component-update",
    "--check-for-update-interval=31536000",
    "--disable-background-timer-throttling",
    "--disable-features=Translate",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--password-store=basic",
    "--disable-notifications",
    # By it the program asks the page whether it lives: two descriptors, no port.
    "--remote-debugging-pipe",
)


class NoBrowser(Exception):
    """This machine has no Chromium on its PATH."""


def find_browser() -> str:
    """The path of the machine's Chromium, or NoBrowser."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise NoBrowser(f"no browser found ({', '.join(BROWSERS)}): install one or give --browser")


def kiosk_command(browser: str, address: str, profile: Path) -> list[str]:
    """The command line that shows an address full screen, with a profile of its own."""
    return [browser, *FLAGS, f"--user-data-dir={profile}", address]
