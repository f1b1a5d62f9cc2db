"""The verbs that the README names."""

import os
import re
import subprocess

import pytest

from tests.house.tree import ROOT

VERBS = ["setup", "demo", "test", "lint", "bench", "help"]


def test_help_tells_every_verb():
    answer = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert {verb for verb in VERBS if f"make {verb} " not in answer.stdout} == set()


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_sets_up_first_and_needs_nothing_else_done_before(verb):
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    (needs,) = re.findall(rf"^{verb}:([^#]*)##", rules, re.MULTILINE)

    assert "$(READY)" in needs or verb == "help"


def test_ci_runs_the_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")

    assert ("make test" in readme, "make test" in script) == (True, True)
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_every_link_of_the_documents_leads_somewhere():
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    links = {
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    }

    assert links == set()
