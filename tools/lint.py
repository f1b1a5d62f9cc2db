"""Run every static check, all of them even when one fails, and say at the end which did.

Usage: python tools/lint.py PACKAGE…   (the packages that mypy reads)
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TOOLS = sorted(str(tool) for tool in HERE.glob("*.py"))
BIN = Path(sys.executable).parent


def main() -> int:
    """Returns the number of failed checks."""
    node = [sys.executable, str(HERE / "node.py")]
    checks = {
        "ruff check": [str(BIN / "ruff"), "check", "."],
        "ruff format": [str(BIN / "ruff"), "format", "--check", "."],
        "mypy": [str(BIN / "mypy"), *sys.argv[1:], "build_backend", *TOOLS],
        "import contracts": [str(BIN / "lint-imports"), "--no-logo"],
        "tsc": [*node, "node", "node_modules/typescript/bin/tsc", "--project", "tsconfig.json"],
    }
    failed = [name for name, command in checks.items() if not _passes(name, command)]
    print(f"\nlint: {', '.join(failed)} failed" if failed else "\nlint: all passed")
    return len(failed)


def _passes(name: str, command: list[str]) -> bool:
    print(f"\n== {name}", flush=True)
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
