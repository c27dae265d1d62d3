"""One person at the desk for the length of one update: their records, the moment, their language; and how to speak."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.core import get_global

from bot import outgoing
from conversations import journey
from conversations.answers import Answers
from conversations.catalogue import flow_named
from conversations.known import Application as KnownApplication
from conversations.known import Known, Language, Manner
from conversations.script import Flow
from conversations.session import Answer, Button, Phrase, Reply
from storage.records import Records
from storage.tables import Application, Conversation, OutboxRow, Person

# CLDR's words for the whole world and for no known place.
NOWHERE = {"001", "ZZ"}
# So many digits fit the database.
NUMBER_LIMIT = 18


@dataclass(frozen=True, slots=True)
class House:
    """What is the same for everybody.

    The languages spoken, the time zone and country of those who named no zone, and `help_lines`: where people find
    help that is more than a job's, in the host's words.
    """

    languages: Mapping[str, Language]
    language: str = "en"
    zone: str = "UTC"
    country: str = ""
    help_lines: str = ""

    def language_of(self, code: str) -> Language:
        """The language of that code, of its first part ("es-MX"), or the house's own."""
        short = code.partition("-")[0].lower()
        return self.languages.get(code) or self.languages.get(short) or self.languages[self.language]


@dataclass(frozen=True, slots=True)
class Desk:
    """`now` is aware UTC. Everything said here becomes rows of the outbox, in the same transaction.

    `is_new`: the person was let in by this very update.
    """

    records: Records
    person: Person
    now: datetime
    house: House
    is_new: bool = False

    @property
    def language(self) -> Language:
        return self.house.language_of(self.person.speaks or self.person.language)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.person.zone or self.house.zone)

    def day_of(self, moment: datetime) -> date:
        """The day a moment falls on where the person is."""
        return moment.astimezone(self.zone).date()

    @property
    def country(self) -> str:
        """Where the person lives, as two letters: as their time zone tells, or the house's own; empty if unknown."""
        return country_of(self.person.zone) if self.person.zone else self.house.country

    @property
    def manners(self) -> dict[str, Manner]:
        """How the person begins and ends letters, by language."""
        kept = json.loads(self.person.manners or "{}")
        return {code: Manner(**manner) for code, manner in kept.items()}

    def known(self, conversation: Conversation | None = None) -> Known:
        """What lies beside a conversation, or beside no one in particular."""
        known = Known(
            today=self.day_of(self.now),
            begun=self.day_of(conversation.begun_at if conversation else self.now),
            language=self.language,
            name=self.person.name,
            applications=tuple(map(self._applied, self.records.applications.of(self.person))),
            zone=self.person.zone or "",
            now=self.now.astimezone(self.zone),
            manners=self.manners,
            country=self.country,
        )
        return known if conversation is None else self._beside(conversation, known)

    def _applied(self, one: Application) -> KnownApplication:
        ahead = one.next_at is not None and one.next_at > self.now
        return KnownApplication(
            one.id,
            one.company,
            one.role,
            one.stage,
            one.next_at.astimezone(self.zone) if one.next_at and ahead else None,
            date.fromisoformat(one.promised_on) if one.promised_on else None,
        )

    def _beside(self, conversation: Conversation, known: Known) -> Known:
        """With what its flow recalls and compares, and nothing else: that is read on every turn."""
        flow = flow_named(conversation.flow)
        application = self.records.applications.get(self.person, conversation.application_id or 0)
        if application is not None and flow.recalls:
            about = self.records.conversations.about(self.person, application)
            known = self._recalling(flow, [one for one in about if one.id != conversation.id], known)
        others = {name: self._of(name, conversation) for name in flow.compares}
        return replace(known, others=others) if others else known

    def _recalling(self, flow: Flow, about: Sequence[Conversation], known: Known) -> Known:
        done = [one for one in about if one.status == "done"]
        latest = {one.flow: one for one in reversed(done) if one.flow in flow.recalls}
        before: dict[str, tuple[Answer, ...]] = {}
        # What a closer look means hangs on the quick one before it.
        for one in sorted(latest.values(), key=lambda one: one.id):
            before[one.flow] = self._live(one, replace(known, before=dict(before))).kept
        days = {name: self.day_of(one.begun_at) for name, one in latest.items()}
        rounds = sum(one.flow == "reflection" for one in done)
        return replace(known, before=before, days=days, rounds=rounds)

    def _of(self, name: str, besides: Conversation) -> tuple[tuple[Answer, ...], ...]:
        """What counts of every finished conversation of a flow, the newest first."""
        finished = self.records.conversations.finished(self.person, name)
        return tuple(self._live(one, self.known(one)).kept for one in finished if one.id != besides.id)

    def _live(self, conversation: Conversation, known: Known) -> Answers:
        given = Answers(self.records.conversations.session(conversation).answers)
        return flow_named(conversation.flow).live(given, known)

    def answers(self, conversation: Conversation) -> Answers:
        """What counts of what was answered in a conversation."""
        return self._live(conversation, self.known(conversation))

    @staticmethod
    def number(text: str) -> int:
        """The number of a row in callback data; 0, which no row has, where it is none."""
        return int(text) if text.isascii() and text.isdigit() and len(text) < NUMBER_LIMIT else 0

    @property
    def open_conversation(self) -> Conversation | None:
        return self.records.conversations.active(self.person)

    def moves(self, move: journey.Move) -> None:
        talking = self.open_conversation is not None
        self.person.journey = journey.moved(self.person.journey, move, in_conversation=talking)

    def phrase(self, sentence: str, **values: str) -> Phrase:
        return Phrase(self.language.say(sentence), values)

    def say(self, *sentences: str, buttons: tuple[tuple[Button, ...], ...] = (), **values: str) -> None:
        """Our own sentences as one message, a line each."""
        self.send(Reply(tuple(self.phrase(sentence, **values) for sentence in sentences), buttons))

    def button(self, label: str, data: str) -> Button:
        return Button(self.language.say(label), data)

    def send(self, reply: Reply, *, silent: bool = False) -> OutboxRow:
        """New messages; the row of the last one comes back."""
        return [self._put(call) for call in outgoing.messages(self.person.chat_id, reply, silent=silent)][-1]

    def send_file(self, name: str, text: str, caption: Phrase) -> None:
        """A file is not sent twice on a doubt: it is asked for again instead."""
        call = outgoing.document(self.person.chat_id, name, text, caption)
        self.records.outbox.put(
            self.person.chat_id, call.method, call.params, self.now, person=self.person, policy="flag"
        )

    def rewrite(self, shown: OutboxRow, reply: Reply) -> None:
        """Put a reply in place of a message; a question that cannot be, is sent as a new message instead."""
        call = outgoing.edit(self.person.chat_id, reply)
        self._put(call, edits=shown, anew=reply.asks)

    def take_buttons(self, *, of: OutboxRow | None = None, message_id: int | None = None) -> None:
        self._put(outgoing.without_buttons(self.person.chat_id), edits=of, message_id=message_id)

    def _put(
        self,
        call: outgoing.Call,
        *,
        edits: OutboxRow | None = None,
        message_id: int | None = None,
        anew: bool = False,
    ) -> OutboxRow:
        return self.records.outbox.put(
            self.person.chat_id,
            call.method,
            call.params,
            self.now,
            person=self.person,
            edits=edits,
            message_id=message_id,
            anew=anew,
        )


def country_of(zone: str) -> str:
    """The country an IANA time zone lies in, as two letters (Unicode CLDR); empty for one of no country."""
    territory: str = get_global("zone_territories").get(zone, "")
    return "" if territory in NOWHERE else territory
