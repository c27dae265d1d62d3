"""At the door: who may come in, invitations, and those who left."""

import secrets
from datetime import datetime, timedelta

from bot.coach import sentences
from bot.coach.desk import Desk, House
from bot.incoming import Incoming
from bot.settings import Access
from storage.records import Records
from storage.tables import Person, Role

INVITE_BYTES = 24
INVITE_LASTS = timedelta(days=7)
# Guessing is hopeless anyway; this keeps it from costing anything.
TRIES_A_DAY = 10
DAY = timedelta(days=1)
# None of these lets anybody in: whoever erased everything and then blocks the bot, or taps an old button, stays unknown.
SAYS_NOTHING = frozenset({"blocked", "unblocked", "tap", "edit"})


def known(records: Records, incoming: Incoming, access: Access, now: datetime) -> Person | None:
    """The person behind an update, if they were let in before and still may be here."""
    person = records.people.by_telegram(incoming.telegram_id)
    if person is None or (isinstance(access, frozenset) and incoming.telegram_id not in access):
        return None
    return _promoted(records, person, incoming, now)


def admit(records: Records, incoming: Incoming, access: Access, now: datetime) -> Person | None:
    """Somebody unknown let in, if they may; none for a stranger."""
    if incoming.kind in SAYS_NOTHING:
        return None
    if isinstance(access, frozenset) and incoming.telegram_id not in access:
        return None
    role: Role | None = "guest"
    if access == "invite":
        role = redeemed(records, incoming, now)
    elif isinstance(access, frozenset):
        role = "guest" if records.people.owner() else "owner"
    if role is None:
        return None
    name, language = incoming.name, incoming.language
    return records.people.add(incoming.telegram_id, incoming.chat_id, name, language, role, now)


def _promoted(records: Records, person: Person, incoming: Incoming, now: datetime) -> Person:
    """Somebody who is in may still open the owner's link; a guest's link is not used up by who is in already."""
    if records.people.owner() is None and redeemed(records, incoming, now) == "owner":
        person.role = "owner"
    return person


def redeemed(records: Records, incoming: Incoming, now: datetime) -> Role | None:
    """The role of the invitation that came with /start, if it is a good one and there were not too many tries."""
    if incoming.command != "start" or not is_code(incoming.words):
        return None
    stranger = records.people.stranger(incoming.telegram_id, now)
    if now - stranger.tries_since > DAY:
        stranger.tries, stranger.tries_since = 0, now
    stranger.tries += 1
    return records.people.redeem(incoming.words, now) if stranger.tries <= TRIES_A_DAY else None


def is_code(words: str) -> bool:
    """Whether what came with /start may be an invitation."""
    return len(words) >= INVITE_BYTES


def turn_away(records: Records, incoming: Incoming, house: House, now: datetime) -> None:
    """One neutral line a day to a stranger; nothing of theirs is kept."""
    stranger = records.people.stranger(incoming.telegram_id, now)
    if stranger.told_at is not None and now - stranger.told_at < DAY:
        return
    stranger.told_at = now
    text = house.language_of(incoming.language).say(sentences.STRANGER)
    records.outbox.put(
        incoming.chat_id, "sendMessage", {"chat_id": incoming.chat_id, "text": text}, now, forget=True
    )


def invitation(records: Records, role: Role, by: Person | None, now: datetime) -> str:
    """A new code, good for one person and seven days; only its hash is kept."""
    code = secrets.token_urlsafe(INVITE_BYTES)
    records.people.invite(role, code, by, now, now + INVITE_LASTS)
    return code


def invite(desk: Desk, access: Access) -> None:
    username = desk.records.facts.get("bot")
    if desk.person.role != "owner":
        desk.say(sentences.INVITE_OWNER_ONLY)
    elif access == "invite":
        code = invitation(desk.records, "guest", desk.person, desk.now)
        desk.say(sentences.INVITE, link=f"https://t.me/{username}?start={code}")
    else:
        desk.say(sentences.INVITE_OPEN, link=f"https://t.me/{username}")


def people(desk: Desk) -> None:
    if desk.person.role != "owner":
        desk.say(sentences.INVITE_OWNER_ONLY)
        return
    everybody, invites = desk.records.people.all(), desk.records.people.open_invites(desk.now)
    desk.say(sentences.PEOPLE, count=str(len(everybody)), invites=str(len(invites)))


def leave(desk: Desk) -> None:
    """They blocked the bot: nothing more is sent until they come back."""
    desk.person.blocked_at = desk.now
    desk.moves("block")
    desk.records.outbox.cancel(desk.person)


def come_back(desk: Desk) -> None:
    if desk.person.blocked_at is not None or desk.person.journey == "away":
        desk.person.blocked_at = None
        desk.moves("come_back")
