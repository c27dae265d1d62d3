"""What is open for a person, in words: each application in a line, and the one thing to do first today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.coach import actions, keep, letters, sentences, talk
from bot.coach.desk import Desk
from bot.coach.later import THANK_YOU
from conversations import agenda, process
from conversations.agenda import Agenda, First, Item, Live
from conversations.answers.days import day_label
from conversations.catalogue import flow_named
from conversations.session import Button, Phrase
from storage.tables import Application, Conversation

LOOK_BACK, WAITING, SILENCE = "reflection", "waiting", "silence"
ROUNDS = {1: sentences.ROUND_ONE, 2: sentences.ROUND_TWO, 3: sentences.ROUND_THREE}
FIRST: Mapping[agenda.Kind, str] = {
    "today": sentences.FIRST_TODAY,
    "tomorrow": sentences.FIRST_TOMORROW,
    "debrief": sentences.FIRST_DEBRIEF,
    "thank_you": sentences.FIRST_THANK_YOU,
    "follow_up": sentences.FIRST_FOLLOW_UP,
    "action": sentences.FIRST_ACTION,
    "paused": sentences.FIRST_PAUSED,
}
LABEL = 40


@dataclass(frozen=True, slots=True)
class Today:
    """Everything open: the rules' own value, and the rows behind it."""

    agenda: Agenda
    applications: Mapping[int, Application]
    paused: Sequence[Conversation]

    @property
    def live(self) -> tuple[Live, ...]:
        return agenda.in_order(self.agenda)

    @property
    def first(self) -> First | None:
        return agenda.first(self.agenda)


def today(desk: Desk) -> Today:
    """What there is, read in one look at each kind of thing."""
    records, person = desk.records, desk.person
    applications = records.applications.of(person)
    conversations = records.conversations.of(person)
    paused = records.conversations.paused(person)
    found = Agenda(
        desk.now.astimezone(desk.zone),
        live=tuple(_live(desk, one, conversations) for one in applications),
        letters=tuple(_unsent(desk)),
        actions=tuple(
            Item(one.id, one.application_id, date.fromisoformat(one.day))
            for one in records.actions.open(person)
            if one.day
        ),
        paused=tuple(Item(one.id, one.application_id, one.moved_at) for one in paused),
        country=desk.country,
    )
    return Today(found, {one.id: one for one in applications}, paused)


def live_of(desk: Desk, application: Application) -> Live:
    """One application as it stands."""
    return _live(desk, application, desk.records.conversations.about(desk.person, application))


def _live(desk: Desk, application: Application, conversations: Sequence[Conversation]) -> Live:
    own = [one for one in conversations if one.application_id == application.id]
    looks = [one for one in own if one.flow == LOOK_BACK]
    begin, promised = application.next_at, application.promised_on
    seen_to = [desk.day_of(one.begun_at) for one in own if one.flow in {WAITING, SILENCE}]
    return Live(
        application.id,
        application.stage,
        begin.astimezone(desk.zone) if begin else None,
        application.next_until.astimezone(desk.zone) if application.next_until else None,
        looked_back=begin is not None and any(one.begun_at >= begin for one in looks),
        promised_on=date.fromisoformat(promised) if promised else None,
        rounds=sum(one.status == "done" for one in looks),
        asked=promised is not None and any(day.isoformat() > promised for day in seen_to),
    )


def _unsent(desk: Desk) -> list[Item]:
    """The conversations with a thank-you that was not sent, each once."""
    open_still = {
        one.conversation_id: Item(one.conversation_id, one.application_id, one.made_at)
        for one in desk.records.letters.of(desk.person)
        if one.kind == THANK_YOU and one.sent_at is None and one.conversation_id is not None
    }
    return list(open_still.values())


def line(desk: Desk, application: Application, live: Live) -> Phrase:
    """One application in a line: where it stands, and its nearest day."""
    return Phrase(
        "**{where}**: {what}", {"where": keep.label(application), "what": ", ".join(standing(desk, live))}
    )


