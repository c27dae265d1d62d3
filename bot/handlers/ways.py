"""How the bot behaves for one person: language and time zone."""

from bot.coach import places, sentences
from bot.coach.desk import Desk
from bot.handlers.home import and_back
from bot.incoming import Incoming
from conversations.answers import Answers, Unreadable, Zone
from conversations.session import Button, Phrase, Reply

# Each language in its own name: whoever needs it reads it.
NAMES = {"en": "English", "es": "Español"}


def settings(desk: Desk, incoming: Incoming) -> None:
    """What is set, with buttons for the language; with a city or time behind it, the time zone is set."""
    if incoming.words:
        set_zone(desk, incoming.words)
    show(desk)
    and_back(desk)


def set_zone(desk: Desk, words: str) -> None:
    try:
        places.lives_in(desk, Zone().read(words, Answers(), desk.known()))
    except Unreadable as refused:
        desk.send(Reply((Phrase("{hint}", {"hint": str(refused)}),)))


def show(desk: Desk) -> None:
    here = desk.now.astimezone(desk.zone)
    zone = desk.phrase(sentences.SETTINGS_ZONE, zone=desk.zone.key.replace("_", " "), time=f"{here:%H:%M}")
    language = desk.phrase(
        sentences.SETTINGS_LANGUAGE, language=NAMES.get(desk.language.code, desk.language.code)
    )
    spoken = [Button(NAMES.get(code, code), f"speak:{code}") for code in desk.house.languages]
    desk.send(Reply((language, zone, desk.phrase(sentences.SETTINGS_HOW)), (tuple(spoken),)))


def speak(desk: Desk, incoming: Incoming, code: str) -> str:
    """A language was tapped."""
    if code not in desk.house.languages:
        return desk.language.say(sentences.BUTTON_PAST)
    desk.person.speaks = code
    desk.take_buttons(message_id=incoming.message_id)
    show(desk)
    and_back(desk)
    return ""
