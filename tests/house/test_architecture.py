"""The architecture page shows a ticket's life as the table has it."""

import subprocess
import sys

from tests.house.tree import ROOT


def test_the_diagram_of_a_tickets_life_is_that_of_the_table():
    command = [sys.executable, "tools/lifecycle_diagram.py", "--check"]

    checked = subprocess.run(command, cwd=ROOT, check=False)

    assert checked.returncode == 0, "run: python tools/lifecycle_diagram.py"
