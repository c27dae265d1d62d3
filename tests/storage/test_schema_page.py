"""The drawing of the database shows all of it."""

from storage.tables import Base
from tools.schema import schema_page


def test_draws_every_table_with_every_column() -> None:
    page = schema_page()

    for table in Base.metadata.tables.values():
        drawn = page.split(f"    {table.name} {{\n")[1].split("    }")[0]
        assert [line.split()[1] for line in drawn.splitlines()] == [column.name for column in table.columns]


def test_draws_what_goes_with_a_person_and_what_only_knows_another_row() -> None:
    page = schema_page()

    assert "    person ||--o{ answer : person_id\n" in page
    assert "    outbox |o..o{ conversation : asked_by\n" in page
    assert page.count("o{ ") == sum(len(table.foreign_keys) for table in Base.metadata.tables.values())


def test_says_what_every_table_is_for() -> None:
    page = schema_page()

    for mapper in Base.registry.mappers:
        assert (mapper.class_.__doc__ or "missing").splitlines()[0] in page
