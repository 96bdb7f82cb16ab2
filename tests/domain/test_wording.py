"""Which prepared text is taken, and when it comes again."""

from collections import Counter

import pytest

from shared.domain.assessment import Topic
from shared.domain.playbook import Playbook, Wording
from shared.domain.wording import choose, fill

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


@pytest.mark.parametrize("max_length", [280, 30])
def test_turn_after_turn_every_text_that_fits_comes_once_before_one_comes_again(max_length):
    fitting = {text for text in (fill(variant, "Our Shop") for variant in PUBLIC) if len(text) <= max_length}
    assert len(fitting) == (3 if max_length == 280 else 2)
    for seed in ("t1", "t2", "t3"):
        said = [chosen(seed=seed, turn=turn, max_length=max_length) for turn in range(12)]
        for first in range(12 - len(fitting)):
            assert set(said[first : first + len(fitting)]) == fitting


def test_a_prepared_text_that_the_linter_refuses_is_never_taken():
    public = (
        "Thank you. Buy now!",
        "Thanks, it was your own fault.",
        "Muchas gracias por todo, nos alegra.",
        "Thanks.",
    )
    wording = {Topic.THANKS: {"en": Wording(public=public, private=("Call +34 600 111 222.",))}}
    playbook = PLAYBOOK.model_copy(update={"wording": wording})
    asked = {"topic": "thanks", "language": "en", "brand_title": "Shop", "seed": "t", "max_length": 280, "count": len}
    assert {choose(playbook, private=False, turn=turn, **asked) for turn in range(4)} == {"Thanks."}
    assert choose(playbook, private=True, **asked) is None


def test_a_title_that_would_sell_if_it_were_no_name_is_no_hindrance():
    texts = {chosen(brand_title="Discount Coupons 24h", turn=turn) for turn in range(3)}
    assert texts == {fill(variant, "Discount Coupons 24h") for variant in PUBLIC}
