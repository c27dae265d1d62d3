"""Write the generated pages anew: docs/flows, docs/schema.md, the settings in README.md. With --check, only compare."""

import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings
from conversations import diagram
from conversations.catalogue import FLOWS
from tools import letters, transcripts
from tools.schema import schema_page

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- settings: written by make docs -->", "<!-- end of settings -->"
FRESH = "<!-- Written by make docs. -->\n\n"


def pages() -> Iterator[tuple[Path, str]]:
    """Each generated page and what must stand in it."""
    for flow in FLOWS:
        yield ROOT / "docs" / "flows" / f"{flow.name}.md", FRESH + diagram.page(flow)
    drawing = f"# A person\n\nWhat one person is busy with.\n\n```mermaid\n{diagram.journey_drawn()}\n```\n"
    yield ROOT / "docs" / "flows" / "journey.md", FRESH + drawing
    applied = f"# An application\n\nWhere one application stands.\n\n```mermaid\n{diagram.application_drawn()}\n```\n"
    yield ROOT / "docs" / "flows" / "application.md", FRESH + applied
    talks = [("reflection", transcripts.QUICK), ("closer_look", transcripts.CLOSER)]
    talked = transcripts.page("The reflection, quick and then closer", talks)
    yield ROOT / "docs" / "transcripts" / "reflection.md", FRESH + talked
    talked = transcripts.page("An interview that is coming up", [("interview", transcripts.COMES_UP)])
    known_before = [("interview", transcripts.LITTLE_KNOWN)]
    talked += "\n" + transcripts.page("The next round", known_before, transcripts.after_two_rounds)
    yield ROOT / "docs" / "transcripts" / "interview.md", FRESH + talked
    talked = transcripts.page(
        "While waiting: a day named, and none",
        [("waiting", transcripts.WAITS), ("waiting", transcripts.NO_DAY)],
    )
    again = [("waiting", talk) for talk in (transcripts.ASKS_NOW, transcripts.STILL_WAITS)]
    talked += "\n" + transcripts.page("A week later", again, transcripts.after_two_rounds)
    yield ROOT / "docs" / "transcripts" / "waiting.md", FRESH + talked
    no = [("rejected", talk) for talk in (transcripts.NO, transcripts.ENOUGH, transcripts.LET_OUT)]
    talked = transcripts.page("A no: two questions, enough, let out", no, transcripts.after_two_rounds)
    yield ROOT / "docs" / "transcripts" / "rejection.md", FRESH + talked
    talked = transcripts.page(
        "What to take from a no: all of it", [("lessons", transcripts.LESSONS)], transcripts.after_the_no
    )
    talked += "\n" + transcripts.page(
        "Little is known, and little is enough", [("lessons", transcripts.LITTLE)]
    )
    yield ROOT / "docs" / "transcripts" / "lessons.md", FRESH + talked
    quiet = [("silence", talk) for talk in (transcripts.CLOSED, transcripts.LAST_LINE)]
    talked = transcripts.page("No answer at all", quiet, transcripts.after_two_rounds)
    yield ROOT / "docs" / "transcripts" / "silence.md", FRESH + talked
    yield ROOT / "docs" / "letters.md", FRESH + letters.page()
    yield ROOT / "docs" / "schema.md", FRESH + schema_page()
    yield ROOT / "README.md", with_settings((ROOT / "README.md").read_text("utf-8"))


def with_settings(readme: str) -> str:
    """The README with the table of settings as the settings are."""
    before, _begin, rest = readme.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n{settings_table()}\n{END}{after}"


def settings_table() -> str:
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        value = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        shown = "none" if value is None else f"`{value}`"
        rows.append(f"| `{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)


def main() -> int:
    stale = [(path, text) for path, text in pages() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        for path, _text in stale:
            print(f"stale: {path.relative_to(ROOT)} (make docs)")
        return bool(stale)
    for path, text in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(f"written: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
