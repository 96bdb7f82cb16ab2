"""Saved replies: closed slots, filled in one pass, and which of them suit a message."""

from datetime import timedelta

import pytest

from shared.domain.assessment import Topic
from shared.domain.saved_reply import REVIEW_AFTER, SavedReply, fill, fitting, plain_name, require_known_slots
from shared.errors import InputError
from tests.support.made import BRAND, NOW


def saved(title: str, **changes: object) -> SavedReply:
    described = {"saved_id": title, "brand": BRAND, "title": title, "text": "Hello", "owner": "ana", "version": 1}
    return SavedReply(**{"reviewed_at": NOW, **described, **changes})  # pyright: ignore[reportArgumentType] (by name)


def test_slots_are_filled_in_one_pass() -> None:
    values = {"author": "{staff} {brand}", "brand": "Our Shop", "staff": "Rosa"}
    assert fill("Dear {author}, {brand} here. {staff}", values) == "Dear {staff} {brand}, Our Shop here. Rosa"


def test_a_slot_without_a_value_stays_open_so_that_the_linter_sees_it() -> None:
    assert fill("Dear {author}", {"author": None}) == "Dear {author}"
    assert fill("Dear {author}", {"author": " \u202e\u0000 "}) == "Dear {author}"


@pytest.mark.parametrize("text", ["{name}", "{author.name}", "{Author}", "{}", "{0}", "{author!r}"])
def test_an_unknown_slot_is_refused_with_those_that_are_known(text: str) -> None:
    with pytest.raises(InputError, match=r"\{author\}, \{brand\}, \{staff\}"):
        require_known_slots(f"Dear {text}")


@pytest.mark.parametrize("text", ["{{author}}", "a { b", "a } b", "{author"])
def test_a_lonely_brace_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="brace"):
        require_known_slots(text)


def test_known_slots_pass() -> None:
    require_known_slots("Dear {author}, {brand} is sorry. {staff}")
    require_known_slots("No slot at all")


def test_a_name_is_one_short_line_that_turns_nothing_about() -> None:
    assert plain_name("Rita\n\u202egnp\u2066 \x00 B.") == "Rita gnp B."
    assert len(plain_name("x" * 500)) == 80


def test_the_closest_comes_first_and_the_others_are_still_there() -> None:
    any_one, english, billing = saved("any"), saved("en", language="en"), saved("bill", topic=Topic.BILLING)
    both = saved("both", language="en", topic=Topic.BILLING)
    german, praise = saved("de", language="de"), saved("praise", topic=Topic.PRAISE)
    fit, others = fitting([german, praise, any_one, english, billing, both], "en", "billing")
    assert [one.title for one in fit] == ["both", "bill", "en", "any"]
    assert [one.title for one in others] == ["praise", "de"]


def test_half_a_year_without_a_look_is_too_long() -> None:
    assert not saved("one").is_to_be_reviewed(NOW + REVIEW_AFTER)
    assert saved("one").is_to_be_reviewed(NOW + REVIEW_AFTER + timedelta(seconds=1))
