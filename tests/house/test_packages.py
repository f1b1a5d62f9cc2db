"""What setup.cfg says about the programs, against the programs."""

import ast
import configparser
import subprocess
import sys
from importlib.resources import files

import pytest

from tests.house.tree import PROGRAMS, ROOT

LISTED_DATA = {"queue_server.halls": "halls", "display_client.sounds": "sounds"}


def setup_cfg() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def packages_on_disk() -> set[str]:
    return {
        ".".join(init.parent.relative_to(ROOT).parts)
        for program in PROGRAMS
        for init in (ROOT / program).rglob("__init__.py")
    }


def test_setup_cfg_lists_every_package():
    listed = set(setup_cfg()["options"]["packages"].split())

    assert listed == packages_on_disk() | set(LISTED_DATA)


@pytest.mark.parametrize(("package", "folder"), LISTED_DATA.items())
def test_data_folders_are_read_as_packages(package, folder):
    assert files(package).joinpath("__init__.py").read_text() == (
        ROOT / folder / "__init__.py"
    ).read_text(encoding="utf-8")


def test_every_requirement_is_pinned():
    parser = setup_cfg()
    wanted = [parser["options"]["install_requires"], *parser["options.extras_require"].values()]
    requirements = [line for text in wanted for line in text.splitlines() if line]

    assert [line for line in requirements if "==" not in line and "lunhou[" not in line] == []


def test_pyproject_says_only_how_to_build():
    import tomllib

    assert set(tomllib.loads((ROOT / "pyproject.toml").read_text())) == {"build-system"}


def test_the_domain_imports_the_standard_library_and_itself():
    foreign = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "queue_server/domain").rglob("*.py")
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("queue_server.domain")
    }

    assert foreign == set()


def test_what_travels_loads_no_server():
    script = (
        "import sys, queue_server.protocol as p, pkgutil, importlib\n"
        "for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.'): importlib.import_module(m.name)\n"
        "print(sorted({'flask', 'apiflask', 'sqlalchemy', 'gevent', 'flask_socketio'} & set(sys.modules)))"
    )

    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert answer.stdout == "[]\n"


def imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names
