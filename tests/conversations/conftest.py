"""Small flows of a test, in the catalogue for as long as it runs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from conversations.known import Known
from conversations.script import Ask, Flow, Say
from tests.conversations.chat import Chat, catalogued

Tell = Callable[..., Flow]


@pytest.fixture
def tell() -> Iterator[Tell]:
    """Puts a flow of these lines into the catalogue; told twice, the later one stands, as after an upgrade."""
    with ExitStack() as stack:

        def told(*script: Ask | Say, about: str = "") -> Flow:
            first = next(line.name for line in script if isinstance(line, Ask))
            flow = Flow("small", "small", "A small flow", about or first, script, "That is all.")
            stack.enter_context(catalogued(flow))
            return flow

        yield told


@pytest.fixture
def talk(tell: Tell) -> Callable[..., Chat]:
    """Begins a conversation over these lines."""

    def begun(*script: Ask | Say, about: Known | None = None) -> Chat:
        return Chat(tell(*script), about)

    return begun
