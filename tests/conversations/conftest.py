"""Small flows of a test, and conversations over them."""

from collections.abc import Callable

import pytest

from conversations.known import Known
from conversations.script import Ask, Each, Flow, Part, Say
from tests.conversations.chat import Chat

Tell = Callable[..., Flow]


def told(*script: Ask | Say | Each | Part, about: str = "") -> Flow:
    """A flow of these lines; about whatever is asked first, unless said otherwise."""
    return Flow("small", "small", "A small flow", about or _first(script), script, "That is all.")


def _first(script: tuple[Ask | Say | Each | Part, ...]) -> str:
    for line in script:
        if isinstance(line, Part):
            return _first(line.lines)
        if isinstance(line, Ask):
            return line.name
    raise ValueError(script)


@pytest.fixture
def tell() -> Tell:
    """Writes a flow of these lines."""
    return told


@pytest.fixture
def talk() -> Callable[..., Chat]:
    """Begins a conversation over these lines."""

    def begun(*script: Ask | Say | Each | Part, about: Known | None = None) -> Chat:
        return Chat(told(*script), about)

    return begun
