"""What Telegram answers when it refuses a request, in its own words."""

from typing import Any

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
BLOCKED = "bot was blocked by the user"
NEVER_STARTED = "bot can't initiate conversation with a user"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Refused(Exception):
    """The request is answered with an error; `deviates` when the specification forbids it too."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None, *, deviates: bool = False
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}
        self.deviates = deviates

    def body(self) -> dict[str, Any]:
        """The JSON object Telegram sends."""
        said: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return said | {"parameters": self.parameters} if self.parameters else said


def bad_request(reason: str) -> Refused:
    """A request that cannot be carried out as things stand, though it keeps to the specification."""
    return Refused(400, f"Bad Request: {reason}")


def deviation(reason: str) -> Refused:
    """A request that no correct client sends."""
    return Refused(400, f"Bad Request: {reason}", deviates=True)


def forbidden(reason: str) -> Refused:
    """The chat does not want this bot."""
    return Refused(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refused:
    """Two ways of fetching updates exclude each other."""
    return Refused(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> Refused:
    """Flood control."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
