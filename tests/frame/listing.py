"""The files of the repository, as a fresh clone has them. Without git: an unpacked archive has none."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).parents[2]


def files(folder: Path = HERE) -> Iterator[Path]:
    """Every file that .gitignore does not name. A folder with none of them does not come along."""
    for path in sorted(folder.iterdir()):
        if path.name == ".git" or any(fnmatch(path.name, pattern) for pattern in _IGNORED):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


_IGNORED = [line.strip("/") for line in (HERE / ".gitignore").read_text().splitlines() if line]