def standing(desk: Desk, live: Live) -> list[str]:
    """Where it stands, and the day that counts: that of the next interview, or the one they named."""
    say, now = desk.language.say, desk.now.astimezone(desk.zone)
    if live.begin is not None and live.ahead(now) and live.stage not in agenda.DECIDING:
        return [_round(desk, live), moment(desk, live)]
    stage = say(process.SAID[live.stage])
    if live.promised_on is None or live.stage not in {"waiting", "on_hold"}:
        return [stage]
    return [stage, say(sentences.THEY_SAID).replace("{day}", near(desk, live.promised_on))]


def _round(desk: Desk, live: Live) -> str:
    number = live.rounds + 1
    said = desk.language.say(ROUNDS.get(number, sentences.ROUND_MORE))
    return said.replace("{number}", str(number))


def moment(desk: Desk, live: Live) -> str:
    """When the interview is: "Monday 10:00", or the day alone where its hour is not known."""
    if live.begin is None:
        return ""
    day = near(desk, live.begin.date())
    return day if live.all_day else f"{day} {clock(live.begin)}"


def clock(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02}"


def near(desk: Desk, day: date) -> str:
    """A day within a sentence: today, tomorrow, Friday, or with its date where that is further away."""
    here = desk.day_of(desk.now)
    away = (day - here).days
    if 1 < away < 7:  # noqa: PLR2004 -- a week has seven
        return desk.language.long_day(day).split(",")[0]
    said = day_label(day, desk.known()) if away < -1 else desk.language.day(day, here)
    return said if abs(away) > 1 else said.lower()


def first_line(desk: Desk, found: Today, thing: First) -> Phrase:
    """The one thing to do first today, as a sentence."""
    application = found.applications.get(thing.application or 0)
    live = next((one for one in found.agenda.live if one.number == thing.application), None)
    values = {"where": keep.label(application) or "–"}
    if live is not None and live.begin is not None:
        values |= {"time": clock(live.begin)}
    if live is not None and live.promised_on is not None:
        values |= {"day": near(desk, live.promised_on)}
    sentence = FIRST[thing.kind]
    if thing.kind in {"today", "tomorrow"} and live is not None and live.all_day:
        sentence = (
            sentences.FIRST_TODAY_SOME_TIME if thing.kind == "today" else sentences.FIRST_TOMORROW_SOME_TIME
        )
    if thing.kind == "action":
        action = desk.records.actions.get(desk.person, thing.number)
        values |= {"text": action.text if action else ""}
    if thing.kind == "paused":
        paused = next(one for one in found.paused if one.id == thing.number)
        values |= {"title": desk.language.say(flow_named(paused.flow).title)}
    return desk.phrase(sentence, **values)


def first_button(desk: Desk, found: Today, thing: First) -> Button:
    """Goes on with it."""
    application = found.applications.get(thing.application or 0)
    if thing.kind == "paused":
        paused = next(one for one in found.paused if one.id == thing.number)
        return talk.going_on(desk, paused)
    where = application.company if application else "…"
    label = desk.language.say(sentences.GO_ON_WITH).replace("{where}", where)[:LABEL]
    if thing.kind in {"today", "tomorrow"}:
        return Button(label, f"app:{thing.number}")
    return Button(label, f"first:{thing.kind}:{thing.number}")


def go(desk: Desk, kind: str, number: int) -> bool:
    """Do what comes first; whether there was such a thing."""
    records, person = desk.records, desk.person
    if kind == "thank_you":
        conversation = records.conversations.get(person, number)
        if conversation is not None:
            letters.show(desk, conversation)
        return conversation is not None
    if kind == "action":
        action = records.actions.get(person, number)
        if action is not None:
            desk.send(actions.card(desk, action))
        return action is not None
    flow = {"debrief": LOOK_BACK, "follow_up": WAITING}.get(kind, "")
    application = records.applications.get(person, number)
    if application is None or not talk.is_flow(flow):
        return False
    talk.begin(desk, flow, application)
    return True
