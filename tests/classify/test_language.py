"""English, Spanish, or honestly neither."""

import pytest

from shared.classify.language import identify
from shared.classify.normalise import normalise


def of(text, hint=None):
    return identify(text, normalise(text), hint)


@pytest.mark.parametrize(
    "text",
    ["Thanks!", "thank you", "Love it", "What time do you open on Sunday?", "THIS IS AWESOME",
     "i luv ur new menu so much",
     "¡Thanks for the tacos!", "sooooo good, best coffee"],
)  # fmt: skip
def test_english_is_english(text):
    assert of(text) == "en"


@pytest.mark.parametrize(
    "text",
    ["Gracias", "¡Qué bonito!", "muchas graciasss", "¿A qué hora abrís?", "me encanta",
     "Excelente servicio, muy amables",
     "Precio por favor", "son los mejores"],
)  # fmt: skip
def test_spanish_is_spanish(text):
    assert of(text) == "es"


@pytest.mark.parametrize(
    "text",
    ["Merci beaucoup", "Vielen Dank für alles", "Muito obrigado, adorei", "Grazie mille",
     "Hartelijk bedankt", "Çok güzel",
     "Dziękuję", "Спасибо", "شكرا", "ありがとう", "धन्यवाद", "Moltes gràcies", "Obrigada! Loja linda", "תודה רבה"],
)  # fmt: skip
def test_a_language_that_is_not_served_is_other(text):
    assert of(text) == "other"


@pytest.mark.parametrize("text", ["", "❤️❤️", "👏", "5", "...", "https://x.example", "@ourshop", "Super!", "Wanda", "hm"])
def test_too_little_to_tell_is_other_whatever_the_platform_says(text):
    assert of(text) == of(text, "en") == of(text, "es") == "other"


def test_the_platforms_hint_settles_a_tie_and_nothing_else():
    assert of("Excelente") == "other"  # Spanish as well as Portuguese
    assert of("Excelente", "es-MX") == "es"
    assert of("Excelente", "pt") == "other"
    assert of("Thank you for the help", "es") == "en"
    assert of("Vielen Dank", "en") == "other"


def test_a_few_served_words_in_a_foreign_text_do_not_make_it_served():
    assert of("Danke! Great Service wie immer und sehr nett") == "other"
