"""The steps of the Dockerfile that need no container engine, done in a folder, and what comes of them."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.phone.server import LoopbackTelegram
from tests.frame.listing import HERE, files

DOCKERFILE = (HERE / "Dockerfile").read_text()


def settings_of_the_image(app: Path) -> dict[str, str]:
    """What its ENV lines set, with the folder of the test in place of /app."""
    block = re.search(r"^ENV ((?:.*\\\n)*.*)", DOCKERFILE, re.MULTILINE)
    pairs = re.findall(r"([A-Z_]+)=(\S+)", block[1] if block else "")
    return {name: value.replace("/app", str(app)) for name, value in pairs} | {"PATH": os.environ["PATH"]}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """The packages, as COPY brings them from a fresh clone and compileall leaves them."""
    app = tmp_path / "app"
    for room in re.findall(r"^COPY ([a-z]+)/ \1/$", DOCKERFILE, re.MULTILINE):
        for source in files(HERE / room):
            copy = app / source.relative_to(HERE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
    (step,) = re.findall(r"^RUN python (-m compileall .*)$", DOCKERFILE, re.MULTILINE)
    subprocess.run([sys.executable, *step.split()], cwd=app, check=True)
    return app


def start(app: Path, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    data.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=data,
        env=settings_of_the_image(app),
        capture_output=True,
        text=True,
        check=False,
    )


def contents(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}


def test_starts_from_the_copied_packages_alone(app: Path, tmp_path: Path) -> None:
    result = start(app, tmp_path / "data", "--help")

    assert result.returncode == 0, result.stderr
    assert "run" in result.stdout


def test_writes_nothing_beside_the_packages(app: Path, tmp_path: Path) -> None:
    before = contents(app)

    result = start(app, tmp_path / "data", "--help")

    assert result.returncode == 0, result.stderr
    assert contents(app) == before


def test_imports_nothing_from_the_folder_it_may_write_to(app: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "bot").mkdir(parents=True)
    (data / "bot/__init__.py").write_text("raise SystemExit('imported from the data folder')")

    result = start(app, data, "--help")

    assert "imported from the data folder" not in result.stderr
    assert result.returncode == 0


async def test_runs_until_it_is_told_to_stop_and_keeps_its_data_in_the_volume(
    app: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    before = contents(app)
    async with LoopbackTelegram() as telegram:
        settings = settings_of_the_image(app) | {
            "BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{data}/debrief.db",
        }
        bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", cwd=data, env=settings)

        try:
            while not telegram.asked("getUpdates"):
                assert bot.returncode is None
                await asyncio.sleep(0.02)
            bot.terminate()
            code = await bot.wait()
        finally:
            if bot.returncode is None:
                bot.kill()

    assert code == 0
    assert (data / "debrief.db").exists()
    assert contents(app) == before


def test_has_a_command_for_its_health_check(app: Path, tmp_path: Path) -> None:
    command = re.search(r"^HEALTHCHECK .* CMD \[.*\"bot\", \"([a-z]+)\"\]$", DOCKERFILE, re.MULTILINE)

    result = start(app, tmp_path / "data", command[1] if command else "", "--help")

    assert result.returncode == 0, result.stderr


def test_copies_only_what_dockerignore_lets_in() -> None:
    allowed = re.findall(r"^!(\S+)$", (HERE / ".dockerignore").read_text(), re.MULTILINE)

    lines = re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
    copied = {source.rstrip("/") for line in lines for source in line.split()}

    assert copied == set(allowed)
    assert all((HERE / source).exists() for source in copied)
