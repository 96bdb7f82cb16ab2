"""What is read in deliveries of both products: one file a case in `cases`, and the real bodies."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain import times
from shared.domain.mention import EventKind, MentionEvent, Surface
from shared.errors import PayloadError
from shared.platforms.x import account_activity, activity, webhook
from tests.platforms.x.deliveries import delivery
from tests.support import payloads

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
ME = "880011"


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in CASES])
def test_a_delivery_is_read_as_its_case_says(file):
    case = json.loads(file.read_text("utf-8"))
    assert webhook.parse(delivery(case["delivery"])) == [_event(described) for described in case["events"]]


@pytest.mark.parametrize("payload", payloads.cases("x"))
def test_real_bodies_are_read_as_their_list_says(payload):
    payloads.check(payload, webhook.parse)


@pytest.mark.parametrize("kind", activity.EVENTS_NOT_SERVED)
def test_every_documented_event_that_needs_nothing_is_ignored_with_its_reason(kind):
    data = {"event_uuid": "1", "filter": {"user_id": ME}, "event_type": kind, "payload": {}}
    (event,) = webhook.parse(delivery({"data": data}))
    assert (event.kind, event.unknown, event.account_id) == (EventKind.IGNORED, False, ME)
    assert event.reason == activity.EVENTS_NOT_SERVED[kind]


@pytest.mark.parametrize("kind", account_activity.ARRAYS_NOT_SERVED)
def test_every_documented_array_that_needs_nothing_is_ignored_with_its_reason(kind):
    events = webhook.parse(delivery({"for_user_id": ME, kind: [{}, {}]}))
    assert [(event.reason, event.unknown) for event in events] == [
        (account_activity.ARRAYS_NOT_SERVED[kind], False)
    ] * 2


def test_a_reply_that_also_mentions_us_is_one_content_in_two_deliveries():
    post = {"id": "2080000111222333444", "author_id": "5501", "text": "@ourshop hello"}
    found = [
        webhook.parse(delivery({"data": {"event_uuid": uuid, "filter": {"user_id": ME}, "event_type": kind, **body}}))
        for uuid, kind, body in (
            ("1", "post.mention.create", {"payload": post}),
            ("-2", "post.reply.create", {"payload": post}),
        )
    ]
    assert [event.external_id for events in found for event in events] == ["2080000111222333444"] * 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"x"',
        b"42",
        b"{}",
        b'{"hello": "world"}',
        b'{"data": {}}',
        b'{"data": {"event_type": 7}}',
        b'{"data": [{"event_type": "post.create"}]}',
        b'{"for_user_id": "880011", ',
        b'\xef\xbb\xbf{"for_user_id": "880011"}',
        '{"for_user_id": "880011"}'.encode("utf-16"),
        b'{"for_user_id": "\xff"}',
        b"[" * 100_000,
        b'{"for_user_id": "1", "tweet_create_events": ' + b"[" * 40 + b"]" * 40 + b"}",
        b'{"for_user_id": ' + b"9" * 5_000 + b"}",
        b'{"for_user_id": 1e400}',
        b'{"for_user_id": NaN}',
    ],
)
def test_what_is_not_of_x_or_not_json_is_a_payload_error(body):
    with pytest.raises(PayloadError):
        webhook.parse(delivery(body))


def test_the_last_of_duplicate_keys_wins():
    body = b'{"for_user_id": "1", "for_user_id": "880011", "tweet_create_events": [{"id_str": "5", "text": "hi"}]}'
    assert webhook.parse(delivery(body))[0].account_id == ME


def test_ids_keep_all_their_digits():
    body = b'{"for_user_id": 9007199254740993, "tweet_create_events": [{"id": 18446744073709551615, "text": "hi"}]}'
    (event,) = webhook.parse(delivery(body))
    assert (event.account_id, event.external_id) == ("9007199254740993", "18446744073709551615")


@pytest.mark.parametrize(
    "text",
    [
        "😀 مرحبا שלום \u202eevil\u200b",
        "\ud83d alone",
        "{0.__class__} {{7*7}} ${x} %s",
        "<img src=x onerror=alert(1)>",
        "a" * 100_000,
    ],
    ids=["scripts", "surrogate", "templates", "markup", "long"],
)
def test_hostile_text_passes_as_it_is(text):
    body = {"for_user_id": ME, "tweet_create_events": [{"id_str": "5", "text": text}]}
    assert webhook.parse(delivery(body))[0].text == text


@pytest.mark.parametrize("hostile", ["5/../6", "5#x", "5\n6", "-1", "５", "x" * 3000, "0" * 21])
def test_an_id_that_is_none_of_x_never_becomes_an_address(hostile):
    body = {"for_user_id": ME, "tweet_create_events": [{"id_str": hostile, "text": "hi"}]}
    (event,) = webhook.parse(delivery(body))
    assert (event.external_id, event.permalink) == (hostile, None)


@pytest.mark.parametrize(
    "created_at",
    ["", "yesterday", "2026-01-01", "Mon Jan 01 00:00:00 +2359 0001", "Mon May 32 14:01:46 +0000 2025", 5, None, []],
)
def test_a_time_that_is_none_is_left_out(created_at):
    body = {"for_user_id": ME, "tweet_create_events": [{"id_str": "5", "text": "hi", "created_at": created_at}]}
    assert webhook.parse(delivery(body))[0].posted_at is None


def test_a_thousand_entries_are_read():
    posts = [{"id_str": str(number), "text": "hi"} for number in range(1, 1001)]
    assert len(webhook.parse(delivery({"for_user_id": ME, "tweet_create_events": posts}))) == 1000


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**37), 10**37)  # longer ones are refused before any reader sees them
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
MEMBERS = ("id", "id_str", "text", "user", "created_at", "edit_history", "message_create", "status", "extended_tweet")
entries = st.dictionaries(st.sampled_from(MEMBERS), json_values, max_size=6)
payload_members = st.sampled_from(
    ("id", "author_id", "text", "edit_history_tweet_ids", "referenced_tweets", "attachments", "direct_message_events")
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(kind=st.sampled_from(account_activity.ARRAYS), found=st.lists(entries | json_values, max_size=3))
def test_no_shape_of_an_array_breaks_the_reader(kind, found):
    assert all(isinstance(event, MentionEvent) for event in webhook.parse(delivery({"for_user_id": ME, kind: found})))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    kind=st.sampled_from([*activity.POST_EVENTS, "post.delete", "dm.received", "broadcast.chat", "oauth.revoke"]),
    payload=st.dictionaries(payload_members, json_values, max_size=6) | json_values,
    includes=json_values,
)
def test_no_shape_of_an_event_breaks_the_reader(kind, payload, includes):
    data = {"event_type": kind, "filter": {"user_id": ME}, "payload": payload, "includes": includes}
    assert all(isinstance(event, MentionEvent) for event in webhook.parse(delivery({"data": data})))


def _event(described: dict[str, Any]) -> MentionEvent:
    """The event of a case: what it does not name has the field's default."""
    converted = {
        **described,
        "kind": EventKind(described["kind"]),
        "surface": Surface(described.get("surface", "post")),
        "media": tuple(described.get("media", ())),
        "posted_at": times.from_text(described["posted_at"]) if "posted_at" in described else None,
    }
    assert set(converted) <= {field.name for field in fields(MentionEvent)}
    return MentionEvent(**converted)
