"""Everything that is kept, as one unit of work sees it."""

from sqlalchemy.orm import Session

from storage.actions import Actions
from storage.applications import Applications
from storage.conversations import Conversations
from storage.facts import Facts
from storage.inbox import Inbox
from storage.letters import Letters
from storage.notes import Attachments, Notes
from storage.nudges import Nudges
from storage.outbox import Outbox
from storage.people import People


class Records:
    def __init__(self, session: Session, hash_key: bytes | None = None) -> None:
        self.session = session
        self.facts = Facts(session, hash_key)
        self.inbox = Inbox(session, self.facts)
        self.outbox = Outbox(session)
        self.people = People(session, self.facts)
        self.applications = Applications(session)
        self.conversations = Conversations(session)
        self.notes = Notes(session)
        self.attachments = Attachments(session)
        self.actions = Actions(session)
        self.letters = Letters(session)
        self.nudges = Nudges(session)
