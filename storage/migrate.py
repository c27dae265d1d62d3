"""Bring a database to the tables of today, or tell that it is not there yet."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage.file import Unusable

SCRIPTS = Path(__file__).with_name("migrations")
# Any fixed pair: PostgreSQL lets one process at a time hold it.
_POSTGRESQL_LOCK = (0x0DEB, 0x21EF)


class NotMigrated(Unusable):
    """The tables are those of another version of Debrief."""


def config(scripts: Path = SCRIPTS) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return settings


def revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def check(connection: Connection, settings: Config) -> None:
    """Raise unless the tables are exactly of today."""
    found, wanted = revision(connection), ScriptDirectory.from_config(settings).get_current_head()
    if found != wanted:
        raise NotMigrated(
            f"The database is at revision {found or 'none'}, this Debrief needs {wanted}: "
            "stop every Debrief on it, then run `python -m bot migrate`."
        )


def upgrade(connection: Connection, settings: Config) -> None:
    """Inside the caller's transaction, which is rolled back if a single row would point nowhere."""
    _refuse_foreign(connection, settings)
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:one, :two)"),
            dict(zip(("one", "two"), _POSTGRESQL_LOCK, strict=True)),
        )
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if lost:
            tables = ", ".join(sorted({row[0] for row in lost}))
            raise Unusable(
                f"The migration would leave rows of {tables} without what they belong to; nothing was changed."
            )


def _refuse_foreign(connection: Connection, settings: Config) -> None:
    found = revision(connection)
    if found is None:
        tables = set(inspect(connection).get_table_names())
        if tables:
            raise Unusable("The database holds tables that are not Debrief's; choose another one.")
        return
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if found not in known:
        raise Unusable(f"The database was written by a newer Debrief (revision {found}); run that one.")
