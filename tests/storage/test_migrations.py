"""Migrations bring a filled database to today's tables and lose no row of it."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.exc import SQLAlchemyError

from storage import engines, migrate, opening
from storage.file import AlreadyRunning, Unusable
from storage.migrate import NotMigrated
from storage.opening import Terms
from storage.records import Records
from storage.store import Store
from storage.tables import Base
from tests.crash import Crash, Fuse
from tests.postgresql import PostgreSQL
from tests.storage.given import NOW, ada, bob
from tests.storage.test_people import fill, rows

# A later release changes the table everything else hangs on, which SQLite can only do by building it anew.
REBUILD = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "0003", None, None


def upgrade() -> None:
    with op.batch_alter_table("person", table_kwargs={"sqlite_autoincrement": True}) as person:
        person.add_column(sa.Column("shoe_size", sa.Integer(), nullable=False, server_default="42"))
        person.drop_column("zone")
"""

LOSES_PEOPLE = """
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "0003", None, None


def upgrade() -> None:
    op.execute("DELETE FROM person")
"""


@pytest.fixture
def later(tmp_path: Path) -> Callable[[str], Terms]:
    """The terms of a later release: today's migrations, and one more."""

    def terms(migration: str) -> Terms:
        scripts = tmp_path / "migrations"
        shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "9999_later.py").write_text(migration)
        return Terms(migrations=migrate.config(scripts))

    return terms


@pytest.fixture
async def filled_url(any_url: str) -> str:
    """A database with everything two people can leave in it."""
    store = await Store.open(any_url)
    await store.run(lambda records: fill(records, ada(records), "ada's words"))
    await store.run(lambda records: fill(records, bob(records), "bob's words"))
    await store.close()
    return any_url


async def every_row(url: str) -> dict[str, list[tuple[object, ...]]]:
    store = await Store.open(url)
    found = await store.read(rows)
    await store.close()
    return found


def plain_rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608 -- our own names
    connection.close()
    return found


async def test_the_migrations_make_exactly_the_tables_the_code_knows(any_store: Store) -> None:
    def differences(records: Records) -> list[object]:
        context = MigrationContext.configure(
            records.session.connection(), opts={"compare_type": True, "compare_server_default": True}
        )
        found: list[object] = compare_metadata(context, Base.metadata)
        return found

    assert await any_store.run(differences) == []


async def test_no_number_is_ever_given_twice_on_sqlite(store: Store) -> None:
    def numbered(records: Records) -> set[str]:
        connection = records.session.connection()
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        return set(found.scalars())

    with_numbers = {name for name, table in Base.metadata.tables.items() if "id" in table.columns}
    assert await store.run(numbered) == with_numbers


async def test_opening_a_filled_database_again_changes_no_row(filled_url: str) -> None:
    before = await every_row(filled_url)

    after = await every_row(filled_url)

    assert after == before
    assert all(found for found in before.values() if found is not before["erasure"])


async def test_rebuilding_the_table_of_people_loses_no_row(
    filled_url: str, later: Callable[[str], Terms]
) -> None:
    before = await every_row(filled_url)
    terms = later(REBUILD)

    await opening.migrate_database(filled_url, terms)

    opened = await opening.open_database(filled_url, terms)
    async with opened.reader.connect() as connection:
        after = {
            name: [
                tuple(row) for row in await connection.execute(table.select().order_by(*table.primary_key))
            ]
            for name, table in Base.metadata.tables.items()
            if name != "person"
        }
        people = (await connection.exec_driver_sql("SELECT name, shoe_size FROM person ORDER BY id")).all()
    await opened.close()
    assert after == {name: found for name, found in before.items() if name != "person"}
    assert [tuple(person) for person in people] == [("ada's words", 42), ("bob's words", 42)]


async def test_with_foreign_keys_on_the_same_rebuild_would_empty_the_children(
    sqlite_url: str, tmp_path: Path, later: Callable[[str], Terms]
) -> None:
    store = await Store.open(sqlite_url)
    await store.run(lambda records: fill(records, ada(records), "ada's words"))
    await store.close()
    before = plain_rows(tmp_path / "debrief.db", "answer")
    terms = later(REBUILD)

    writer = engines.sqlite_writer(opening.address(sqlite_url), terms.patience)
    async with writer.begin() as connection:
        await connection.run_sync(migrate.upgrade, terms.migrations)
    await writer.dispose()

    assert len(before) == 2
    assert plain_rows(tmp_path / "debrief.db", "answer") == []


async def test_a_migration_that_would_orphan_rows_changes_nothing(
    sqlite_url: str, later: Callable[[str], Terms]
) -> None:
    store = await Store.open(sqlite_url)
    await store.run(lambda records: fill(records, ada(records), "ada's words"))
    await store.close()
    before = await every_row(sqlite_url)

    with pytest.raises(Unusable, match="rows of action, answer, application, attachment"):
        await opening.open_database(sqlite_url, later(LOSES_PEOPLE))

    assert await every_row(sqlite_url) == before


async def test_killed_at_any_statement_of_a_migration_the_database_is_as_before(
    sqlite_url: str, tmp_path: Path, later: Callable[[str], Terms]
) -> None:
    store = await Store.open(sqlite_url)
    await store.run(lambda records: fill(records, ada(records), "ada's words"))
    await store.close()
    terms = later(REBUILD)
    (tmp_path / "copy").mkdir()
    shutil.copy(tmp_path / "debrief.db", tmp_path / "copy" / "debrief.db")
    listening = Fuse(copied := f"sqlite+aiosqlite:///{tmp_path}/copy/debrief.db")
    await (await opening.open_database(copied, Terms(terms.migrations, listening))).close()
    before = plain_rows(tmp_path / "debrief.db", "person")

    for number in range(1, len(listening.heard) + 1):
        fuse = Fuse(sqlite_url)
        fuse.light(number)
        with pytest.raises((Crash, SQLAlchemyError)):
            await opening.open_database(sqlite_url, Terms(terms.migrations, fuse))
        assert fuse.burnt
        assert plain_rows(tmp_path / "debrief.db", "person") == before

    assert len(listening.heard) > 10
    assert "ada's words" in before[0]


async def test_refuses_to_migrate_a_file_that_is_in_use(store: Store, sqlite_url: str) -> None:
    with pytest.raises(AlreadyRunning):
        await Store.migrate(sqlite_url)

    await store.run(ada)


async def test_on_postgresql_migrating_is_a_step_of_its_own(postgresql: PostgreSQL) -> None:
    url = postgresql.empty()

    with pytest.raises(NotMigrated, match="python -m bot migrate"):
        await Store.open(url)
    await Store.migrate(url)
    await Store.migrate(url)

    store = await Store.open(url)
    assert (await store.run(ada)).created_at == NOW
    await store.close()
    postgresql.drop(url)


async def test_on_postgresql_a_newer_or_foreign_database_is_refused(postgresql: PostgreSQL) -> None:
    newer, foreign = postgresql.migrated(), postgresql.empty()
    await _execute(newer, "UPDATE alembic_version SET version_num = '9999'")
    await _execute(foreign, "CREATE TABLE songs (title TEXT)")

    for url, said in ((newer, "written by a newer Debrief"), (foreign, "not Debrief's")):
        with pytest.raises(Unusable, match=said):
            await Store.migrate(url)
        with pytest.raises(NotMigrated):
            await Store.open(url)
        postgresql.drop(url)


async def _execute(url: str, statement: str) -> None:
    engine = engines.postgresql_writer(opening.address(url), patience=10)
    async with engine.begin() as connection:
        await connection.exec_driver_sql(statement)
    await engine.dispose()
