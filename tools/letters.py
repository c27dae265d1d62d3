"""Every letter in every tone and language, with everything known and with nothing, for whoever reads them over."""

from collections.abc import Iterator
from datetime import date

from bot.languages import languages
from conversations import letters
from conversations.known import Language
from conversations.letters import KINDS, TONES, Material

TODAY = date(2026, 3, 20)
INTERVIEW, PROMISED = date(2026, 3, 12), date(2026, 3, 19)
FULL = {
    "en": Material(
        recipients=("Ana",),
        sender="Mara",
        role="Analyst",
        company="Acme",
        day=INTERVIEW,
        today=TODAY,
        promised=PROMISED,
        questions=("How do you keep a plan when priorities change?",),
        thought="I would tell of the move last spring, where I cut the plan to three dates and kept them",
        enjoyed="the reporting project",
        others=("Tom",),
    ),
    "es": Material(
        recipients=("Ana",),
        sender="Mara",
        role="analista",
        company="Acme",
        day=INTERVIEW,
        today=TODAY,
        promised=PROMISED,
        questions=("¿Cómo mantiene un plan cuando cambian las prioridades?",),
        thought="contaría la mudanza de la primavera pasada, en la que reduje el plan a tres fechas y las cumplí",
        enjoyed="el proyecto de informes",
        others=("Tom",),
    ),
}
INTRODUCTION = """\
# The letters

Each letter in each tone: with everything known, and with nothing known but that there was an interview. In Spanish no
sentence hangs on how many are written to, where that is open, nor on anybody's gender; the formal tone says usted.
"""


def page() -> str:
    return "\n".join([INTRODUCTION, *(section for kind in KINDS for section in _kind(kind))])


def _kind(kind: str) -> Iterator[str]:
    yield f"## {KINDS[kind]} (`{kind}`)\n"
    for language in languages().values():
        full = FULL.get(language.code, FULL["en"])
        for tone, name in TONES.items():
            yield _shown(
                f"{language.code} · {language.say(name)}", letters.written(kind, full, tone, language)
            )
        for tone, name in TONES.items():
            thin = letters.written(kind, Material(today=TODAY), tone, language)
            yield _shown(f"{language.code} · {language.say(name)} · nothing known", thin)
        yield from _spoken(kind, full, language)


def _spoken(kind: str, full: Material, language: Language) -> Iterator[str]:
    for material, note in ((full, ""), (Material(today=TODAY), " · nothing known")):
        text = letters.spoken(kind, material, language)
        if text:
            yield _shown(f"{language.code} · on the phone{note}", text)


def _shown(title: str, text: str) -> str:
    return f"### {title}\n\n```text\n{text}\n```\n"
