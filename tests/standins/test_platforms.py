"""Each stand-in checks what the real platform checks, and answers in its shape."""

import pytest
import requests

from infra.standins.credentials import SIGNING, TOKENS
from infra.standins.x import length
from tests.standins.callers import CALLBACK, GRAPH, PAGE, X_API, callback, facebook, signed, x
from tests.standins.conftest import Clock
from tests.support.standins import Running

REPLY = {"type": "reply.created", "data": {"platform": "forum", "in_reply_to": "p1", "text": "Thanks!"}}


def test_facebook_takes_a_comment_and_lists_it_under_its_parent(session: requests.Session, standins: Running) -> None:
    answer = facebook(session, "POST", "/900100200_555001/comments", data={"message": "Thanks! 🙏"})
    assert answer.status_code == 200
    assert list(answer.json()) == ["id"]
    assert answer.json()["id"].startswith("900100200_")
    listed = facebook(session, "GET", "/900100200_555001/comments", params={"fields": "from,message,created_time"})
    assert listed.json()["data"] == [
        {
            "id": answer.json()["id"],
            "from": {"name": "Our Shop", "id": PAGE},
            "message": "Thanks! 🙏",
            "created_time": "2026-11-22T10:00:00+0000",
        }
    ]
    assert facebook(session, "GET", "/900100200_555002/comments").json() == {"data": []}
    (post,) = standins.wall("facebook")
    assert (post["account"], post["in_reply_to"], post["text"]) == (PAGE, "900100200_555001", "Thanks! 🙏")


def test_facebook_takes_a_message_and_lists_its_conversation(session: requests.Session, standins: Running) -> None:
    body = {"recipient": {"id": "77"}, "messaging_type": "RESPONSE", "message": {"text": "Hello"}}
    answer = facebook(session, "POST", f"/{PAGE}/messages", json=body)
    assert answer.json() == {"recipient_id": "77", "message_id": standins.wall()[0]["id"]}
    asked = {"user_id": "77", "fields": "messages.limit(5){id,message,from{id}}"}
    (found,) = facebook(session, "GET", "/me/conversations", params=asked).json()["data"]
    author = {"name": "Our Shop", "id": PAGE}
    assert found["messages"]["data"] == [{"id": answer.json()["message_id"], "message": "Hello", "from": author}]
    assert facebook(session, "GET", f"/{PAGE}/conversations", params={"user_id": "78"}).json() == {"data": []}
    said = facebook(session, "GET", "/t_77/messages", params={"fields": "message"}).json()["data"]
    assert said == [{"id": answer.json()["message_id"], "message": "Hello"}]


def test_facebook_pages_through_a_long_list(session: requests.Session) -> None:
    for number in range(3):
        facebook(session, "POST", "/9_1/comments", data={"message": f"reply {number}"})
    first = facebook(session, "GET", "/9_1/comments", params={"limit": "2"}).json()
    assert [row["message"] for row in first["data"]] == ["reply 0", "reply 1"]
    after = {"limit": "2", "after": first["paging"]["cursors"]["after"]}
    second = facebook(session, "GET", "/9_1/comments", params=after).json()
    assert [row["message"] for row in second["data"]] == ["reply 2"]
    assert "next" not in second["paging"]


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("/not-an-id/comments", {"message": "hi"}, 100),
        ("/9_1/comments", {"message": " "}, 100),
        ("/9_1/comments", {}, 100),
        ("/9_1/comments", {"message": "a" * 8001}, 100),
        ("/9_1", {"message": "this would edit"}, 100),
        ("/1/messages", {"messaging_type": "RESPONSE", "recipient": '{"id":"77"}', "message": '{"text":"hi"}'}, 100),
        (f"/{PAGE}/messages", {"recipient": '{"id":"77"}', "message": '{"text":"hi"}'}, 100),
        (f"/{PAGE}/messages", {"messaging_type": "RESPONSE", "recipient": '{"id":"x"}', "message": "{}"}, 100),
    ],
)
def test_facebook_refuses_what_is_malformed(
    session: requests.Session, standins: Running, path: str, data: dict[str, str], code: int
) -> None:
    answer = facebook(session, "POST", path, data=data)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert standins.wall() == []


def test_facebook_wants_the_page_token(session: requests.Session, standins: Running) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        answer = session.post(f"{GRAPH}/9_1/comments", data={"message": "hi"}, headers=headers, timeout=5)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, 190)
    assert standins.wall() == []
    token = {"message": "hi", "access_token": TOKENS["facebook"][PAGE]["access_token"]}
    assert session.post(f"{GRAPH}/9_1/comments", data=token, timeout=5).status_code == 200


def test_facebook_tells_about_page_token_and_subscription(session: requests.Session) -> None:
    assert facebook(session, "GET", "/me", params={"fields": "id,name"}).json() == {"id": PAGE, "name": "Our Shop"}
    (app,) = facebook(session, "GET", f"/{PAGE}/subscribed_apps").json()["data"]
    assert {"feed", "mention", "messages"} <= set(app["subscribed_fields"])
    token = TOKENS["facebook"][PAGE]["access_token"]
    assert facebook(session, "GET", "/debug_token", params={"input_token": token}).json()["data"]["is_valid"] is True
    assert facebook(session, "GET", "/debug_token", params={"input_token": "x"}).json()["data"]["is_valid"] is False


