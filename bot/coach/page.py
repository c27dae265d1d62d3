"""All that is kept about one application, on one page; its history; what can be done with it."""

from collections.abc import Iterator

from bot.coach import keep, places, sentences, today
from bot.coach.desk import Desk
from conversations import process
from conversations.answers import OneOf
from conversations.catalogue import flow_named
from conversations.session import Button, Phrase
from storage.tables import Application, Conversation, Event

COMING_UP = "interview"
MET = "met"
# More are in /export.
MOST_NOTES = 10
SHORT = 200


def lines(desk: Desk, application: Application) -> tuple[Phrase, ...]:
    """Where it stands since when, how it was found, who is there, which days count, letters, plans and notes."""
    live = today.live_of(desk, application)
    since = desk.phrase(
        sentences.SINCE,
        stage=desk.language.say(process.SAID[application.stage]),
        day=_day(desk, application, _since(desk, application)),
    )
    ahead = live.ahead(desk.now.astimezone(desk.zone))
    said = (
        (sentences.PAGE_SOURCE, source(desk, application)),
        (sentences.PAGE_ROUNDS, str(live.rounds or "")),
        (sentences.PAGE_PEOPLE, ", ".join(people(desk, application))),
        (sentences.PAGE_PROMISED, today.near(desk, live.promised_on) if live.promised_on else ""),
        (sentences.PAGE_NEXT, today.moment(desk, live) if ahead else ""),
        *_letters(desk, application),
        *((sentences.PAGE_PLANNED, text) for text in planned(desk, application)),
    )
    head = Phrase("**{where}**", {"where": keep.label(application)})
    kept = [desk.phrase(sentence, answer=answer) for sentence, answer in said if answer]
    return (head, since, *kept, *_notes(desk, application))


def _since(desk: Desk, application: Application) -> Event | None:
    return next(reversed(desk.records.applications.history(application)), None)


def _day(desk: Desk, application: Application, event: Event | None) -> str:
    at = event.at if event else application.created_at
    return desk.language.day(desk.day_of(at), desk.day_of(desk.now))


def source(desk: Desk, application: Application) -> str:
    """How it was found, in words: as it is kept, or as it was told when its interview was entered."""
    about = reversed(desk.records.conversations.about(desk.person, application))
    told = (one for talk in about if talk.flow == COMING_UP for one in _answers(desk, talk, "source"))
    code = application.source or next(told, "")
    kind = flow_named(COMING_UP).ask("source").kind
    labels = dict(kind.labels) if isinstance(kind, OneOf) else {}
    return desk.language.say(labels.get(code, code))


def _answers(desk: Desk, conversation: Conversation, step: str) -> list[str]:
    given = desk.records.conversations.session(conversation).answers
    return [one.value for one in given if one.step == step and one.state == "answered"]


def people(desk: Desk, application: Application) -> list[str]:
    """Everyone met there, or named for the next interview, each once."""
    found: dict[str, None] = {}
    for talk in reversed(desk.records.conversations.about(desk.person, application)):
        for met in _answers(desk, talk, MET):
            # A quick look back has first names with commas between, a closer one a person with role and contact.
            names = [met.partition(" · ")[0]] if " · " in met else met.split(", ")
            found |= dict.fromkeys(names)
    return list(found)


def _letters(desk: Desk, application: Application) -> tuple[tuple[str, str], ...]:
    own = [one for one in desk.records.letters.of(desk.person) if one.application_id == application.id]
    unsent = [one for one in own if one.sent_at is None]
    numbers = (len(unsent), len(own) - len(unsent))
    said = (sentences.PAGE_LETTERS_OPEN, sentences.PAGE_LETTERS_SENT)
    return tuple((sentence, str(number or "")) for sentence, number in zip(said, numbers, strict=True))


def planned(desk: Desk, application: Application) -> Iterator[str]:
    """What is to be done, with its day."""
    for one in desk.records.actions.open(desk.person):
        if one.application_id == application.id:
            yield f"{one.text} ({one.day})" if one.day else one.text


def _notes(desk: Desk, application: Application) -> list[Phrase]:
    notes = desk.records.notes.of(desk.person, application)[-MOST_NOTES:]
    if not notes:
        return []
    head = desk.phrase(sentences.NOTES_WITH, where=keep.label(application))
    return [Phrase(""), head, *(desk.phrase(sentences.PAGE_NOTE, text=one.text[:SHORT]) for one in notes)]


def buttons(desk: Desk, application: Application) -> tuple[tuple[Button, ...], ...]:
    number = application.id
    return (
        (
            desk.button(sentences.WHAT_HAPPENED, f"steps:{number}"),
            desk.button(sentences.HISTORY, f"past:{number}"),
        ),
        (
            desk.button(sentences.WHAT_I_SAID, f"said:{number}"),
            desk.button(sentences.RENAME, f"name:{number}"),
        ),
    )


def history(desk: Desk, application: Application) -> tuple[Phrase, ...]:
    """Every change from the beginning, what was taken back as well."""
    head = desk.phrase(sentences.HISTORY_OF, where=keep.label(application))
    began = desk.phrase(sentences.HISTORY_BEGAN, day=_day(desk, application, None))
    return (
        head,
        began,
        *(_change(desk, application, one) for one in desk.records.applications.history(application)),
    )


def _change(desk: Desk, application: Application, event: Event) -> Phrase:
    back = event.step == places.TAKEN_BACK
    stage = desk.language.say(process.SAID.get(event.after, event.after))
    sentence = sentences.HISTORY_BACK if back else sentences.HISTORY_STEP
    return desk.phrase(sentence, day=_day(desk, application, event), stage=stage)


def credit(desk: Desk, application: Application) -> list[Phrase]:
    """What the record says they put into it."""
    rounds = today.live_of(desk, application).rounds
    if not rounds:
        return []
    count = desk.language.count(
        "On your record: {number} interview looked back on.",
        "On your record: {number} interviews looked back on.",
        rounds,
    )
    return [Phrase(count, {"number": str(rounds)})]
