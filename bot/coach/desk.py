"""One person at the desk for the length of one update: their records, the moment, their language; and how to speak."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import outgoing
from conversations import journey
from conversations.answers import Answers
from conversations.catalogue import flow_named
from conversations.known import Application as KnownApplication
from conversations.known import Known, Language
from conversations.session import Answer, Button, Phrase, Reply
from storage.records import Records
from storage.tables import Conversation, OutboxRow, Person

# So many digits fit the database.
NUMBER_LIMIT = 18


@dataclass(frozen=True, slots=True)
class House:
    """What is the same for everybody: the languages spoken, and the time zone of those who named none."""

    languages: Mapping[str, Language]
    language: str = "en"
    zone: str = "UTC"

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

    def known(self, conversation: Conversation | None = None) -> Known:
        """What lies beside a conversation, or beside no one in particular."""
        applications = self.records.applications.of(self.person)
        known = Known(
            today=self.day_of(self.now),
            begun=self.day_of(conversation.begun_at if conversation else self.now),
            language=self.language,
            name=self.person.name,
            applications=tuple(KnownApplication(one.id, one.company, one.role) for one in applications),
            zone=self.person.zone or "",
            now=self.now.astimezone(self.zone),
        )
        return replace(known, before=self._before(conversation, known)) if conversation else known

    def _before(self, conversation: Conversation, known: Known) -> dict[str, tuple[Answer, ...]]:
        """What counts of the latest finished conversation of each flow about the same application."""
        latest: dict[str, tuple[Answer, ...]] = {}
        for one in reversed(self.records.conversations.of(self.person)):
            same = one.application_id == conversation.application_id and one.id != conversation.id
            if same and one.status == "done":
                given = Answers(self.records.conversations.session(one).answers)
                live = flow_named(one.flow).live(given, replace(known, before=dict(latest)))
                latest[one.flow] = live.kept
        return latest

    def answers(self, conversation: Conversation) -> Answers:
        """What counts of what was answered in a conversation."""
        given = Answers(self.records.conversations.session(conversation).answers)
        return flow_named(conversation.flow).live(given, self.known(conversation))

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
