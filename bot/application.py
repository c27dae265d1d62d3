"""What answers to what: every handler, in the order they are tried; one update inside its transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.coach import keep, nudging, sentences, talk
from bot.coach.desk import Desk, House
from bot.commands import COMMANDS as COMMAND_LIST
from bot.commands import DESCRIPTION, SHORT_DESCRIPTION
from bot.documents import invitations
from bot.fetching import Fetched, FileWanted
from bot.handlers import after, coming, door, home, letters, own, record, talking, ways
from bot.incoming import Incoming, Kind, read
from bot.languages import languages
from bot.menu import Menu
from bot.runtime import Conduct
from bot.settings import Access, Settings, WrongSettings
from conversations.summary import Document
from storage.records import Records
from storage.tables import Person

Handler = Callable[[Desk, Incoming], None]

COMMANDS: Mapping[str, Handler] = {
    "start": home.start,
    "reflect": home.reflect,
    "interview": coming.interview,
    "waiting": after.waiting,
    "rejected": after.rejected,
    "pause": home.pause,
    "stop": home.stop,
    "applications": record.applications,
    "letters": letters.letters,
    "note": own.note,
    "search": record.search,
    "edit": record.edit,
    "settings": ways.settings,
    "export": own.export,
    "privacy": home.privacy,
    "delete": own.delete,
    "help": home.help_,
}
KINDS: Mapping[Kind, Handler] = {
    "text": talking.words,
    "edit": talking.edited,
    "forward": coming.forwarded,
    "file": coming.file,
    "sticker": talking.kindly,
    "contact": talking.kindly,
    "place": talking.kindly,
    "poll": talking.kindly,
    "other": talking.kindly,
}

# What stands before the first colon of a button's data, where it is not a question's own.
TAPS: Mapping[str, Callable[[Desk, Incoming, str], str]] = {
    "home": home.choose,
    "new": home.begin_anew,
    "talk": home.take_up,
    "first": home.go_first,
    "app": record.application,
    "said": record.said,
    "past": record.history,
    "steps": record.steps,
    "step": record.step,
    "slip": record.slip,
    "name": record.ask_name,
    "unname": record.leave_name,
    "edit": record.edit_one,
    "coming": coming.take,
    "speak": ways.speak,
    "letter": letters.letter,
    "nudge": own.nudge,
    "act": own.act,
    "look": after.look_closely,
    "note": own.put_note,
    "file": own.put_file,
    "export": own.export_now,
    "erase": own.erase,
}

# Nobody who was last seen longer before an outage than this is written to unasked.
MID_CONVERSATION = timedelta(minutes=10)
# What was heard last is answered a little later.
ANSWERED_WITHIN = timedelta(minutes=1)
NIGHT_BEGINS, NIGHT_ENDS = 21, 8


@dataclass(frozen=True, slots=True)
class Heard:
    """What is left to do at Telegram once the transaction is committed: answer a button press, leave a group."""

    callback_id: str | None = None
    toast: str | None = None
    leave: int | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """The bot as one sees it from its chat: who may talk, and in which languages."""

    house: House
    access: Access

    def hear(
        self, records: Records, update: Mapping[str, Any], now: datetime, fetched: Fetched | None = None
    ) -> Heard:
        """Handle one update inside its transaction. Raises for one that is malformed, and FileWanted for a file to read."""
        incoming = read(update)
        if incoming.kind in {"elsewhere", "nobody"}:
            # Groups and channels: nothing is read, nothing is kept, and we go.
            return Heard(incoming.callback_id or None, leave=incoming.chat_id if incoming.leave else None)
        known = door.known(records, incoming, self.access, now)
        person = known or door.admit(records, incoming, self.access, now)
        if person is None:
            return self._refuse(records, incoming, now)
        desk = Desk(records, person, now, self.house, is_new=known is None)
        if incoming.kind == "blocked":
            door.leave(desk)
            return Heard()
        file = coming.wanted(incoming)
        if file is not None and fetched is None:
            raise FileWanted(file.file_id, invitations.LARGEST, self.hear)
        incoming = coming.with_file(incoming, fetched) if fetched else incoming
        self._greet(desk, incoming)
        toast = self._answer(desk, incoming) if incoming.kind != "unblocked" else ""
        return Heard(incoming.callback_id or None, toast or None)

    def _refuse(self, records: Records, incoming: Incoming, now: datetime) -> Heard:
        """A stranger, or somebody who is unknown again."""
        if self.access != "open" and incoming.kind not in {"blocked", "unblocked"}:
            door.turn_away(records, incoming, self.house, now)
        toast = self.house.language_of(incoming.language).say(sentences.BUTTON_PAST)
        return Heard(incoming.callback_id or None, toast if incoming.callback_id else None)

    def _greet(self, desk: Desk, incoming: Incoming) -> None:
        """Whoever writes is here, under the name and in the language they have now."""
        desk.person.name, desk.person.language = incoming.name, incoming.language or desk.person.language
        desk.person.chat_id, desk.person.seen_at = incoming.chat_id, desk.now
        door.come_back(desk)
        if desk.is_new:
            home.introduce(desk)
        for row in desk.records.outbox.flagged(desk.person):
            if row.method == "sendDocument":
                desk.say(sentences.EXPORT_UNSURE)
            else:
                nudging.unsure(desk, row, incoming.data)
            desk.records.outbox.dismiss(row.id)

    def _answer(self, desk: Desk, incoming: Incoming) -> str:
        if desk.person.journey == "confirming" and record.takes_name(desk, incoming):
            return ""
        if desk.person.journey == "confirming" and not own.may_confirm(incoming):
            # Whoever goes on talking has not confirmed.
            desk.person.about = ""
            desk.moves("settle")
        if incoming.kind == "tap":
            return self._tap(desk, incoming)
        if incoming.kind == "command":
            self._command(desk, incoming)
        elif incoming.kind != "text" or not letters.replied(desk, incoming):
            KINDS[incoming.kind](desk, incoming)
        return ""

    def _tap(self, desk: Desk, incoming: Incoming) -> str:
        press = talk.pressed(incoming.data)
        if press is not None:
            return talk.tap(desk, press, incoming.message_id)
        kind, _colon, rest = incoming.data.partition(":")
        handler = TAPS.get(kind)
        return handler(desk, incoming, rest) if handler else talk.late(desk, incoming.message_id)

    def _command(self, desk: Desk, incoming: Incoming) -> None:
        handler = COMMANDS.get(incoming.command)
        if handler is not None:
            handler(desk, incoming)
        elif incoming.command == "invite":
            door.invite(desk, self.access)
        elif incoming.command == "people":
            door.people(desk)
        else:
            names = " ".join(f"/{name}" for name in COMMANDS)
            desk.say(sentences.NO_SUCH_COMMAND, command=incoming.command, commands=names)
            home.and_back(desk)

    def apologise(self, records: Records, chat_id: int, update: Mapping[str, Any], now: datetime) -> None:
        """An update could not be handled: its person is told, and whoever runs the bot."""
        person = next((one for one in records.people.all() if one.chat_id == chat_id), None)
        if person is not None:
            Desk(records, person, now, self.house).say(sentences.DEAD_LETTER)
        owner = records.people.owner()
        if owner is not None:
            desk = Desk(records, owner, now, self.house)
            desk.say(sentences.DEAD_LETTER_OWNER, number=str(update.get("update_id")))

    def came_back(self, records: Records, begin: datetime, end: datetime, now: datetime) -> None:
        """After an outage: the open question again, silently, to those it cut off, where it is not night."""
        cut_off = records.conversations.moved_between(begin - MID_CONVERSATION, begin + ANSWERED_WITHIN)
        for person, conversation in cut_off:
            desk = Desk(records, person, now, self.house)
            if NIGHT_ENDS <= now.astimezone(desk.zone).hour < NIGHT_BEGINS:
                talk.ask_again(desk, conversation, sentences.WAS_AWAY, silent=True)

    def nudge(self, records: Records, person: Person, now: datetime) -> int:
        """Say what is due for a person; how many messages that made."""
        return nudging.fire(Desk(records, person, now, self.house))

    def flooded(self, records: Records, chat_id: int, now: datetime) -> None:
        """So much came at once that some was left unread."""
        person = next((one for one in records.people.all() if one.chat_id == chat_id), None)
        if person is not None:
            Desk(records, person, now, self.house).say(sentences.FLOODED)


def conduct(settings: Settings) -> Conduct:
    """What the running bot does with what it hears. Raises WrongSettings for a language it does not speak."""
    spoken = languages()
    if settings.default_language not in spoken:
        raise WrongSettings((f"DEFAULT_LANGUAGE: spoken are {', '.join(spoken)}",))
    help_lines = Path(settings.help_lines).read_text("utf-8") if settings.help_lines else ""
    house = House(
        spoken, settings.default_language, settings.default_zone, settings.default_country, help_lines
    )
    app = Application(house, settings.access)
    others = [code for code in spoken if code != settings.default_language]
    menu = Menu(
        commands=tuple((one.name, one.description) for one in COMMAND_LIST if one.in_menu),
        description=DESCRIPTION,
        about=SHORT_DESCRIPTION,
        languages=(settings.default_language, *others),
        translate=lambda language, words: spoken[language].say(words),
    )
    return Conduct(app.hear, app.apologise, app.came_back, app.flooded, menu, app.nudge)


def everything(records: Records, telegram_id: int, now: datetime) -> Document | None:
    """All there is of one person, for the host's own command line; none of somebody unknown."""
    person = records.people.by_telegram(telegram_id)
    return None if person is None else keep.document_of(Desk(records, person, now, House(languages())))
