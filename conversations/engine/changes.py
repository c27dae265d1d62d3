"""What changes with an answer: what depends on it goes, the rest is kept."""

from dataclasses import replace

from conversations.answers import Answers
from conversations.answers.reading import Unreadable
from conversations.known import Known
from conversations.script import Flow, Spot
from conversations.session import Answer


def kept_with(flow: Flow, answers: Answers, read: tuple[Answer, ...]) -> Answers:
    """The answers with these in their step; those that depend on it go, if it changed."""
    step = read[0].step
    if flow.line(step).each is not None:
        before = [one for one in answers.of(step) if one.place == read[0].place]
        kept = answers.with_one(read[0])
    else:
        before = list(answers.of(step))
        kept = answers.with_items(step, read)
    changed = [(one.state, one.value) for one in before] != [(one.state, one.value) for one in read]
    return without_dependents(flow, kept, read[0]) if changed else kept


def without_dependents(flow: Flow, answers: Answers, changed: Answer) -> Answers:
    """The answers without those that hang on this one; beside it in `Each`, those about the same item only."""
    gone = dependents(flow, changed.step)
    each = flow.line(changed.step).each
    if each is None:
        return answers.without(gone)
    beside = gone & each.steps
    same = (one for one in answers if one.step in beside and one.place == changed.place)
    lost = {(one.step, one.place) for one in same}
    kept = tuple(one for one in answers if (one.step, one.place) not in lost)
    return Answers(kept).without(gone - beside)


def dependents(flow: Flow, step: str) -> set[str]:
    """Every later step that depends on this one, directly or not."""
    found = {step}
    for ask in flow.asks:
        each = flow.line(ask.name).each
        if found & {*ask.depends, *(each.depends if each else ())}:
            found.add(ask.name)
    return found - {step}


def corrected(
    flow: Flow, before: Answers, read: tuple[Answer, ...], old: Answer, message: int | None
) -> Answers:
    """The answers with what a message said replaced by what it says now, in its place."""
    if not flow.ask(old.step).kind.several:
        return kept_with(flow, before, tuple(replace(one, place=old.place) for one in read))
    items = before.of(old.step)
    others = [one for one in items if one.message != message]
    at = [one.message for one in items].index(message)
    new = before.with_items(old.step, [*others[:at], *read, *others[at:]])
    # What hangs on the items goes by their numbers: it holds as long as no number moved.
    return new if len(new.of(old.step)) == len(items) else new.without(dependents(flow, old.step))


def fits(flow: Flow, spot: Spot, answers: Answers, known: Known) -> bool:
    """Whether the question was dealt with, by an answer that still means the same."""
    view = flow.line(spot.ask.name).view(answers, known, spot.place)
    kind = spot.ask.kind
    try:
        return view.has(spot.ask.name) and all(
            item == kind.read(item, view, known) for item in view.items(spot.ask.name)
        )
    except Unreadable:
        return False
