"""Looking a reply up: what X is asked, and which of the listed ones is ours."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shared.domain.mention import Surface
from shared.errors import CredentialsError, RateLimitedError, RefusedError, UnclearError
from shared.platforms.contract import ReplyDraft, ReplyReceipt
from shared.platforms.x import reply as x

NOW = datetime(2026, 1, 1, 10, 0, tzinfo=UTC)
CREDENTIALS = dict.fromkeys(x.KEYS, "composed")
DRAFT = ReplyDraft(
    mention_id="x-1",
    account_id="880011",
    external_id="1999000111222333444",
    surface=Surface.POST,
    text="Thank you, Rita! R&D <3 see https://ourshop.example/help and ourshop.com.",
    attempt_id="attempt-1",
    attempted_at=NOW,
    author_id="5501",
    thread_id="1999000111222333000",
)
MESSAGE = replace(DRAFT, surface=Surface.DIRECT_MESSAGE, text="Thank you, Rita! R&D <3")
FOUND = ReplyReceipt(
    external_reply_id="2000000000000000001", permalink="https://x.com/i/web/status/2000000000000000001"
)


def post(**changes):
    return {
        "id": "2000000000000000001",
        "author_id": "880011",
        "text": "@rita_soto @baker Thank you, Rita! R&amp;D &lt;3 see https://t.co/a1B2 and https://t.co/c3D4.",
        "created_at": "2026-01-01T10:00:02.000Z",
        "referenced_tweets": [{"type": "replied_to", "id": "1999000111222333444"}],
        **changes,
    }


def message(**changes):
    return {
        "id": "2000000000000000002",
        "event_type": "MessageCreate",
        "sender_id": "880011",
        "text": "Thank you, Rita! R&amp;D &lt;3",
        "created_at": "2026-01-01T10:00:02.000Z",
        **changes,
    }


def listed(*found):
    return {**({"data": list(found)} if found else {}), "meta": {"result_count": len(found)}}


def test_replies_are_searched_under_the_mention_from_shortly_before_the_attempt(server, session):
    server.will_answer(200, listed())
    assert x.find_reply(DRAFT, CREDENTIALS, session) is None
    (asked,) = server.asked
    assert (asked.method, asked.url) == ("GET", "https://api.x.com/2/tweets/search/recent")
    assert dict(asked.query) == {
        "query": "in_reply_to_tweet_id:1999000111222333444 from:880011",
        "tweet.fields": "author_id,created_at,referenced_tweets,text",
        "max_results": "100",
        "start_time": "2026-01-01T09:59:00Z",
    }


def test_messages_are_listed_with_the_person(server, session):
    server.will_answer(200, listed())
    assert x.find_reply(MESSAGE, CREDENTIALS, session) is None
    (asked,) = server.asked
    assert asked.url == "https://api.x.com/2/dm_conversations/with/5501/dm_events"
    assert dict(asked.query) == {"dm_event.fields": "id,text,sender_id,created_at", "max_results": "100"}


def test_our_reply_is_recognised_as_x_writes_it(server, session):
    server.will_answer(200, listed(post(id="1", text="Something else"), post(), post(id="2", text="Else")))
    assert x.find_reply(DRAFT, CREDENTIALS, session) == FOUND


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(post(text="@rita_soto Thank you, Rita!"), id="another text"),
        pytest.param(post(author_id="5501"), id="another author"),
        pytest.param(post(referenced_tweets=[{"type": "replied_to", "id": "1999000111222333000"}]), id="elsewhere"),
        pytest.param(post(referenced_tweets=[{"type": "quoted", "id": "1999000111222333444"}]), id="a quote"),
        pytest.param({**post(), "referenced_tweets": None}, id="no reply"),
        pytest.param(post(created_at="2026-01-01T09:58:59.000Z"), id="long before the attempt"),
        pytest.param(post(created_at="some day"), id="no time"),
        pytest.param(post(id=None), id="no id"),
        pytest.param(None, id="no object"),
    ],
)
def test_what_is_not_our_reply_is_not_taken_for_it(server, session, other):
    server.will_answer(200, listed(other))
    assert x.find_reply(DRAFT, CREDENTIALS, session) is None


def test_our_message_is_recognised(server, session):
    server.will_answer(200, listed(message(id="3", sender_id="5501"), message()))
    assert x.find_reply(MESSAGE, CREDENTIALS, session) == ReplyReceipt(external_reply_id="2000000000000000002")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(message(sender_id="5501"), id="theirs"),
        pytest.param(message(text="Thank you"), id="another text"),
        pytest.param(message(created_at="2025-12-31T10:00:00.000Z"), id="the same words, yesterday"),
    ],
)
def test_what_is_not_our_message_is_not_taken_for_it(server, session, other):
    server.will_answer(200, listed(other))
    assert x.find_reply(MESSAGE, CREDENTIALS, session) is None


@pytest.mark.parametrize("content", [b"<html>", b"", [], {}, "x", {"errors": []}])
def test_an_answer_that_cannot_be_read_is_not_taken_for_no_reply(server, session, content):
    server.will_answer(200, content)
    with pytest.raises(UnclearError):
        x.find_reply(DRAFT, CREDENTIALS, session)


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, RefusedError), (401, CredentialsError), (403, RefusedError), (429, RateLimitedError), (500, UnclearError)],
)
def test_a_refused_look_up_raises_like_a_reply(server, session, status, error):
    server.will_answer(status, {"type": "about:blank"})
    with pytest.raises(error) as raised:
        x.find_reply(DRAFT, CREDENTIALS, session)
    assert type(raised.value) is error
