"""Rules that hold for every file of the project."""

import json
import re
import tomllib

from tests.house.tree import ROOT, own_texts

# Every one has a bracket in it, so that this file keeps the rule that it checks.
FOREIGN = re.compile(
    r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]/\w+|op[t]/pypi)/"
    r"|registry\.np[m]js|pythonh[o]sted|pypi\.o[r]g|deb\.debi[a]n\.org|np[m]mirror"
)
SILENCED = re.compile(r"#\s*(?:noqa|type: ignore)(?:: [A-Z0-9, ]+|\[[\w, -]+\])?(?P<reason>.*)")
MOST_LINES = 400  # past 300 a file asks to be two; past this it must be


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    found = {
        f"{path}:{number}": line.strip()[:100]
        for path, text in own_texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if FOREIGN.search(line)
    }

    assert found == {}


def test_the_lock_file_has_a_hash_for_every_package_and_an_address_for_none():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = {name: entry for name, entry in packages.items() if name}

    assert {
        name for name, entry in fetched.items() if "integrity" not in entry or "resolved" in entry
    } == set()


def test_npm_leaves_out_addresses_and_runs_no_scripts_of_packages():
    lines = (ROOT / ".npmrc").read_text().splitlines()

    assert {"omit-lockfile-registry-resolved=true", "ignore-scripts=true"} <= set(lines)


def test_what_is_built_is_never_committed():
    ignored = set((ROOT / ".gitignore").read_text().splitlines())

    assert {"node_modules/", "queue_server/web/static/vendor/", "ticket_printer/fonts/"} <= ignored


def test_every_rule_that_is_off_has_its_reason_beside_it():
    unexplained = [
        line.strip()
        for line in (ROOT / "ruff.toml").read_text().splitlines()
        if re.match(r'\s*("[A-Z]+\d*",|"[^"]+" = \["[A-Z]+\d*"\])', line) and " # " not in line
    ]

    assert unexplained == []


def test_all_rules_are_on():
    assert tomllib.loads((ROOT / "ruff.toml").read_text())["lint"]["select"] == ["ALL"]


def test_every_silenced_check_says_why():
    unexplained = {
        f"{path}:{number}"
        for path, text in own_texts(".py").items()
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := SILENCED.search(line)) and not match["reason"].strip(" -—:#")
    }

    assert unexplained == set()


def test_programs_keep_to_small_files():
    lines = {
        str(path): text.count("\n")
        for path, text in own_texts(".py", ".js", ".css").items()
        if path.parts[0] not in {"tests", "bench"} and "migrations" not in path.parts
    }

    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}
