"""X, "Counting characters" and the configuration of its open counting library, read 2026-11."""

import time

import pytest

from shared.platforms import counting


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("Hello", 5, id="latin"),
        pytest.param("Привет, ¿qué tal? שלום مرحبا", 28, id="cyrillic, hebrew, arabic count one"),
        pytest.param("é", 1, id="composed"),
        pytest.param("é", 1, id="decomposed, after normalisation"),
        pytest.param("你好", 4, id="chinese counts two"),
        pytest.param("こんにちは", 10, id="japanese counts two"),
        pytest.param("안녕", 4, id="korean counts two"),
        pytest.param("नमस्ते", 6, id="devanagari counts one"),
        pytest.param("“—”…", 3 + 2, id="dashes and quotes count one, an ellipsis two"),
        pytest.param("€", 2, id="euro sign counts two"),
        pytest.param("\u2009\u200d", 2, id="thin space, lone joiner"),
        pytest.param("\ud83d", 2, id="lone surrogate"),
    ],
)
def test_a_character_weighs_what_its_range_says(text, length):
    assert counting.x_weighted(text) == length


@pytest.mark.parametrize(
    "emoji",
    [
        pytest.param("😀", id="one"),
        pytest.param("☺️", id="with selector"),
        pytest.param("👍🏽", id="skin tone"),
        pytest.param("👨‍👩‍👧‍👦", id="family"),
        pytest.param("🧑🏾‍🚀", id="skin tone and joiner"),
        pytest.param("🏳️‍🌈", id="selector and joiner"),
        pytest.param("❤️‍🔥", id="heart and joiner"),
        pytest.param("🇪🇸", id="flag"),
        pytest.param("🏴󠁧󠁢󠁳󠁣󠁴󠁿", id="flag of tags"),
        pytest.param("1️⃣", id="key"),
        pytest.param("©️", id="sign as emoji"),
    ],
)
def test_an_emoji_weighs_two_however_it_is_joined(emoji):
    assert counting.x_weighted(emoji) == 2
    assert counting.x_weighted(f"a{emoji}{emoji}b") == 6


def test_emoji_that_are_not_joined_weigh_two_each():
    assert counting.x_weighted("👨👩👧") == 6
    assert counting.x_weighted("🇪🇸🇫🇷") == 4


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        pytest.param("https://ourshop.example", 0, id="short"),
        pytest.param("http://a.co", 0, id="shorter than 23"),
        pytest.param("https://ourshop.example/help?topic=returns&lang=es#form" + "x" * 200, 0, id="long"),
        pytest.param("HTTPS://OurShop.Example/Help", 0, id="upper case"),
        pytest.param("https://ourshop.example:8443/x", 0, id="with port"),
        pytest.param("https://tienda-ñ.example/año", 0, id="international"),
        pytest.param("See https://ourshop.example/help.", 5, id="full stop after it"),
        pytest.param("(https://ourshop.example/help)", 2, id="in brackets"),
        pytest.param("https://ourshop.example/help,then", 0, id="comma within it"),
        pytest.param("见https://ourshop.example/help。谢谢", 2 + 6, id="between chinese"),
        pytest.param("https://ourshop.com谢谢", 4, id="chinese right after it"),
        pytest.param("https://магазин.рф/помощь", 0, id="cyrillic"),
        pytest.param("ourshop.com", 0, id="without scheme"),
        pytest.param("www.ourshop.co.uk/returns", 0, id="without scheme, with path"),
        pytest.param("Write to ourshop.com!", 10, id="without scheme, in a sentence"),
        pytest.param("a.es b.es", 1 + 23, id="two"),
    ],
)
def test_an_address_weighs_23(text, beside):
    assert counting.x_weighted(text) == 23 + beside


@pytest.mark.parametrize(
    "text",
    ["help@ourshop.com", "3.50", "EE.UU.", "p.ej.", "e.g.", "Ana.Gracias", "readme.", "https://", "https://localhost"],
)
def test_what_only_looks_like_an_address_counts_as_it_is(text):
    assert counting.x_weighted(text) == len(text)


def test_a_label_longer_than_63_makes_no_address():
    assert counting.x_weighted("a" * 64 + ".com") == 68
    assert counting.x_weighted("a" * 63 + ".com") == 23


@pytest.mark.parametrize(
    "bait",
    ["a" * 50_000, "a." * 25_000, "a-" * 25_000, "https://a.co/" + "!" * 50_000, "👨\u200d" * 25_000, "@" * 50_000],
    ids=["letters", "dots", "hyphens", "path", "joiners", "handles"],
)
def test_counting_takes_time_in_proportion_to_the_text(bait):
    started = time.process_time()
    counting.x_weighted(bait)
    assert time.process_time() - started < 0.5


def test_the_plain_counters():
    assert counting.characters("a😀") == 2
    assert counting.utf16("a😀") == 3
    assert counting.utf16("\ud83d") == 1
