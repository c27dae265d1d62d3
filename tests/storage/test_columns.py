"""What a column takes comes back the same, from either database."""

import sys
import unicodedata
from collections import defaultdict
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from storage.columns import EPOCH, MILLISECOND, Moment, Unkeepable, keepable
from storage.records import Records
from storage.store import Store
from tests.storage.given import NOW, ada

DIALECT = sqlite.dialect()


def _one_of_each_category() -> dict[str, str]:
    by_category: dict[str, list[str]] = defaultdict(list)
    for code in range(1, sys.maxunicode + 1):
        category = unicodedata.category(chr(code))
        if category != "Cs" and len(by_category[category]) < 50:
            by_category[category].append(chr(code))
    return {category: "".join(found) for category, found in by_category.items()}


STRANGE = {
    **_one_of_each_category(),
    "byte order mark": "\ufeffHello",
    "lone combining mark": "\u0301",
    "family": "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}",
    "flag": "\U0001f1e9\U0001f1ea",
    "right to left override": "\u202egnp.exe",
    "nothing to see": "\u200b\u2060\u3164",
    "full length": "\N{GRINNING FACE}" * 4096,
    "SQL": "Robert'); DROP TABLE person;--",
    "line ends": "a\r\nb\rc\n",
    "decomposed": "e\u0301 is not \u00e9",
}


async def test_keeps_every_kind_of_character(any_store: Store) -> None:
    def keep_all(records: Records) -> None:
        for kind, text in STRANGE.items():
            records.notes.add(ada(records), text, NOW, origin=kind)

    await any_store.run(keep_all)

    notes = await any_store.run(lambda records: records.notes.of(ada(records)))
    assert {note.origin: note.text for note in notes} == STRANGE


@given(st.text())
def test_makes_any_text_keepable_and_changes_no_other(text: str) -> None:
    kept = keepable(text)

    assert kept.encode("utf-8").decode("utf-8") == kept
    assert "\0" not in kept
    assert len(kept) == len(text)
    assert keepable(kept) == kept
    assert all(new in (old, "\N{REPLACEMENT CHARACTER}") for old, new in zip(text, kept, strict=True))


@given(st.datetimes(timezones=st.timezones() | st.just(UTC)))
def test_a_moment_comes_back_in_utc_cut_to_milliseconds(moment: datetime) -> None:
    column = Moment()

    back = column.process_result_value(column.process_bind_param(moment, DIALECT), DIALECT)

    assert back is not None
    assert timedelta(0) <= moment - back < MILLISECOND
    assert back.tzinfo is UTC


def test_refuses_a_moment_without_a_zone() -> None:
    with pytest.raises(Unkeepable):
        Moment().process_bind_param(NOW.replace(tzinfo=None), DIALECT)


def test_keeps_moments_before_1970_and_in_other_zones() -> None:
    west = datetime(1969, 12, 31, 23, 0, tzinfo=timezone(timedelta(hours=-2)))

    assert Moment().process_bind_param(west, DIALECT) == 3_600_000
    assert Moment().process_bind_param(EPOCH - MILLISECOND, DIALECT) == -1


async def test_a_moment_goes_through_the_database_unchanged(any_store: Store) -> None:
    await any_store.run(ada)

    person = (await any_store.read(lambda records: records.people.all()))[0]
    assert person.created_at == NOW
    assert person.blocked_at is None
