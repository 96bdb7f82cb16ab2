"""Ids, keys and cuts of a mention."""

import hashlib

import pytest

from shared.domain import mention as mentions
from shared.domain.mention import CUT_MARK, OPEN_STATES, State
from tests.support.made import mention


def test_an_id_names_the_content_and_nothing_else():
    expected = hashlib.sha256(b"x|42|1001").hexdigest()[:20]
    assert mentions.mention_id("x", "42", "1001") == f"x-{expected}"
    others = {mentions.mention_id(*parts) for parts in [("y", "42", "1001"), ("x", "43", "1001"), ("x", "42", "1002")]}
    assert len(others | {mentions.mention_id("x", "42", "1001")}) == 4


def test_keys_of_conversation_and_author_cannot_be_made_to_meet():
    """A listening tool may put any printable character into an id."""
    keys = [
        mentions.conversation_key("x", "42", "ann", "t|1"),
        mentions.conversation_key("x", "42", "ann|t", "1"),
        mentions.conversation_key("x", "42|ann", "t", "1"),
        mentions.conversation_key("x", "42", None, "ann|t|1"),
        mentions.author_key("x", "42", "ann|t|1"),
        mentions.author_key("x", "42", "ann"),
    ]
    assert len(set(keys)) == len(keys)


def test_a_mention_without_a_thread_is_its_own():
    assert mention(thread_id=None).thread_key == "forum:p1"
    assert mention().thread_key == "forum:t9"


@pytest.mark.parametrize("state", State)
def test_open_states_are_those_that_wait_for_something(state):
    assert mention(state).is_open == (state in OPEN_STATES)
    ended = {"acknowledged", "answered", "resolved", "ignored", "withdrawn", "erased"}
    assert (str(state) in ended) == (state not in OPEN_STATES)


def test_a_cut_text_says_so_and_keeps_the_limit():
    assert mentions.cut("abc", 3) == "abc"
    assert mentions.cut(None) is None
    assert mentions.cut("x" * 21, 20) == "x" * (20 - len(CUT_MARK)) + CUT_MARK
