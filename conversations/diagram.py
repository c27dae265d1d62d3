"""A flow for someone who reads no Python: every sentence in order, rules by their docstrings, and the machine drawn."""

from collections.abc import Iterator, Sequence
from typing import Any

from transitions.extensions import GraphMachine

from conversations import journey, process
from conversations.answers import OneGiven, OneOf, SomeGiven, SomeOf
from conversations.engine.machine import states_of, ways
from conversations.question import controls_of
from conversations.script import Ask, Flow, Line, Rule, Text
from conversations.session import DONE, START


def page(flow: Flow) -> str:
    """The whole flow as Markdown; ends with a line break."""
    head = f"# {flow.title}\n\nBegins with /{flow.command}. What is kept is under the name `{flow.name}`."
    numbered = [f"{number}. {_line(flow, line)}" for number, line in enumerate(flow.lines, start=1)]
    parted = [*_headed(flow, numbered)]
    drawing = f"## As a machine\n\n```mermaid\n{drawn(flow)}\n```"
    return "\n\n".join([head, "\n".join(parted), f"**At the end:** {_words(flow.closing)}", drawing]) + "\n"


def _headed(flow: Flow, numbered: Sequence[str]) -> Iterator[str]:
    """The lines, with a heading before each part and a word before what is asked for each item."""
    part, each = 0, None
    for line, written in zip(flow.lines, numbered, strict=True):
        if line.part not in {0, part}:
            yield f"\n### Part {line.part} of {len(flow.parts)}: {flow.parts[line.part - 1].title}\n"
        if line.each is not None and line.each is not each:
            yield f"\n*For each item ({sentence_of(line.each.items)}):*\n"
        part, each = line.part, line.each
        yield written


def _line(flow: Flow, line: Line) -> str:
    said = f"**{_words(line.said.text)}**" if isinstance(line.said, Ask) else _words(line.said.text)
    rules = "; ".join(named(rule) for rule in line.rules)
    rule = f" *(only if: {rules})*" if rules else ""
    if not isinstance(line.said, Ask):
        return said + rule
    ask = line.said
    asked = " *(answered in advance; asked when the person goes to change it)*" if ask.preset else ""
    why = [f"Why? {ask.why}"] if ask.why else []
    details = [*_choices(ask), *why, "Controls: " + _brackets([one.label for one in controls_of(flow, ask)])]
    return "\n".join([f"{said}{rule}{asked} `{ask.name}`", *(f"   - {detail}" for detail in details)])


def _choices(ask: Ask) -> list[str]:
    kind = ask.kind
    if isinstance(kind, OneOf):
        return [_brackets([label for _code, label in kind.labels])]
    if isinstance(kind, SomeOf):
        return ["any of " + _brackets([label for _code, label in kind.labels])]
    if isinstance(kind, OneGiven):
        return [f"one of these: {sentence_of(kind.items)}; or {_brackets([kind.none])}"]
    if isinstance(kind, SomeGiven):
        return [f"any of these: {sentence_of(kind.items)}"]
    return [sentence_of(type(kind)).partition(". ")[0]]


def _brackets(labels: Sequence[str]) -> str:
    return " ".join(f"[{label}]" for label in labels) or "none"


def _words(text: Text) -> str:
    """The sentence, or what stands in its docstring where it is made from the answers."""
    if isinstance(text, str):
        return text
    return f"_{sentence_of(text)}_"


def sentence_of(function: Any) -> str:
    return " ".join((function.__doc__ or function.__name__.replace("_", " ")).split()).rstrip(".")


def named(rule: Rule) -> str:
    """A rule in words: its docstring, or the step and codes it looks at."""
    documented = getattr(rule, "__doc__", None) if hasattr(rule, "__code__") else None
    return sentence_of(rule) if documented else rule.__name__


def drawn(flow: Flow) -> str:
    """The ways through a flow as a Mermaid state diagram; controls are left out, every question has them."""
    moves: list[dict[str, Any]] = []
    for step in (None, *(ask.name for ask in flow.asks)):
        for way in ways(flow, step):
            rules = () if way["dest"] == DONE else flow.line(way["dest"]).rules
            label = " and ".join(f"[{named(rule)}]" for rule in rules) or "next"
            moves.append({"trigger": label, "source": step or START, "dest": way["dest"]})
    states = [state["name"] for state in states_of(flow) if state["name"] != "stopped"]
    return _mermaid(flow.title, states, moves, START)


def journey_drawn() -> str:
    """A person's journey as a Mermaid state diagram."""
    return _mermaid("A person", list(journey.STATES), journey.moves(), "home")


def application_drawn() -> str:
    """An application's way as a Mermaid state diagram."""
    return _mermaid("An application", list(process.STAGES), process.moves(), "interviewing")


def _mermaid(title: str, states: list[str], moves: list[dict[str, Any]], initial: str) -> str:
    class Drawn:
        in_conversation = True

    # transitions prints the bare title between the lines of its front matter, which wants a key.
    machine = GraphMachine(
        model=Drawn(),
        states=states,
        transitions=moves,
        initial=initial,
        auto_transitions=False,
        graph_engine="mermaid",
        show_conditions=True,
        title=f"title: {title}",
    )
    return str(machine.get_combined_graph().draw(None)).strip()
