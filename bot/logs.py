"""What the bot says of itself: steps and counts, never what a person wrote, never a secret."""

import hashlib
import hmac
import logging
import re
import sys
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

Alias = Callable[[int], str]
EventDict = MutableMapping[str, Any]
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# Ours follow LOG_LEVEL. What libraries say at DEBUG and INFO holds addresses with the token, parameters and payloads.
OURS = ("bot", "storage", "conversations")
TOKEN = re.compile(r"\d{3,}(?::|%3[aA])[A-Za-z0-9_-]{16,}")
GONE = "[token]"
LONGEST_CHAIN = 8


def aliases(key: bytes) -> Alias:
    """Names for chats and people that only the holder of the key could trace back."""

    def alias(number: int) -> str:
        return hmac.new(key, str(number).encode(), hashlib.sha256).hexdigest()[:10]

    return alias


def story(error: BaseException | None) -> str:
    """What happened and where, without the sentences: an exception's words may be a person's."""
    return " <- ".join(_chapters(error))


def _chapters(error: BaseException | None) -> Iterator[str]:
    for _ in range(LONGEST_CHAIN):
        if error is None:
            return
        if isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        yield f"{type(error).__name__}{_place(error.__traceback__)}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _place(trace: TracebackType | None) -> str:
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    file = Path(trace.tb_frame.f_code.co_filename)
    return f" at {file.parent.name}/{file.name}:{trace.tb_lineno}"


class Redacted(logging.Filter):
    """On the handler, not on a logger: a logger's filters do not see what its children say."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = story(record.exc_info[1]) if record.exc_info else ""
        record.exc_info = record.exc_text = None
        if isinstance(record.msg, dict):
            # One of ours: its values are cleaned on the way.
            record.msg = _clean(record.msg)
            return True
        record.msg, record.args = f"{_message(record)} {told}".strip(), ()
        return True


def _message(record: logging.LogRecord) -> str:
    """What a library says, with its values cleaned before they are put in."""
    words, values = str(_clean(record.msg)), record.args
    if not values:
        return words
    cleaned = _clean(values) if isinstance(values, dict) else tuple(_clean(each) for each in values)
    try:
        return str(_clean(words % cleaned))
    except (TypeError, ValueError, KeyError):
        return words


def _clean(value: object) -> object:
    """The value without tokens; anything that is no plain value only by the name of its type."""
    if isinstance(value, str):
        return TOKEN.sub(GONE, value)
    if isinstance(value, dict):
        return {name: _clean(each) for name, each in value.items()}
    if isinstance(value, int | float | None):
        return value
    if isinstance(value, BaseException):
        return story(value)
    return f"<{type(value).__name__}>"


def _tell(_: object, __: str, event: EventDict) -> EventDict:
    """An exception as its story, whether given as `exc_info` or as any value."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()[1]
    if isinstance(info, tuple):
        info = info[1]
    if isinstance(info, BaseException):
        event["error"] = info
    return {name: _clean(value) if not name.startswith("_") else value for name, value in event.items()}


def set_up(
    form: Literal["console", "json"] = "console", level: str = "INFO", stream: TextIO | None = None
) -> logging.Handler:
    """Everything that is logged, by us or by a library, through one handler."""
    handler = logging.StreamHandler(stream or sys.stderr)
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _tell,
    ]
    colours = bool(getattr(handler.stream, "isatty", bool)())
    renderer = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=colours)
    )
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    handler.addFilter(Redacted())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    return handler
