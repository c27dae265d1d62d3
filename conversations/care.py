"""Plain words that are about more than a job: whoever writes them is to meet a person, not the next question.

A short list misses most of what people mean, and takes some for it that is none; so the button stands there always
(Flow.care), and what these words lead to is kind either way.
"""

import re

from conversations.answers import folded

# Not "live in Berlin".
AT_ITS_END = r"(?= *(?:[.,;:!?]|$|any ?more|like this|mas|asi))"
# Whole sentences people write about not wanting to live, or hurting themselves; folded: no capitals, no accents.
WORDS = (
    r"kill(?:ing)? my ?self",
    r"end(?:ing)? (?:my life|it all)",
    r"tak(?:e|ing) my (?:own )?life",
    r"suicid(?:e|al|io|arme)",
    r"(?:want|wish|ready|going) to die",
    r"wish i (?:was|were) dead",
    rf"(?:do not|don'?t) want to (?:live{AT_ITS_END}|be alive|be here any ?more|wake up)",
    r"no (?:reason|point) (?:to live|in living|living)",
    r"better off (?:dead|without me)",
    r"(?:hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?) my ?self",
    r"matarme",
    r"quitarme la vida",
    r"acabar con (?:mi vida|todo)",
    r"(?:quiero|quisiera|ganas de) morir(?:me)?",
    rf"no quiero (?:vivir{AT_ITS_END}|seguir viviendo|despertar)",
    r"(?:no tiene sentido|para que) (?:vivir|seguir viviendo)",
    r"estarian mejor sin mi",
    r"hacerme dano|cortarme|lastimarme",
)
_WORRYING = re.compile(rf"\b(?:{'|'.join(WORDS)})\b")


def is_worrying(words: str) -> bool:
    """Whether the words say, plainly, that somebody does not want to live or may hurt themselves."""
    return bool(
        _WORRYING.search(" ".join(folded(words).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()))
    )
