"""What people install: the archives are built from the tree as it is, and used in an empty environment."""

import os
import shutil
import socket
import subprocess
import sys
import tarfile
import time
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from filelock import FileLock

from tests.house.tree import PROGRAMS, ROOT, own_files

pytestmark = pytest.mark.slow

COMMANDS = [program.replace("_", "-") for program in PROGRAMS]
MOVED = {"halls": "queue_server/halls", "sounds": "display_client/sounds"}
VENDORED = {
    "queue_server/web/static/vendor": {
        "LICENSES.txt",
        "fonts/barlow-semi-condensed.css",
        "fonts/noto-sans-kr.css",
        "fonts/noto-sans-sc.css",
        "fonts/noto-sans.css",
        "htm.js",
        "preact-core.js",
        "preact-hooks.js",
        "preact.js",
        "socket.io.js",
    },
    "ticket_printer/fonts": {
        "BarlowSemiCondensed-SemiBold.ttf",
        "LICENSES.txt",
        "NotoSansKR-Bold.ttf",
        "NotoSansKR-Regular.ttf",
        "NotoSansSC-Bold.ttf",
        "NotoSansSC-Regular.ttf",
    },
}

# One address of every kind: page, page module, shared module, fetched module, font, clip list, contract.
SERVED = (
    "/",
    "/halls/guangdong/kiosk",
    "/static/kiosk/main.js",
    "/static/display/main.js",
    "/static/counter/main.js",
    "/static/manager/main.js",
    "/static/citizen/main.js",
    "/static/shared/base.css",
    "/static/vendor/preact.js",
    "/static/vendor/fonts/noto-sans-sc.css",
    "/sounds/manifest.json",
    "/api/v1/openapi.json",
)


@pytest.fixture(scope="session")
def archives(tmp_path_factory) -> Path:
    """A folder with the source archive, and the wheel that was built from it."""

    def build(folder: Path) -> None:
        run(sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT))

    return once_a_run(tmp_path_factory, "archives", build)


@pytest.fixture(scope="session")
def wheel_names(archives) -> set[str]:
    with zipfile.ZipFile(only(archives, "*.whl")) as wheel:
        return set(wheel.namelist())


@pytest.fixture(scope="session")
def source_names(archives) -> set[str]:
    with tarfile.open(only(archives, "*.tar.gz")) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


@pytest.fixture(scope="session")
def installed(archives, tmp_path_factory) -> Path:
    """The folder of programs of an environment that has the wheel and what it requires, no more."""
    programs = "Scripts" if sys.platform == "win32" else "bin"

    def install(folder: Path) -> None:
        venv.create(folder, with_pip=True)
        python = str(folder / programs / "python")
        run(python, "-m", "pip", "install", "-q", str(only(archives, "*.whl")))

    return once_a_run(tmp_path_factory, "environment", install) / programs


def once_a_run(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]
) -> Path:
    """A folder that one worker makes and all of them use: two builds at once tear each other's tree."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with FileLock(f"{folder}.lock"):
        if not Path(f"{folder}.made").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            Path(f"{folder}.made").touch()
    return folder


def test_the_source_archive_has_every_file_of_ours(source_names):
    assert {str(path) for path in own_files()} - source_names == set()


def test_the_source_archive_has_nothing_that_was_fetched(source_names):
    fetched = ("node_modules/", *(f"{folder}/" for folder in VENDORED))

    assert [name for name in source_names if name.startswith(fetched)] == []


def test_the_wheel_has_every_file_of_the_programs_with_halls_and_sounds(wheel_names):
    wanted = {place_in_wheel(path) for path in own_files() if path.parts[0] in {*PROGRAMS, *MOVED}}

    assert wanted - wheel_names == set()


def test_the_wheel_has_nothing_else_at_its_top(wheel_names):
    tops = {name.partition("/")[0] for name in wheel_names}

    assert {top for top in tops if not top.endswith(".dist-info")} == set(PROGRAMS)


@pytest.mark.parametrize(("folder", "files"), VENDORED.items())
def test_the_wheel_has_the_fetched_files(wheel_names, folder, files):
    assert {name for name in files if f"{folder}/{name}" not in wheel_names} == set()


def test_every_font_that_a_style_sheet_names_is_in_the_wheel(archives):
    fonts = "queue_server/web/static/vendor/fonts"
    with zipfile.ZipFile(only(archives, "*.whl")) as wheel:
        names = set(wheel.namelist())
        sheets = [name for name in names if name.startswith(fonts) and name.endswith(".css")]
        named = {
            f"{fonts}/{part.partition(')')[0].removeprefix('./')}"
            for sheet in sheets
            for part in wheel.read(sheet).decode().split("url(")[1:]
        }

    assert (len(named) > 200, named - names) == (True, set())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_program_starts_from_the_wheel(installed, tmp_path, command):
    answer = run(str(installed / command), "--help", cwd=tmp_path)

    assert command in answer


def test_halls_and_sounds_are_found_from_the_wheel(installed, tmp_path):
    script = (
        "from importlib.resources import files\n"
        "for package in ('queue_server.halls', 'display_client.sounds'):\n"
        "    print(*sorted(each.name for each in files(package).iterdir() if each.is_dir()"
        " and not each.name.startswith('__')))"
    )

    answer = run(str(installed / "python"), "-c", script, cwd=tmp_path)

    assert answer.splitlines() == [folders("halls"), folders("sounds")]


def test_the_demonstration_runs_from_the_wheel_and_stops_cleanly(installed, tmp_path):
    port = free_port()
    command = [str(installed / "queue-server"), "demo", "--hall", "guangdong"]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--data", str(tmp_path / "data")],
        cwd=tmp_path,
        env={**os.environ, "BROWSER": "true"},
    )
    try:
        answered(f"http://127.0.0.1:{port}/readyz", while_runs=server)
        statuses = {path: answered(f"http://127.0.0.1:{port}{path}") for path in SERVED}
    finally:
        server.terminate()

    assert (statuses, server.wait(timeout=15)) == (dict.fromkeys(SERVED, 200), 0)


def answered(url: str, while_runs: subprocess.Popen[bytes] | None = None) -> int:
    """The status of a GET; asked for 30 seconds again while a starting server does not listen yet."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return requests.get(url, timeout=5).status_code
        except requests.ConnectionError:
            starting = while_runs is not None and while_runs.poll() is None
            if not starting or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def place_in_wheel(path: Path) -> str:
    top, *rest = path.parts
    return "/".join((MOVED.get(top, top), *rest))


def folders(data: str) -> str:
    return " ".join(
        sorted(
            {path.parts[1] for path in own_files() if path.parts[0] == data and len(path.parts) > 2}
        )
    )


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def run(*command: str, cwd: Path = ROOT) -> str:
    """Its output; with all it said where it fails."""
    answer = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, f"{command}\n{answer.stdout}\n{answer.stderr}"
    return answer.stdout
