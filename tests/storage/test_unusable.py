"""A database that cannot be relied on is refused at the start, in one sentence, and left as it is."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.file import AlreadyRunning, Unusable
from storage.records import Records
from storage.store import Store
from tests.storage.given import ada

SECOND_PROCESS = """
import asyncio, sys
from storage.store import Store
from storage.file import AlreadyRunning

async def main():
    try:
        store = await Store.open(sys.argv[1])
    except AlreadyRunning as refusal:
        print(refusal)
        return
    await store.close()
    print("opened")

asyncio.run(main())
"""


@pytest.fixture
async def file(sqlite_url: str, tmp_path: Path) -> Path:
    """A database that was used and closed."""
    store = await Store.open(sqlite_url)
    await store.run(ada)
    await store.close()
    return tmp_path / "debrief.db"


async def second_process(url: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SECOND_PROCESS, url, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    said, _ = await process.communicate()
    return said.decode().strip()


async def test_a_second_process_refuses_to_start_on_the_same_file(store: Store, sqlite_url: str) -> None:
    said = await second_process(sqlite_url)

    assert said.startswith("Another Debrief is already running on")
    await store.run(ada)


async def test_another_process_may_open_the_file_once_it_is_closed(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    await store.close()

    assert await second_process(sqlite_url) == "opened"


async def test_refuses_a_second_time_in_the_same_process_and_through_a_link(
    store: Store, sqlite_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.symlink_to(tmp_path, target_is_directory=True)

    for url in (sqlite_url, sqlite_url.replace("debrief.db", "elsewhere/debrief.db")):
        with pytest.raises(AlreadyRunning):
            await Store.open(url)

    await store.run(ada)


def content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def move(file: Path, target: Path) -> None:
    file.rename(target)


def delete(*files: Path) -> None:
    for file in files:
        file.unlink()


def rights(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def _random_bytes(file: Path) -> None:
    file.write_bytes(os.urandom(20_000))


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _first_page_only(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:4096])


def _half_a_header(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:50])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _deleted(file: Path) -> None:
    file.unlink()


def _noise_in_the_middle(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 6] = os.urandom(4096 * 5)
    file.write_bytes(bytes(content))


def _last_page_gone(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4096])


def _noise_at_the_end(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: -4096 * 8] + os.urandom(4096 * 8))


def _miscounted_free_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[36:40] = (7).to_bytes(4)
    file.write_bytes(bytes(content))


def _read_only(file: Path) -> None:
    file.chmod(0o444)


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _anothers(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()


def _a_newer_one(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.close()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_random_bytes, "is not a SQLite database"),
        (_half, "damaged"),
        (_first_page_only, "damaged"),
        (_half_a_header, "damaged"),
        (_empty, "was here before and is now gone or empty"),
        (_deleted, "was here before and is now gone or empty"),
        (_noise_in_the_middle, "damaged"),
        (_last_page_gone, "damaged"),
        (_noise_at_the_end, "damaged"),
        (_miscounted_free_pages, "damaged"),
        (_read_only, "is read-only"),
        (_a_folder, "cannot be opened"),
        (_anothers, "not Debrief's"),
        (_a_newer_one, "written by a newer Debrief"),
    ],
)
async def test_refuses_a_spoilt_file_and_leaves_it_as_it_is(
    file: Path, sqlite_url: str, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(file)
    before = content(file)

    with pytest.raises(Unusable, match=said) as caught:
        await Store.open(sqlite_url)

    assert len(str(caught.value).splitlines()) == 1
    assert content(file) == before


async def test_opens_again_once_the_file_is_back(file: Path, sqlite_url: str) -> None:
    away = file.with_suffix(".away")
    move(file, away)
    with pytest.raises(Unusable):
        await Store.open(sqlite_url)
    move(away, file)

    store = await Store.open(sqlite_url)

    assert len(await store.read(_names)) == 1
    await store.close()


async def test_begins_anew_when_told_to_by_deleting_the_mark_as_well(file: Path, sqlite_url: str) -> None:
    delete(file, file.with_name("debrief.db.lock"))

    store = await Store.open(sqlite_url)

    assert await store.read(_names) == []
    await store.close()


def _names(records: Records) -> list[str]:
    return [person.name for person in records.people.all()]


async def test_a_start_that_never_came_so_far_does_not_forbid_the_next(
    tmp_path: Path, sqlite_url: str
) -> None:
    (tmp_path / "debrief.db.lock").touch()
    (tmp_path / "debrief.db").touch()

    store = await Store.open(sqlite_url)

    await store.run(ada)
    await store.close()


async def test_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="cannot be written"):
        await Store.open(f"sqlite+aiosqlite:///{tmp_path}/nowhere/debrief.db")


async def test_lets_nobody_else_read_what_people_wrote(file: Path, sqlite_url: str, tmp_path: Path) -> None:
    store = await Store.open(sqlite_url)
    await store.run(ada)

    found = rights(tmp_path)

    assert file.name in found
    assert set(found.values()) == {0o600}
    await store.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "not the address"),
        ("debrief.db", "not the address"),
        ("mysql://localhost/debrief", "must begin with"),
        ("sqlite:///debrief.db", "must begin with"),
        ("postgresql://localhost/debrief", "must begin with"),
        ("sqlite+aiosqlite://", "must name a file"),
        ("sqlite+aiosqlite:///:memory:", "must name a file"),
        ("sqlite+aiosqlite:///file:a?mode=memory&uri=true", "must name a file"),
        ("postgresql+asyncpg://127.0.0.1:1/debrief", "cannot be reached"),
    ],
)
async def test_refuses_an_address_it_cannot_use(url: str, said: str) -> None:
    with pytest.raises(Unusable, match=said):
        await Store.open(url)


async def test_a_refusal_shows_no_password() -> None:
    with pytest.raises(Unusable) as caught:
        await Store.open("postgresql+asyncpg://debrief:canary-password@127.0.0.1:1/debrief")

    assert "canary-password" not in str(caught.value)
