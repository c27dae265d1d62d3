"""The letters a person may send, filled from their answers. What is not known is left out, grammar intact."""

from collections.abc import Mapping
from dataclasses import replace

from conversations.known import Language, Manner
from conversations.letters import after_no, follow_up, thank_you
from conversations.letters.manner import learned
from conversations.letters.material import Material, material_of
from conversations.letters.template import Template, said
from conversations.letters.tones import TONES, greeting, regards

__all__ = ["KINDS", "PLAIN", "TONES", "Material", "each", "learned", "material_of", "spoken", "written"]

PLAIN = "plain"
OURS = Manner()
# By the lasting name of each, in the order of the menu. A new letter is one file and one line here.
TEMPLATES: Mapping[str, Template] = {
    "thank_you": thank_you.TEMPLATE,
    "follow_up_first": follow_up.FIRST,
    "follow_up_second": follow_up.SECOND,
    "feedback_request": after_no.FEEDBACK,
    "thanks_after_no": after_no.THANKS,
}
KINDS: Mapping[str, str] = {kind: template.title for kind, template in TEMPLATES.items()}


def written(kind: str, material: Material, tone: str, language: Language, manner: Manner = OURS) -> str:
    """The letter as plain text, ready to copy."""
    values = material.values(language)
    blocks = [greeting(tone, values, language, manner)]
    for points in TEMPLATES[kind].paragraphs:
        sentences = [said(point[tone], values, language) for point in points]
        blocks.append(" ".join(filter(None, sentences)))
    return "\n\n".join([*blocks, regards(tone, values, language, manner)])


def spoken(kind: str, material: Material, language: Language) -> str:
    """What one would say on the phone instead; nothing for a letter that no call replaces."""
    return said(TEMPLATES[kind].spoken, material.values(language), language)


def each(kind: str, material: Material) -> tuple[Material, ...]:
    """What goes to whom: one for all, or, where everybody gets their own, each about another question.

    The first gets the question with the better answer.
    """
    if not TEMPLATES[kind].to_each or not material.recipients:
        return (material,)
    return tuple(
        replace(
            material,
            recipients=(name,),
            questions=material.questions[place : place + 1],
            thought="" if place else material.thought,
        )
        for place, name in enumerate(material.recipients)
    )
