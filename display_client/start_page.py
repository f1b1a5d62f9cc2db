"""The first thing the browser opens: a file that leads to the screen.

A token on a command line can be read by everyone on the machine, so the address with it stands in a
file that only this user may read.
"""

import os
from html import escape
from pathlib import Path
from urllib.parse import quote

PAGE = """\
<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={address}">
<title>轮候</title>
<style>html {{ background: #0b1920 }}</style>
</html>
"""


def write_start_page(folder: Path, address: str, token: str | None) -> Path:
    """Write the page into a folder of the user's own; returns its file. OSError if that cannot be."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = (folder / "start.html").absolute()
    path.unlink(missing_ok=True)
    target = f"{address}#token={quote(token, safe='')}" if token else address
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(PAGE.format(address=escape(target)))
    return path
