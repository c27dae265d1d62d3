"""Bring bot/locales up to the sentences in the code. With --check, only say what is missing, and fail on it."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "bot" / "locales"
# A sentence is marked with _, and one with a number is given to Language.count in its two English forms.
KEYWORDS = {"_": None, "count": (1, 2)}
ROOMS = ("bot", "conversations")


def template() -> Catalog:
    """Every sentence in the code."""
    found = Catalog(charset="utf-8")
    for room in ROOMS:
        methods = [("**.py", "python")]
        for name, _line, words, comments, context in extract_from_dir(
            ROOT / room, methods, keywords=KEYWORDS
        ):
            found.add(words, locations=[(f"{room}/{name}", 1)], auto_comments=comments, context=context)
    return found


def renewed(path: Path, sentences: Catalog) -> Catalog:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.name)
    catalogue.update(sentences, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def faults(catalogue: Catalog) -> Iterator[str]:
    """What is missing, or has other placeholders than the English."""
    for message in catalogue:
        if not message.id:
            continue
        english = tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)
        said = tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)
        if not all(said) or message.fuzzy:
            yield f"{catalogue.locale}: not translated: {english[0]}"
        elif any(_placeholders(one) != _placeholders(english[-1]) for one in said):
            yield f"{catalogue.locale}: other placeholders or marks than in: {english[0]}"


def _placeholders(sentence: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}|\*\*|/[a-z]+\b", sentence))


def written(catalogue: Catalog) -> bytes:
    text = BytesIO()
    write_po(text, catalogue, width=110, omit_header=False, sort_output=True, no_location=True)
    # The time of writing would make every run a change.
    return re.sub(rb'"(POT-Creation|PO-Revision)-Date: [^"]*"\n', b"", text.getvalue())


def main() -> int:
    sentences = template()
    wrong: list[str] = []
    for path in sorted(LOCALES.glob("*/debrief.po")):
        catalogue = renewed(path, sentences)
        wrong += faults(catalogue)
        if "--check" not in sys.argv:
            path.write_bytes(written(catalogue))
        elif path.read_bytes() != written(catalogue):
            wrong.append(f"stale: {path.relative_to(ROOT)} (make docs)")
    print("\n".join(wrong) or "Every sentence is there in every language.")
    return bool(wrong) if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
