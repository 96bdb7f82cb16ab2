"""What the linter finds in a reply, and what it lets pass."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.linter import Severity, lint
from tests.support.made import seeded


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
    "piece",
    [
        "1",
        "1 ",
        "a@",
        "@",
        "AB12",
        "within ",
        "in 1 ",
        "will be ",
        "werden a ",
        "had je a ",
        "zoals a ",
        "comme ",
        "كان",
        "\u0640",
        "{",
        "-",
        "a.",
        "\u0301",
    ],
)
def test_the_linter_takes_time_in_proportion_to_the_text(piece):
    began = time.process_time()
    lint((piece * 10_000)[:10_000], by_machine=True)
    assert time.process_time() - began < 1


def test_marks_and_invisible_signs_hide_nothing_and_places_stay_right():
    assert codes("Grab a dis\u00adco\u200bunt") == [("selling", "dis\u00adco\u200bunt")]
    assert codes("هذا خَصْم لكم") == [("selling", "خَصْم")]
    assert codes("هذا خـصـم لكم") == [("selling", "خـصـم")]


def test_the_brands_own_title_is_a_name():
    text = "Thank you from Discount {24} Shop"
    assert {code for code, _words in codes(text)} == {"selling", "slot"}
    assert lint(text, by_machine=True, title="Discount {24} Shop") == []
    assert [code for code, _words in codes("A discount from Sale", title="Sale")] == ["selling"]
