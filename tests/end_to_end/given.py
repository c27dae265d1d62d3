"""Ways into a reflection that several tests begin with."""

from tests.running import Phone

ASKED = ("why leave now", "a project that failed", "sql, joins")
BETTER = "give the number, say what I changed"


async def to_questions(phone: Phone, where: str = "Acme, Analyst") -> None:
    """As far as the question what they asked."""
    await phone.types("/reflect")
    await phone.taps("Mixed")
    await phone.types(where)


async def to_choice(phone: Phone) -> None:
    """As far as the question which answer to give differently."""
    await to_questions(phone)
    await phone.types(*ASKED)
    await phone.taps("Done")


async def to_card(phone: Phone) -> None:
    await to_choice(phone)
    await phone.taps("a project that failed")
    await phone.types(BETTER, "Ana and Tom")


async def through(phone: Phone, where: str = "Acme, Analyst", asked: str = "why leave now") -> None:
    """A whole one, short."""
    await to_questions(phone, where)
    await phone.types(asked)
    await phone.taps("Done", "None of them", "Skip", "Done")
