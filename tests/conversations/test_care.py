"""Plain words about more than a job are met; ordinary ones about a hard day are not taken for them."""

import pytest

from conversations.care import is_worrying


@pytest.mark.parametrize(
    "words",
    [
        "I want to kill myself",
        "honestly I don't want to live",
        "I DON’T WANT TO BE HERE ANYMORE",
        "I keep thinking about suicide",
        "everyone would be better off without me",
        "i wish i were dead",
        "there's no point in living",
        "I started cutting myself again",
        "Quiero morirme",
        "no quiero seguir viviendo",
        "He pensado en quitarme la vida",
        "a veces pienso en hacerme daño",
        "estarían mejor sin mí",
    ],
)
def test_meets_words_about_more_than_a_job(words: str) -> None:
    assert is_worrying(words)


@pytest.mark.parametrize(
    "words",
    [
        "They asked why I left; I nearly died of shame",
        "I killed it in the second round",
        "the deadline is killing me",
        "I could end my contract in May",
        "I don't want to live in Berlin",
        "they want to live up to their promises",
        "Me muero de ganas de saber",
        "Quiero vivir cerca de la oficina",
        "It hurt",
        "",
    ],
)
def test_takes_no_ordinary_word_for_them(words: str) -> None:
    assert not is_worrying(words)
