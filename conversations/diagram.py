"""A flow for someone who reads no Python: every sentence in order, rules by their docstrings, and the machine drawn."""

import re
from collections.abc import Sequence
from typing import Any

from transitions.extensions import GraphMachine

from conversations import journey
from conversations.answers import OneGiven, OneOf
from conversations.engine import START, states_of, ways
from conversations.question import controls_of
from conversations.script import Ask, Flow, Rule, Say, Text


def page(flow: Flow) -> str:
    """The whole flow as Markdown; ends with a line break."""
    head = f"# {flow.title}\n\nBegins with /{flow.command}. What is kept is under the name `{flow.name}`."
    lines = [f"{number}. {_line(flow, line)}" for number, line in enumerate(flow.script, start=1)]
    drawing = f"## As a machine\n\n```mermaid\n{drawn(flow)}\n```"
    return "\n\n".join([head, "\n".join(lines), f"**At the end:** {flow.closing}", drawing]) + "\n"


def _line(flow: Flow, line: Ask | Say) -> str:
    said = f"**{_words(line.text)}**" if isinstance(line, Ask) else _words(line.text)
    rule = f" *(only if: {named(line.only_if)})*" if line.only_if else ""
    if isinstance(line, Say):
        return said + rule
    asked = " *(answered in advance; asked when the person goes to change it)*" if line.preset else ""
    why = [f"Why? {line.why}"] if line.why else []
    details = [
        *_choices(line),
        *why,
        "Controls: " + _brackets([one.label for one in controls_of(flow, line)]),
    ]
    return "\n".join([f"{said}{rule}{asked} `{line.name}`", *(f"   - {detail}" for detail in details)])


def _choices(ask: Ask) -> list[str]:
    if isinstance(ask.kind, OneOf):
        return [_brackets([label for _code, label in ask.kind.labels])]
    if isinstance(ask.kind, OneGiven):
        return [f"one of what was given to `{ask.kind.step}`, or {_brackets([ask.kind.none])}"]
    kind = re.sub(r"\s+", " ", (type(ask.kind).__doc__ or "").strip())
    return [kind]


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
            labels = [f"[{named(rule.ask.only_if)}]" for rule in way["conditions"] if rule.ask.only_if]
            moves.append(
                {"trigger": " ".join(labels) or "next", "source": step or START, "dest": way["dest"]}
            )
    states = [state["name"] for state in states_of(flow) if state["name"] != "stopped"]
    return _mermaid(flow.title, states, moves, START)


def journey_drawn() -> str:
    """A person's journey as a Mermaid state diagram."""
    return _mermaid("A person", list(journey.STATES), journey.moves(), "home")


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
