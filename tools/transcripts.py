"""Conversations as they read on the phone, in every language: for whoever reviews the wording."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.languages import languages
from conversations import engine
from conversations.catalogue import flow_named
from conversations.engine import Heard
from conversations.known import Application, Known, Language
from conversations.session import Answer, Phrase, Reply, Session

DAY = date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Tap:
    """A button, by its code."""

    code: str


# What is typed, by language; what is tapped is the same in each.
Said = Tap | dict[str, str]

QUICK: tuple[Said, ...] = (
    Tap("mixed"),
    {"en": "Acme, Analyst", "es": "Acme, Analista"},
    {"en": "why leave now", "es": "por qué te vas ahora"},
    {"en": "a project that failed", "es": "un proyecto que fracasó"},
    {"en": "sql, joins", "es": "sql, joins"},
    Tap(".done"),
    Tap("2"),
    {"en": "give the number, say what I changed", "es": "dar la cifra, decir qué cambié"},
    {"en": "Ana and Tom", "es": "Ana y Tom"},
    Tap("date"),
    {"en": "friday", "es": "el viernes"},
    Tap("evening"),
    {"en": "Madrid", "es": "Madrid"},
)
CLOSER: tuple[Said, ...] = (
    Tap("ask"),
    {"en": "how I work with sales", "es": "cómo trabajo con ventas"},
    Tap(".done"),
    {"en": "what I would earn", "es": "cuánto querría ganar"},
    Tap(".done"),
    Tap("okay"),
    Tap("rough"),
    Tap("strong"),
    Tap("okay"),
    Tap("rough"),
    Tap("2"),
    Tap(".done"),
    {"en": "the migration, very long", "es": "la migración, muy larga"},
    Tap("long"),
    Tap("result"),
    Tap(".done"),
    {"en": "what I'd do first next time", "es": "qué haría primero la próxima vez"},
    Tap("on"),
    Tap("video"),
    {"en": "Ana, team lead", "es": "Ana, jefa de equipo"},
    {"en": "Tom (CTO)", "es": "Tom (director técnico)"},
    Tap(".done"),
    {"en": "they asked about my notice period", "es": "preguntaron por mi preaviso"},
    Tap(".done"),
    Tap("on"),
    Tap(".skip"),
    {"en": "I was on time and calm", "es": "llegué a tiempo y con calma"},
    {"en": "a live exercise", "es": "un ejercicio en directo"},
    Tap("none"),
    {"en": "two days a week from home", "es": "dos días a la semana desde casa"},
    Tap(".done"),
    Tap("p50"),
    Tap("on"),
    {
        "en": "tell the migration in two minutes, aloud",
        "es": "contar la migración en dos minutos, en voz alta",
    },
    Tap(".done"),
    Tap("notes"),
)

STINGS: tuple[Said, ...] = (Tap("a2"), Tap("sting"))
NO: tuple[Said, ...] = (
    *STINGS,
    Tap("two"),
    Tap("concrete"),
    {
        "en": "they wanted more stakeholder experience",
        "es": "buscaban más experiencia con clientes",
    },
    Tap("n1"),
    Tap("tomorrow"),
)
ENOUGH: tuple[Said, ...] = (Tap("a2"), Tap("expected"), Tap("enough"), Tap("myself"))
LET_OUT: tuple[Said, ...] = (
    Tap("a2"),
    Tap("fine"),
    Tap("out"),
    {"en": "I prepared for weeks.", "es": "Me preparé durante semanas."},
    {"en": "And then three lines.", "es": "Y luego, tres líneas."},
    Tap(".done"),
    Tap("enough"),
    Tap("week"),
)
CLOSED: tuple[Said, ...] = (Tap("a2"), Tap("tired"), Tap("close"))
LAST_LINE: tuple[Said, ...] = (*STINGS, Tap("line"))

COMES_UP: tuple[Said, ...] = (
    {"en": "Acme, Analyst", "es": "Acme, Analista"},
    {"en": "tuesday", "es": "el martes"},
    {"en": "2:30 pm", "es": "14:30"},
    Tap("60"),
    Tap("video"),
    Tap("recruiter"),
    {"en": "Ana, team lead", "es": "Ana, jefa de equipo"},
    {"en": "Tom (CTO)", "es": "Tom (director técnico)"},
    Tap(".done"),
    Tap("remind"),
    {"en": "Madrid", "es": "Madrid"},
)
LITTLE_KNOWN: tuple[Said, ...] = (
    Tap("a2"),
    {"en": "17 March", "es": "17 de marzo"},
    *[Tap(".skip")] * 4,
    Tap("done"),
)

PLANS: tuple[Said, ...] = (
    {"en": "a long walk, no mail", "es": "un paseo largo, sin correo"},
    {"en": "Leo", "es": "Leo"},
    {"en": "look through three adverts", "es": "mirar tres anuncios"},
    {"en": "the pay in writing, the start date", "es": "el sueldo por escrito, la fecha de inicio"},
    {"en": "send Lindt the portfolio", "es": "enviar el portafolio a Lindt"},
)
WAITS: tuple[Said, ...] = (
    {"en": "Acme, Analyst", "es": "Acme, Analista"},
    Tap("day"),
    {"en": "6 March", "es": "6 de marzo"},
    *PLANS,
    Tap("remind"),
    {"en": "Madrid", "es": "Madrid"},
)
NO_DAY: tuple[Said, ...] = (
    {"en": "Bruck", "es": "Bruck"},
    Tap("none"),
    Tap(".skip"),
    {"en": "Leo", "es": "Leo"},
    *[Tap(".skip")] * 3,
    Tap("done"),
)
STILL_WAITS: tuple[Said, ...] = (
    Tap("a2"),
    Tap("once"),
    {"en": "last tuesday", "es": "el martes pasado"},
    Tap("stays"),
    *[Tap(".skip")] * 4,
    Tap("remind"),
)
ASKS_NOW: tuple[Said, ...] = (Tap("a2"), Tap("none"), Tap("stays"), *[Tap(".skip")] * 4, Tap("line"))

LESSONS: tuple[Said, ...] = (
    Tap("a2"),
    {"en": "and somebody with retail experience", "es": "y alguien con experiencia en comercio"},
    Tap(".done"),
    Tap("partly"),
    Tap("theirs"),
    Tap("on"),
    Tap("held"),
    Tap("better"),
    Tap("better"),
    Tap("unsure"),
    Tap("2"),
    {"en": "practise the numbers aloud", "es": "practicar las cifras en voz alta"},
    Tap("on"),
    Tap("1"),
    {"en": "tuesday", "es": "el martes"},
    {"en": "at the desk, after coffee", "es": "en el escritorio, después del café"},
    {
        "en": "if I'm tired, only the first two minutes",
        "es": "si no tengo fuerzas, solo los dos primeros minutos",
    },
    {"en": "ask Ana for ten minutes", "es": "pedirle diez minutos a Ana"},
    Tap(".skip"),
    Tap(".skip"),
    Tap(".skip"),
    Tap("remind"),
)
LITTLE: tuple[Said, ...] = (Tap("a1"), Tap(".done"), Tap("enough"), Tap("done"))

PLAN = {"en": "Call Leo. No mail until tomorrow.", "es": "Llamar a Leo. Nada de correo hasta mañana."}


def as_it_is(known: Known) -> Known:
    return known


def after_two_rounds(known: Known) -> Known:
    """A week after: two interviews with Acme, a plan for a no, and Lindt on Thursday."""
    now = datetime(2026, 3, 9, 18, 20, tzinfo=ZoneInfo("Europe/Madrid"))
    role = {"en": "Analyst", "es": "Analista"}[known.language.code]
    met = (Answer("day", value="2026-02-26"), Answer("met", value="Ana, Tom"))
    plan = (
        Answer("promised_day", value="2026-03-06"),
        Answer("no_evening", value=PLAN[known.language.code]),
    )
    lindt = Application(1, "Lindt", "Planner", next_at=now.replace(day=12, hour=10, minute=0))
    return replace(
        known,
        today=now.date(),
        begun=now.date(),
        now=now,
        zone="Europe/Madrid",
        applications=(Application(2, "Acme", role, stage="waiting"), lindt),
        rounds=2,
        before={"reflection": met, "waiting": plan},
        days={"reflection": date(2026, 2, 26), "waiting": DAY},
    )


def after_the_no(known: Known) -> Known:
    """A week after two rounds with Acme came to a no: what Ana said, what was noted that day, and two closer looks before it."""
    known = after_two_rounds(known)
    words, asked, better = {
        "en": ("they wanted more stakeholder experience", "a project that failed", "give the number first"),
        "es": ("buscaban más experiencia con clientes", "un proyecto que fracasó", "dar primero la cifra"),
    }[known.language.code]
    closer = (
        Answer("asked", value=asked),
        Answer("rating", value="rough"),
        Answer("missing", value="result"),
    )
    looks = (closer, (Answer("missing", value="long, result"),), (Answer("missing", value="we"),))
    no = (Answer("words", value=words), Answer("source", value="Ana"))
    return replace(
        known,
        before={**known.before, "rejected": no, "closer_look": (*closer, Answer("instead", value=better))},
        days={**known.days, "rejected": date(2026, 3, 6)},
        others={"closer_look": looks},
    )


def page(
    title: str, talks: Sequence[tuple[str, Sequence[Said]]], around: Callable[[Known], Known] = as_it_is
) -> str:
    """Conversations one after the other, in each language; each knows the answers of those before, and what is `around`."""
    parts = [f"# {title}"]
    for code, language in languages().items():
        parts.append(f"## {code}")
        before: dict[str, tuple[Answer, ...]] = {}
        for flow_name, said in talks:
            lines, session = spoken(flow_name, said, around(known_in(language, before)))
            parts.append("\n".join(lines))
            before[flow_name] = session.answers
    return "\n\n".join(parts) + "\n"


def known_in(language: Language, before: dict[str, tuple[Answer, ...]]) -> Known:
    return Known(
        today=DAY,
        begun=DAY,
        language=language,
        name="Mara",
        applications=(Application(1, "Lindt", "Planner"),),
        before=dict(before),
        now=datetime(2026, 3, 2, 18, 20, tzinfo=UTC),
    )


def spoken(flow_name: str, said: Sequence[Said], known: Known) -> tuple[list[str], Session]:
    """A conversation as lines of Markdown, and where it ends."""
    flow = flow_named(flow_name)
    turn = engine.begin(flow, 1, known)
    lines = list(shown(turn.replies))
    asked: Reply | None = None
    for number, one in enumerate(said, start=100):
        asked = next((reply for reply in reversed(turn.replies) if reply.asks), asked)
        heard = (
            Heard(code=one.code)
            if isinstance(one, Tap)
            else Heard(words=one[known.language.code], message=number)
        )
        lines.append(f"> *{_label(asked, one)}*" if isinstance(one, Tap) else f"> {heard.words}")
        turn = engine.answer(flow, turn.session, heard, known)
        lines += shown(reply for reply in turn.replies if reply.asks or not reply.in_place)
    return ["\n\n".join(lines)], turn.session


def _label(asked: Reply | None, tap: Tap) -> str:
    buttons = [button for row in asked.buttons for button in row] if asked else []
    return next((f"[{one.label}]" for one in buttons if one.data.split(":")[3] == tap.code), f"[{tap.code}]")


def shown(replies: Iterable[Reply]) -> Iterator[str]:
    for reply in replies:
        text = "  \n".join(_filled(line) for line in reply.lines)
        rows = [" ".join(f"`{button.label}`" for button in row) for row in reply.buttons[:-1]]
        yield text + ("\n\n" + "  \n".join(rows) if rows else "")


def _filled(line: Phrase) -> str:
    text = line.text
    if text.startswith("```"):
        # A letter to copy: a block of its own.
        text = "\n```\n" + text.strip("`") + "\n```"
    for name, value in line.values.items():
        text = text.replace("{" + name + "}", value)
    return text
