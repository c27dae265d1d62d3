"""Each contract between the layers is broken on purpose, in a copy of the packages, and must be seen to fail."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
PACKAGES = ("bot", "conversations", "storage")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The three packages and the contracts, where a test may break them."""
    for package in PACKAGES:
        shutil.copytree(HERE / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "pyproject.toml", tmp_path)
    return tmp_path


def add(line: str, to: str, copy: Path) -> None:
    """At the end of a module, made when there is none."""
    module = copy / to
    module.parent.mkdir(exist_ok=True)
    with module.open("a") as text:
        text.write(f"\n{line}\n")


def verdicts(copy: Path) -> dict[str, str]:
    """KEPT or BROKEN for each contract, by its number."""
    # Verbose, because then it draws no progress from a thread beside it, and not measured: once, with both, it did
    # not end.
    run = subprocess.run(
        [TOOLS / "lint-imports", "--no-logo", "--no-cache", "--verbose"],
        cwd=copy,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    found = dict(re.findall(r"^(\d+[ab]?) .* (KEPT|BROKEN)\b", run.stdout, re.MULTILINE))
    if not found:
        pytest.fail(run.stdout + run.stderr)
    return found


def broken(copy: Path) -> set[str]:
    return {number for number, verdict in verdicts(copy).items() if verdict == "BROKEN"}


def test_keeps_every_contract_as_the_packages_are(copy: Path) -> None:
    found = verdicts(copy)

    assert found == dict.fromkeys(("1", "2", "3", "4", "5", "6", "7", "8", "9", "10a", "10b"), "KEPT")


@pytest.mark.parametrize(
    ("contract", "line", "module"),
    [
        ("1", "import bot", "storage/extra.py"),
        ("1", "import storage", "conversations/extra.py"),
        ("1", "import bot", "conversations/extra.py"),
        ("2", "import telegram", "conversations/extra.py"),
        ("2", "import os.path", "conversations/extra.py"),
        ("2", "from asyncio import sleep", "conversations/flows/extra.py"),
        ("2", "def later() -> None:\n    import logging", "conversations/engine.py"),
        ("3", "from sqlalchemy.orm import Session", "bot/extra.py"),
        ("3", "import aiosqlite", "bot/handlers/extra.py"),
        ("3", "import sqlite3", "bot/extra.py"),
        ("3", "import sqlite3", "bot/phone/extra.py"),
        ("3", "import aiosqlite", "bot/phone/memory.py"),
        ("4", "import telegram.error", "storage/extra.py"),
        ("4", "import telegram", "bot/coach/extra.py"),
        ("4", "from telegram import Message", "bot/outgoing.py"),
        ("5", "from transitions import Machine", "conversations/extra.py"),
        ("5", "import transitions", "conversations/flows/extra.py"),
        ("5", "import transitions", "bot/extra.py"),
        ("6", "import conversations.extra", "storage/extra.py"),
        ("6", "from conversations import known", "storage/extra.py"),
        ("7", "import conversations.flows.other", "conversations/flows/extra.py"),
        ("8", "import conversations.extra", "conversations/flows/extra.py"),
        ("8", "from conversations import engine", "conversations/flows/extra.py"),
        ("9", "import bot.__main__", "bot/extra.py"),
        ("9", "from bot.__main__ import main", "bot/handlers/extra.py"),
        ("10a", "import bot.extra", "bot/phone/extra.py"),
        ("10a", "from conversations.session import Session", "bot/phone/extra.py"),
        ("10a", "import storage", "bot/phone/extra.py"),
        ("10b", "import bot.phone.extra", "bot/extra.py"),
        ("10b", "from bot.phone.phone import Phone", "bot/trial.py"),
    ],
)
def test_breaks_the_one_contract_that_forbids_an_import(
    copy: Path, contract: str, line: str, module: str
) -> None:
    for target in (
        "conversations/extra.py",
        "conversations/flows/other.py",
        "bot/extra.py",
        "bot/phone/extra.py",
    ):
        add("NOTHING = None", to=target, copy=copy)
    add("NOTHING = None", to="bot/__main__.py", copy=copy)

    add(line, to=module, copy=copy)

    assert broken(copy) == {contract}


@pytest.mark.parametrize("module", ["bot/coach/extra.py", "bot/outgoing.py", "storage/extra.py"])
def test_finds_telegram_behind_another_module(copy: Path, module: str) -> None:
    package = module.split("/", maxsplit=1)[0]
    add("import telegram", to=f"{package}/behind.py", copy=copy)

    add(f"import {package}.behind", to=module, copy=copy)

    assert broken(copy) == {"4"}


@pytest.mark.parametrize(
    ("line", "module"),
    [
        ("from transitions import Machine", "conversations/engine.py"),
        ("from transitions import Machine", "conversations/journey.py"),
        ("from transitions import Machine", "conversations/process.py"),
        ("from transitions.extensions import GraphMachine", "conversations/diagram.py"),
        ("from conversations import session", "storage/extra.py"),
        ("from conversations import answers, known, script, sums", "conversations/flows/extra.py"),
        ("from conversations.sums.total import total", "conversations/flows/extra.py"),
        ("import bot.phone", "bot/__main__.py"),
        ("import sqlite3", "bot/phone/memory.py"),
    ],
)
def test_allows_what_a_contract_names_as_its_exception(copy: Path, line: str, module: str) -> None:
    for target in ("conversations/answers.py", "conversations/known.py", "conversations/script.py"):
        add("NOTHING = None", to=target, copy=copy)
    add("NOTHING = None", to="conversations/sums/__init__.py", copy=copy)
    add("NOTHING = None", to="conversations/sums/total.py", copy=copy)

    add(line, to=module, copy=copy)

    assert broken(copy) == set()


def banned(copy: Path, *beginnings: str) -> dict[str, dict[str, str]]:
    """The banned names of pyproject.toml that begin so."""
    settings = tomllib.loads((copy / "pyproject.toml").read_text())
    names = settings["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    return {name: entry for name, entry in names.items() if name.startswith(beginnings)}


def places(copy: Path, *arguments: str) -> set[str]:
    """The files in which ruff finds a banned name."""
    run = subprocess.run(
        [TOOLS / "ruff", "check", "--no-cache", "--select=TID251", "--output-format=concise", *arguments],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.stderr.strip():
        pytest.fail(run.stderr)
    return set(re.findall(r"^(\S+?):\d+:\d+: TID251", run.stdout, re.MULTILINE))


def places_of(copy: Path, names: dict[str, dict[str, str]], *files: str) -> set[str]:
    """The same, with these names alone and no file excepted."""
    table = ", ".join(f'"{name}".msg = "{entry["msg"]}"' for name, entry in names.items())
    setting = f"lint.flake8-tidy-imports.banned-api = {{{table}}}"
    return places(copy, "--isolated", "--config", setting, *files)


@pytest.mark.parametrize(
    "line",
    [
        "from datetime import UTC, datetime\n\nNOW = datetime.now(UTC)",
        "import datetime as clock\n\nTODAY = clock.date.today()",
        "import time\n\nCLOCK = time.monotonic",
        "from time import time",
        "import os\n\nTOKEN = os.environ['BOT_TOKEN']",
        "from os import getenv",
    ],
)
@pytest.mark.parametrize("module", ["conversations/extra.py", "storage/extra.py", "bot/extra.py"])
def test_finds_who_reads_a_clock_or_the_environment(copy: Path, line: str, module: str) -> None:
    add(line, to=module, copy=copy)

    assert places(copy) == {module}


@pytest.mark.parametrize("module", ["bot/__main__.py", "bot/phone/server.py"])
def test_finds_the_environment_read_where_only_a_clock_may_be(copy: Path, module: str) -> None:
    add("import os\n\nTOKEN = os.environ", to=module, copy=copy)

    assert places_of(copy, banned(copy, "os."), *PACKAGES) == {module}


def test_reads_the_environment_nowhere_but_in_the_settings(copy: Path) -> None:
    found = places_of(copy, banned(copy, "os."), *PACKAGES)

    assert found <= {"bot/settings.py"}


def test_reads_no_clock_in_the_settings(copy: Path) -> None:
    found = places_of(copy, banned(copy, "time.", "datetime."), *PACKAGES)

    assert "bot/settings.py" not in found
