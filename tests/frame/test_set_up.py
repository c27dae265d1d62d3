"""tools/set_up.sh: what it installs, when it does nothing, and what it says when it cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout of nothing but the lists and the script, under a name with a space in it."""
    folder = tmp_path / "a folder"
    shutil.copytree(HERE / "requirements", folder / "requirements")
    (folder / "tools").mkdir()
    shutil.copy(HERE / "tools/set_up.sh", folder / "tools")
    return folder


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def bring_uv(folder: Path) -> None:
    """In place of the real one, a uv that only writes down what it was asked for."""
    asked = folder / "asked"
    program(folder / ".uv/tool/bin/uv", f'echo "$@" >> "{asked}"')
    shutil.copy(folder / "requirements/uv.txt", folder / ".uv/uv.txt")
    program(folder / ".venv/bin/python", "exit 0")


def install(folder: Path, *sets: str) -> None:
    for name in sets:
        shutil.copy(folder / f"requirements/{name}.txt", folder / f".venv/{name}.txt")


def changes(folder: Path, name: str) -> None:
    with (folder / f"requirements/{name}.txt").open("a") as text:
        text.write("# another version\n")


def set_up(folder: Path, wanted: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", folder / "tools/set_up.sh", wanted],  # noqa: S607 -- wherever sh is
        env={"PATH": os.environ["PATH"], "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )


def asked(folder: Path) -> str:
    path = folder / "asked"
    return path.read_text() if path.exists() else ""


@pytest.mark.parametrize("wanted", ["run", "check"])
def test_installs_the_set_that_is_wanted(folder: Path, wanted: str) -> None:
    bring_uv(folder)

    result = set_up(folder, wanted)

    assert result.returncode == 0
    assert asked(folder).endswith(f"--require-hashes requirements/{wanted}.txt\n")


@pytest.mark.parametrize(
    ("there", "wanted"), [(("run",), "run"), (("run", "check"), "run"), (("run", "check"), "check")]
)
def test_does_and_says_nothing_when_all_is_there(folder: Path, there: tuple[str, ...], wanted: str) -> None:
    bring_uv(folder)
    install(folder, *there)

    result = set_up(folder, wanted)

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert asked(folder) == ""


def test_adds_what_the_tests_need_to_what_runs(folder: Path) -> None:
    bring_uv(folder)
    install(folder, "run")

    set_up(folder, "check")

    assert "requirements/check.txt" in asked(folder)


def test_leaves_the_tests_their_packages_when_only_the_bot_is_wanted(folder: Path) -> None:
    bring_uv(folder)
    install(folder, "run", "check")
    changes(folder, "run")

    set_up(folder, "run")

    assert "requirements/check.txt" in asked(folder)


def test_is_done_after_once(folder: Path) -> None:
    bring_uv(folder)
    set_up(folder, "check")
    first = asked(folder)

    result = set_up(folder, "run")

    assert result.stdout == ""
    assert asked(folder) == first


def test_tries_again_after_an_installation_that_failed(folder: Path) -> None:
    bring_uv(folder)
    install(folder, "run")
    changes(folder, "run")
    program(folder / ".uv/tool/bin/uv", "exit 2")
    set_up(folder, "run")
    bring_uv(folder)

    result = set_up(folder, "run")

    assert result.returncode == 0
    assert "requirements/run.txt" in asked(folder)


def test_says_in_one_line_that_python_is_missing(folder: Path) -> None:
    result = set_up(folder, "run", python="no-such-python")

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "Python 3.11 or newer is needed" in result.stderr


def test_takes_no_python_that_is_too_old(folder: Path, tmp_path: Path) -> None:
    old = program(tmp_path / "old/python3", "exit 1")

    result = set_up(folder, "run", python=str(old))

    assert "Python 3.11 or newer is needed" in result.stderr


def test_says_in_one_line_what_to_install_when_python_has_neither_venv_nor_pip(
    folder: Path, tmp_path: Path
) -> None:
    bare = program(tmp_path / "bare/python3", f'[ "$1" != -m ] && exec "{sys.executable}" "$@"')

    result = set_up(folder, "run", python=str(bare))

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "apt-get install python3-venv" in result.stderr


def test_knows_no_other_set(folder: Path) -> None:
    result = set_up(folder, "everything")

    assert result.returncode == 1
    assert "only run, check and uv" in result.stderr
