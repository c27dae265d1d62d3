"""The questions of one interview, put together from what was said about it in several conversations."""

from conversations.answers import Answers, codes_in


def questions(quick: Answers, closer: Answers) -> tuple[str, ...]:
    """Every question remembered, each once: those of the quick reflection, those poured out, those recalled."""
    poured = closer.items("poured")
    picked = [poured[int(code) - 1] for codes in closer.items("which") for code in codes_in(codes)]
    return tuple(
        dict.fromkeys([*quick.items("asked"), *picked, *closer.items("asked"), *closer.items("prompted")])
    )


def ratings(quick: Answers, closer: Answers) -> tuple[tuple[str, str], ...]:
    """Each question that was rated, and the code of its rating, in the order they were remembered."""
    rated = ((item, closer.value("rating", place)) for place, item in enumerate(questions(quick, closer)))
    return tuple((item, rating) for item, rating in rated if rating)