def test_x_takes_a_reply_and_finds_it_by_conversation(
    session: requests.Session, clock: Clock, standins: Running
) -> None:
    body = {"text": "Thanks & hello ❤️", "reply": {"in_reply_to_tweet_id": "1999"}}
    made = x(session, clock, "POST", "/tweets", json=body)
    assert made.status_code == 201
    assert made.json()["data"]["text"] == "Thanks & hello ❤️"
    query = {
        "query": "conversation_id:1999 from:880011",
        "tweet.fields": "referenced_tweets,author_id",
        "max_results": "10",
    }
    found = x(session, clock, "GET", "/tweets/search/recent", params=query).json()
    (row,) = found["data"]
    assert row["id"] == made.json()["data"]["id"] == standins.wall("x")[0]["id"]
    assert row["referenced_tweets"] == [{"type": "replied_to", "id": "1999"}]
    assert row["author_id"] == "880011"
    assert found["meta"]["result_count"] == 1


def test_x_search_finds_nothing_of_another_author_or_of_last_week(session: requests.Session, clock: Clock) -> None:
    x(session, clock, "POST", "/tweets", json={"text": "Thanks", "reply": {"in_reply_to_tweet_id": "1999"}})
    other = x(session, clock, "GET", "/tweets/search/recent", params={"query": "conversation_id:1999 from:1"})
    assert other.json() == {"meta": {"result_count": 0}}
    clock.move(7 * 24 * 3600 + 1)
    old = x(session, clock, "GET", "/tweets/search/recent", params={"query": "from:880011"})
    assert old.json() == {"meta": {"result_count": 0}}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("in_reply_to_tweet_id:1999", ["1999"]),
        ("from:ourshop", ["2000", "1999"]),
        ("(conversation_id:7 OR in_reply_to_tweet_id:2000) from:880011 -in_reply_to_tweet_id:1999", ["2000"]),
        ("in_reply_to_tweet_id:1 OR in_reply_to_tweet_id:2000 from:880011", ["2000"]),
        ("is:reply -from:880011", []),
    ],
)
def test_x_search_reads_its_operators(session: requests.Session, clock: Clock, query: str, found: list[str]) -> None:
    for target in ("1999", "2000"):
        x(session, clock, "POST", "/tweets", json={"text": "Thanks", "reply": {"in_reply_to_tweet_id": target}})
    asked = {"query": query, "tweet.fields": "referenced_tweets"}
    rows = x(session, clock, "GET", "/tweets/search/recent", params=asked).json().get("data", [])
    assert [row["referenced_tweets"][0]["id"] for row in rows] == found


@pytest.mark.parametrize("query", ["", "hello world", "(from:880011", "from:880011)", "OR from:1", "from:", "a:" * 400])
def test_x_search_refuses_a_malformed_query(session: requests.Session, clock: Clock, query: str) -> None:
    assert x(session, clock, "GET", "/tweets/search/recent", params={"query": query}).status_code == 400


def test_x_takes_a_message_and_lists_its_conversation(session: requests.Session, clock: Clock) -> None:
    made = x(session, clock, "POST", "/dm_conversations/with/5501/messages", json={"text": "Hello"})
    assert made.status_code == 201
    assert made.json()["data"]["dm_conversation_id"] == "5501-880011"
    asked = {"dm_event.fields": "sender_id,created_at"}
    (event,) = x(session, clock, "GET", "/dm_conversations/with/5501/dm_events", params=asked).json()["data"]
    assert event["id"] == made.json()["data"]["dm_event_id"]
    assert (event["sender_id"], event["text"], event["event_type"]) == ("880011", "Hello", "MessageCreate")
    empty = x(session, clock, "GET", "/dm_conversations/with/5502/dm_events")
    assert empty.json() == {"meta": {"result_count": 0}}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/tweets", {"text": ""}, 400),
        ("/tweets", {"text": "a", "reply": {"in_reply_to_tweet_id": 1999}}, 400),
        ("/tweets", {"text": "a", "reply": {"in_reply_to_tweet_id": "19x"}}, 400),
        ("/tweets", {"text": "a" * 281}, 403),
        ("/tweets", {"text": "漢" * 141}, 403),
        ("/dm_conversations/with/abc/messages", {"text": "hi"}, 400),
        ("/dm_conversations/with/5501/messages", {}, 400),
        ("/elsewhere", {}, 404),
    ],
)
def test_x_refuses_what_is_malformed(
    session: requests.Session, clock: Clock, standins: Running, path: str, body: dict[str, object], status: int
) -> None:
    assert x(session, clock, "POST", path, json=body).status_code == status
    assert standins.wall() == []


