"""The files of the project, for tests that read them as text."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("queue_server", "display_client", "ticket_printer", "counter_client")
BUILT = (
    "queue_server/web/static/vendor/",
    "ticket_printer/fonts/",
    "node_modules/",
    ".venv/",
    ".venv-sounds/",
)


def own_files() -> list[Path]:
    """Every file that is ours: tracked or about to be, never one that was built; relative to ROOT."""
    listed = _from_git() or _from_disk()
    return sorted(
        path for path in listed if (ROOT / path).is_file() and not str(path).startswith(BUILT)
    )


def own_texts(*suffixes: str) -> dict[Path, str]:
    """The text of our files with one of the suffixes (all that are UTF-8 without any)."""
    texts = {}
    for path in own_files():
        if suffixes and path.suffix not in suffixes:
            continue
        try:
            texts[path] = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def _from_git() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [Path(name) for name in answer.stdout.split("\0") if name]


def _from_disk() -> list[Path]:
    """In an unpacked source archive there is no git."""
    return [
        path.relative_to(ROOT)
        for path in ROOT.rglob("*")
        if "__pycache__" not in path.parts and ".egg-info" not in str(path)
    ]
