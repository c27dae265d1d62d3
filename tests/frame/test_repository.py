"""What holds for the repository as a whole: its layout, its lists, and that it names no one's machine."""

import re
import subprocess

import pytest

from bot.settings import Settings
from tests.frame.listing import HERE, files

LISTS = ("uv", "run", "check")

# Written in two halves, or this file would be found to name them.
HOSTS = tuple(left + right for left, right in (("pypi.", "org"), ("python", "hosted"), ("npm", "js.")))
HOME = re.compile(r"/(?:home|Users)/[a-z]|/ro{2}t/|[A-Z]:\\Users")


def texts() -> dict[str, str]:
    return {str(path.relative_to(HERE)): path.read_text(errors="replace") for path in files()}


def pinned(name: str) -> dict[str, str]:
    """Each package of a list with all that belongs to it: version, condition, hashes."""
    text = (HERE / f"requirements/{name}.txt").read_text()
    entries = re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[.*?\])?(==.*(?:\n[ ].*)*)", text, re.MULTILINE)
    return dict(entries)


def versions(name: str) -> dict[str, str]:
    return {package: entry.split()[0] for package, entry in pinned(name).items()}


def test_names_no_package_registry() -> None:
    found = {name for name, text in texts().items() if any(host in text for host in HOSTS)}

    assert found == set()


def test_names_nobodys_home() -> None:
    found = {name for name, text in texts().items() if HOME.search(text)}

    assert found == set()


def test_has_the_layout_of_the_design() -> None:
    folders = {path.relative_to(HERE).parts[0] for path in files() if path.parent != HERE}

    assert folders == {
        ".ci", "benchmarks", "bot", "conversations", "docs", "requirements", "storage", "tests", "tools",
    }  # fmt: skip


def test_has_the_files_a_repository_has() -> None:
    names = {path.name for path in files() if path.parent == HERE}

    assert names >= {
        "CHANGELOG.md", "CONTRIBUTING.md", "Dockerfile", "LICENSE", "Makefile", "README.md", "compose.yaml",
        "pyproject.toml", ".dockerignore", ".env.example", ".gitignore",
    }  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_pins_every_package_with_its_hashes(name: str) -> None:
    packages = pinned(name)

    assert packages
    assert [package for package, entry in packages.items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LISTS)
def test_has_nothing_in_a_list_but_pinned_packages(name: str) -> None:
    lines = (HERE / f"requirements/{name}.txt").read_text().splitlines()

    others = [line for line in lines if not re.match(r"^#|^    (#|--hash=)|^[a-z0-9][^ ]*==", line)]

    assert others == []


@pytest.mark.parametrize("name", LISTS)
def test_pins_whatever_is_asked_for(name: str) -> None:
    asked = re.findall(r"^[a-z][a-z0-9-]*", (HERE / f"requirements/{name}.in").read_text(), re.MULTILINE)

    assert set(asked) <= set(pinned(name))


def test_tests_the_versions_that_run() -> None:
    run, check = versions("run"), versions("check")

    assert run.items() <= check.items()


def env_example() -> dict[str, str]:
    """Its settings, in use or commented out."""
    text = (HERE / ".env.example").read_text()
    return dict(re.findall(r"^#?([A-Z_]+)=(.*)$", text, re.MULTILINE))


def test_shows_only_settings_there_are() -> None:
    known = {name.upper() for name in Settings.model_fields}

    assert set(env_example()) <= known


def test_shows_settings_that_can_be_used_as_they_stand() -> None:
    example = {name: value for name, value in env_example().items() if value}

    settings = Settings.read(example)

    assert settings.access == "invite"


def targets() -> set[str]:
    (line,) = re.findall(r"^\.PHONY: (.*)$", (HERE / "Makefile").read_text(), re.MULTILINE)
    return set(line.split())


def test_names_only_make_targets_there_are() -> None:
    pages = "\n".join(text for name, text in texts().items() if name.endswith((".md", ".yaml", ".example")))

    named = set(re.findall(r"(?:`|^(?:\$ )?)make ([a-z]+)(?=`|$| +[A-Z#])", pages, re.MULTILINE))

    assert named
    assert named <= targets()


def test_lists_every_make_target_in_its_help() -> None:
    run = subprocess.run(
        ["make", "help"],  # noqa: S607 -- wherever make is
        cwd=HERE,
        capture_output=True,
        text=True,
        check=True,
    )

    assert set(re.findall(r"^make ([a-z]+)", run.stdout, re.MULTILINE)) == targets()
