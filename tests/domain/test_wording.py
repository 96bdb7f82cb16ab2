"""Which prepared text is taken, and what the linter refuses."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.assessment import Topic
from shared.domain.playbook import Playbook
from shared.domain.wording import Severity, choose, fill, lint
from tests.support.made import seeded

PUBLIC = ("Thank you from {brand}!", "Thanks a lot, says {brand}, and {brand} means it.", "Thanks.")
PLAYBOOK = Playbook.model_validate(
    {
        "brand": "shop",
        "version": 1,
        "title": "Our Shop",
        "wording": {"thanks": {"en": {"public": PUBLIC, "private": ("Thank you for writing.",)}}},
    }
)


def chosen(**differs):
    asked = {"topic": Topic.THANKS, "language": "en", "private": False, "brand_title": "Our Shop", "seed": "m1"}
    return choose(PLAYBOOK, **{**asked, "max_length": 280, "count": len, **differs})


def test_the_same_seed_gives_the_same_text_and_all_variants_have_their_turn():
    texts = [chosen(seed=f"mention-{number}") for number in range(600)]
    assert texts == [chosen(seed=f"mention-{number}") for number in range(600)]
    turns = Counter(texts)
    assert len(turns) == len(PUBLIC)
    assert min(turns.values()) > 150


def test_only_a_text_that_fits_is_taken_as_the_platform_counts():
    assert {chosen(seed=str(seed), max_length=10) for seed in range(20)} == {"Thanks."}
    assert chosen(max_length=6) is None
    assert chosen(max_length=10, count=lambda text: 2 * len(text)) is None


def test_where_nothing_is_prepared_nothing_is_said():
    assert chosen(topic=Topic.PRAISE) is None
    assert chosen(language="es") is None
    assert chosen(topic="thanks", private=True) == "Thank you for writing."


@pytest.mark.parametrize("title", ["{brand}", "{0} %s $HOME", "a{brand}b", "\\1 {brand!r}", "{{}}", "%(brand)s"])
def test_what_stands_in_the_title_is_never_read_as_a_slot(title):
    assert fill("Hi {brand}, {brand}", title) == f"Hi {title}, {title}"
    assert chosen(brand_title=title, max_length=10_000)


def codes(text, **how):
    return [(finding.code, text[finding.start : finding.end]) for finding in lint(text, **{"by_machine": True, **how})]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Get 20% off with us", "selling", "20% off"),
        ("Here is a DISCOUNT for you", "selling", "DISCOUNT"),
        ("use promocode HELLO", "selling", "promocode"),
        ("Check out our new range", "selling", "Check out our"),
        ("Don’t miss it", "selling", "Don’t miss"),
        ("Un cupón para ti", "selling", "cupón"),
        ("Aprovecha hoy", "selling", "Aprovecha"),
        ("Visita nuestra tienda", "selling", "Visita nuestra tienda"),
        ("We guarantee it", "promise", "guarantee"),
        ("You will be fine, we will refund you", "promise", "will refund"),
        ("we'll fix it", "promise", "we'll fix"),
        ("You'll receive it soon", "promise", "You'll receive"),
        ("An answer within two days", "promise", "within two days"),
        ("It won't happen again", "promise", "won't happen again"),
        ("by Monday at noon", "promise", "by Monday"),
        ("Te lo devolveremos", "promise", "devolveremos"),
        ("en menos de 24 horas", "promise", "en menos de 24 horas"),
        ("lo antes posible", "promise", "lo antes posible"),
        ("No volverá a pasar", "promise", "No volverá a"),
        ("write to ana.b+c@example.co.uk", "personal_data", "ana.b+c@example.co.uk"),
        ("call +34 600 111 222 now", "personal_data", "+34 600 111 222"),
        ("call (020) 7946-0000 now", "personal_data", "020) 7946-0000"),
        ("card 4111 1111 1111 1111", "personal_data", "4111 1111 1111 1111"),
        ("IBAN ES91 2100 0418 4502 0005 1332.", "personal_data", "ES91 2100 0418 4502 0005 1332"),
        ("Hello {name}", "slot", "{"),
    ],
)
def test_a_reply_that_sells_promises_or_tells_private_things_is_refused(text, code, words):
    assert (code, words) in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your kind words.",
        "A colleague will look at your question and answer you here.",
        "Gracias por preguntar. Alguien del equipo la mirará.",
        "We are open on 24/12/2026 and on 2026-12-27 from 10 to 18.",
        "That is 12.50 in all, for 3 of them.",
        "Our officers wholesale nothing.",
        "I saw you at the shop.",
    ],
)
def test_a_plain_reply_passes(text):
    assert lint(text, by_machine=True) == []


def test_people_are_warned_where_the_machine_is_stopped():
    machine, person = (lint("20% off!", by_machine=by_machine)[0] for by_machine in (True, False))
    assert (machine.severity, person.severity) == (Severity.ERROR, Severity.WARNING)
    assert machine.says == person.says


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u202e"])
def test_an_empty_reply_is_an_error_for_everybody(text):
    for by_machine in (True, False):
        (finding,) = lint(text, by_machine=by_machine)
        assert (finding.code, finding.severity) == ("empty", Severity.ERROR)


def test_a_reply_that_the_platform_would_not_take_is_an_error_for_everybody():
    (finding,) = lint("abcd", by_machine=False, max_length=7, count=lambda text: 2 * len(text))
    assert (finding.code, finding.severity) == ("too_long", Severity.ERROR)
    assert "8" in finding.says
    assert "7" in finding.says
    assert lint("abcd", by_machine=False, max_length=8, count=lambda text: 2 * len(text)) == []


def test_findings_come_in_the_order_of_the_text():
    starts = [finding.start for finding in lint("a@b.com: 10% off, guaranteed {x}", by_machine=True)]
    assert starts == sorted(starts)
    assert len(starts) == 5


@seeded(300)
@given(st.text(st.characters(), max_size=200))
def test_any_unicode_can_be_linted(text):
    lint(text, by_machine=True, max_length=100)


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "a@", "@", "AB12", "within ", "in 1 ", "will be ", "{", "-", "a.", "\u0301"]
)
def test_the_linter_takes_time_in_proportion_to_the_text(piece):
    began = time.process_time()
    lint((piece * 10_000)[:10_000], by_machine=True)
    assert time.process_time() - began < 1