def test_x_refuses_duplicate_content(session: requests.Session, clock: Clock, standins: Running) -> None:
    body = {"text": "Thanks", "reply": {"in_reply_to_tweet_id": "1999"}}
    assert x(session, clock, "POST", "/tweets", json=body).status_code == 201
    again = x(session, clock, "POST", "/tweets", json=body)
    assert (again.status_code, again.json()["title"]) == (403, "Forbidden")
    elsewhere = {"text": "Thanks", "reply": {"in_reply_to_tweet_id": "2000"}}
    assert x(session, clock, "POST", "/tweets", json=elsewhere).status_code == 201
    assert len(standins.wall("x")) == 2


@pytest.mark.parametrize("part", ["consumer_key", "consumer_secret", "access_token", "access_token_secret"])
def test_x_recomputes_the_oauth_signature(
    session: requests.Session, clock: Clock, standins: Running, part: str
) -> None:
    answer = x(session, clock, "POST", "/tweets", json={"text": "hi"}, keys={part: "wrong"})
    assert answer.status_code == 401
    assert standins.wall() == []


def test_x_refuses_no_signature_and_an_old_one(session: requests.Session, clock: Clock) -> None:
    assert session.get(f"{X_API}/users/me", timeout=5).status_code == 401
    assert x(session, clock, "GET", "/users/me", off_by_s=-301).status_code == 401
    assert x(session, clock, "GET", "/users/me", off_by_s=-299).status_code == 200


def test_x_tells_about_account_and_webhook(session: requests.Session, clock: Clock) -> None:
    assert x(session, clock, "GET", "/users/me").json()["data"]["id"] == "880011"
    assert x(session, clock, "GET", "/webhooks").status_code == 403
    app = {"Authorization": f"Bearer {TOKENS['x']['880011']['bearer_token']}"}
    assert session.get(f"{X_API}/webhooks", headers=app, timeout=5).json()["data"][0]["valid"] is True
    assert session.get(f"{X_API}/users/me", headers=app, timeout=5).status_code == 403
    subscribed = x(session, clock, "GET", "/account_activity/webhooks/1990000000000000001/subscriptions/all")
    assert subscribed.json() == {"data": {"subscribed": True}}


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("hello", 5),
        ("漢字", 4),
        ("see https://ourshop.example/a/very/long/path?with=query now", 31),
        ("👩‍👩‍👧‍👦", 2),
        ("👍🏽!", 3),
        ("e\u0301", 1),
    ],
)
def test_x_counts_by_weight(text: str, weight: int) -> None:
    assert length(text) == weight


def test_the_callback_takes_a_signed_reply_once(session: requests.Session, clock: Clock, standins: Running) -> None:
    made = callback(session, clock, REPLY)
    assert made.status_code == 201
    again = callback(session, clock, REPLY)
    assert (again.status_code, again.json()) == (200, made.json())
    assert [post["in_reply_to"] for post in standins.wall("standard_webhooks")] == ["forum:p1"]


def test_the_callback_lists_by_webhook_id(session: requests.Session, clock: Clock) -> None:
    made = callback(session, clock, REPLY, event_id="evt_7")
    headers = signed("look-up", str(int(clock().timestamp())), b"")
    found = session.get(CALLBACK, params={"webhook_id": "evt_7"}, headers=headers, timeout=5).json()["data"]
    assert [(row["id"], row["webhook_id"], row["text"]) for row in found] == [(made.json()["id"], "evt_7", "Thanks!")]
    none = session.get(CALLBACK, params={"webhook_id": "evt_8"}, headers=headers, timeout=5).json()
    assert none == {"data": []}


@pytest.mark.parametrize(("off_by_s", "status"), [(0, 201), (300, 201), (-300, 201), (301, 401), (-301, 401)])
def test_the_callback_checks_the_time(session: requests.Session, clock: Clock, off_by_s: int, status: int) -> None:
    assert callback(session, clock, REPLY, off_by_s=off_by_s).status_code == status


@pytest.mark.parametrize("header", ["webhook-id", "webhook-timestamp", "webhook-signature"])
def test_the_callback_wants_every_header(session: requests.Session, clock: Clock, header: str) -> None:
    headers = signed("evt_1", str(int(clock().timestamp())), b"{}")
    del headers[header]
    assert session.post(CALLBACK, data=b"{}", headers=headers, timeout=5).status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ([], 400),
        ({"type": "reply.created"}, 400),
        ({"type": "reply.created", "data": {"platform": "forum", "text": "hi"}}, 422),
        ({"type": "reply.created", "data": {"in_reply_to": "p1", "text": "hi"}}, 422),
        ({"type": "reply.created", "data": {"platform": "forum", "in_reply_to": "p1", "text": " "}}, 422),
    ],
)
def test_the_callback_refuses_what_is_malformed(
    session: requests.Session, clock: Clock, standins: Running, body: object, status: int
) -> None:
    assert callback(session, clock, body).status_code == status
    assert standins.wall() == []


def test_the_local_secrets_have_the_form_that_the_receiver_needs() -> None:
    assert set(SIGNING) == set(TOKENS) == {"facebook", "x", "standard_webhooks"}
    assert all(set(given) == {"signing", "verify_tokens"} and given["signing"] for given in SIGNING.values())
