"""Sending: what X is asked, how it is signed, and what every answer means."""

import base64
import hashlib
import hmac
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, unquote

import pytest

from shared.domain.mention import Surface
from shared.errors import CredentialsError, NotAppliedError, PlatformError, RateLimitedError, RefusedError, UnclearError
from shared.platforms import http
from shared.platforms.contract import ReplyDraft, ReplyReceipt
from shared.platforms.x import reply as x
from tests.support.standins import Detour

NOW = datetime(2026, 1, 1, 10, 0, tzinfo=UTC)
CREDENTIALS = {
    "consumer_key": "composed key",
    "consumer_secret": "composed&secret/ñ",
    "access_token": "880011-composed",
    "access_token_secret": "composed=token+secret",
}
DRAFT = ReplyDraft(
    mention_id="x-1",
    account_id="880011",
    external_id="1999000111222333444",
    surface=Surface.POST,
    text="Thank you, Rita! ¡Gracias! 😀 & see you",
    attempt_id="attempt-1",
    attempted_at=NOW,
    author_id="5501",
    thread_id="1999000111222333000",
)
MESSAGE = replace(DRAFT, surface=Surface.DIRECT_MESSAGE, external_id="1999000111222333555", thread_id="5501")


def expected_signature(asked) -> tuple[str, str]:
    """The signature that RFC 5849, section 3.4, demands for a request with a JSON body, and the one it bears."""
    scheme, _, written = asked.headers["authorization"].partition(" ")
    assert scheme == "OAuth"
    given = {name: unquote(value) for name, value in re.findall(r'(\w+)="([^"]*)"', written)}
    borne = given.pop("oauth_signature")
    assert set(given) == {
        "oauth_consumer_key",
        "oauth_nonce",
        "oauth_signature_method",
        "oauth_timestamp",
        "oauth_token",
        "oauth_version",
    }
    assert (given["oauth_consumer_key"], given["oauth_token"]) == ("composed key", "880011-composed")
    pairs = sorted((encode(name), encode(value)) for name, value in [*given.items(), *asked.query])
    base = "&".join((asked.method, encode(asked.url), encode("&".join(f"{name}={value}" for name, value in pairs))))
    key = "&".join((encode(CREDENTIALS["consumer_secret"]), encode(CREDENTIALS["access_token_secret"])))
    return base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()).decode(), borne


def encode(text: str) -> str:
    return quote(text, safe="-._~")


def test_a_reply_is_a_signed_post_under_the_mention(server, session):
    server.will_answer(201, {"data": {"id": "2000000000000000001", "text": "..."}})
    receipt = x.reply(DRAFT, CREDENTIALS, session)
    assert receipt == ReplyReceipt(
        external_reply_id="2000000000000000001", permalink="https://x.com/i/web/status/2000000000000000001"
    )
    (asked,) = server.asked
    assert (asked.method, asked.url, asked.query) == ("POST", "https://api.x.com/2/tweets", [])
    assert json.loads(asked.body) == {"text": DRAFT.text, "reply": {"in_reply_to_tweet_id": DRAFT.external_id}}
    assert asked.headers["content-type"] == "application/json"
    wanted, borne = expected_signature(asked)
    assert borne == wanted


def test_a_message_goes_to_its_author(server, session):
    server.will_answer(201, {"data": {"dm_conversation_id": "5501-880011", "dm_event_id": "2000000000000000002"}})
    receipt = x.reply(MESSAGE, CREDENTIALS, session)
    assert receipt == ReplyReceipt(external_reply_id="2000000000000000002")
    (asked,) = server.asked
    assert (asked.method, asked.url) == ("POST", "https://api.x.com/2/dm_conversations/with/5501/messages")
    assert json.loads(asked.body) == {"text": MESSAGE.text}
    wanted, borne = expected_signature(asked)
    assert borne == wanted


def test_a_look_up_is_signed_with_its_query(server, session):
    server.will_answer(200, {"meta": {"result_count": 0}})
    x.find_reply(DRAFT, CREDENTIALS, session)
    (asked,) = server.asked
    assert len(asked.query) == 4
    wanted, borne = expected_signature(asked)
    assert borne == wanted


def test_no_two_requests_bear_the_same_nonce(server, session):
    for _ in range(2):
        server.will_answer(201, {"data": {"id": "1"}})
        x.reply(DRAFT, CREDENTIALS, session)
    nonces = {re.search('oauth_nonce="([^"]+)"', asked.headers["authorization"])[1] for asked in server.asked}
    assert len(nonces) == 2


@pytest.mark.parametrize("key", x.KEYS)
def test_without_all_four_keys_nothing_is_sent(server, session, key):
    for incomplete in ({**CREDENTIALS, key: ""}, {name: value for name, value in CREDENTIALS.items() if name != key}):
        with pytest.raises(CredentialsError, match="credentials_incomplete"):
            x.reply(DRAFT, incomplete, session)
    assert server.asked == []


@pytest.mark.parametrize("hostile", ["", "1/../2", "1?a=b", "1#", "1\n", "-1", "1.0", "abc", "１", "9" * 21, " 1"])
def test_an_id_that_is_none_of_x_never_reaches_an_address(server, session, hostile):
    drafts = [replace(DRAFT, external_id=hostile), replace(MESSAGE, author_id=hostile)]
    for draft in drafts:
        for act in (x.reply, x.find_reply):
            with pytest.raises(RefusedError, match="bad_id"):
                act(draft, CREDENTIALS, session)
    with pytest.raises(RefusedError, match="bad_id"):
        x.find_reply(replace(DRAFT, account_id=hostile), CREDENTIALS, session)
    with pytest.raises(RefusedError, match="bad_id"):
        x.reply(replace(MESSAGE, author_id=None), CREDENTIALS, session)
    assert server.asked == []


def test_what_x_cannot_answer_is_refused_unsent(server, session):
    line = replace(DRAFT, surface=Surface.COMMENT)
    with pytest.raises(RefusedError, match="surface_not_answerable"):
        x.reply(line, CREDENTIALS, session)
    assert x.find_reply(line, CREDENTIALS, session) is None
    assert server.asked == []


def problem(kind="about:blank", detail="", **more):
    return {"title": "T", "detail": detail, "type": kind, **more}


P = "https://api.x.com/2/problems/"
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
NOT_SUMMONED = (
    "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged "
    "by the author of the post you are replying to."
)


@pytest.mark.parametrize(
    ("status", "content", "error", "code"),
    [
        (400, problem(f"{P}invalid-request"), RefusedError, "refused"),
        (401, problem(), CredentialsError, "token_dead"),
        (402, problem(f"{P}credits"), RefusedError, "usage_capped"),
        (403, problem(detail=DUPLICATE), RefusedError, "duplicate_content"),
        (403, problem(detail=NOT_SUMMONED), RefusedError, "not_summoned"),
        (403, problem(detail="Your Tweet text is too long."), RefusedError, "too_long"),
        (403, problem(detail="You are not permitted to perform this action."), RefusedError, "refused"),
        (403, problem(f"{P}oauth1-permissions"), CredentialsError, "permission_missing"),
        (403, problem(f"{P}client-forbidden", reason="client-not-enrolled"), CredentialsError, "permission_missing"),
        (403, problem(f"{P}usage-capped"), RefusedError, "usage_capped"),
        (403, b"<html>", RefusedError, "refused"),
        (403, [DUPLICATE], RefusedError, "refused"),
        (403, problem(kind=["x"], detail=7), RefusedError, "refused"),
        (404, problem(f"{P}resource-not-found"), RefusedError, "refused"),
        (410, problem(), RefusedError, "refused"),
        (422, problem(), RefusedError, "refused"),
        (429, problem(f"{P}usage-capped"), RefusedError, "usage_capped"),
        (429, problem(f"{P}rate-limit-exceeded"), RateLimitedError, "rate_limited"),
        (500, problem(), UnclearError, "unexpected_status"),
        (500, problem(f"{P}usage-capped"), UnclearError, "unexpected_status"),
        (502, b"", UnclearError, "unexpected_status"),
        (503, problem(), UnclearError, "unexpected_status"),
        (504, b"<html>", UnclearError, "unexpected_status"),
        (200, b"<html>", UnclearError, "no_reply_id"),
        (201, {}, UnclearError, "no_reply_id"),
        (201, {"data": {"text": "..."}}, UnclearError, "no_reply_id"),
        (201, {"data": [{"id": "1"}]}, UnclearError, "no_reply_id"),
        (201, {"data": {"id": ""}}, UnclearError, "no_reply_id"),
        (200, {"errors": [problem()]}, UnclearError, "no_reply_id"),
        (204, b"", UnclearError, "no_reply_id"),
    ],
)
@pytest.mark.parametrize("draft", [DRAFT, MESSAGE], ids=["post", "message"])
def test_every_answer_has_its_class(server, session, draft, status, content, error, code):
    server.will_answer(status, content)
    with pytest.raises(PlatformError) as raised:
        x.reply(draft, CREDENTIALS, session)
    assert (type(raised.value), raised.value.code, raised.value.status) == (error, code, status)
    assert len(server.asked) == 1


def test_an_error_never_repeats_what_x_wrote(server, session):
    server.will_answer(403, problem(detail=f"You may not say: {DRAFT.text} (token 880011-composed)"))
    with pytest.raises(RefusedError) as raised:
        x.reply(DRAFT, CREDENTIALS, session)
    assert str(raised.value) == "refused (HTTP 403)"


def test_a_redirect_is_not_followed(server, session):
    server.will_answer(302, b"", {"Location": "https://elsewhere.example/2/tweets"})
    with pytest.raises(UnclearError):
        x.reply(DRAFT, CREDENTIALS, session)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-rate-limit-reset": str(int(NOW.timestamp()) + 840)}, 840.0),
        ({"x-rate-limit-reset": str(int(NOW.timestamp()) - 5)}, 0.0),
        ({"x-rate-limit-reset": "soon"}, None),
        ({"retry-after": "30"}, 30.0),
        ({"x-rate-limit-reset": "9" * 30, "retry-after": "30"}, 30.0),
        ({}, None),
    ],
)
def test_a_rate_limit_says_when_to_come_back(server, session, headers, seconds):
    server.will_answer(429, problem(), headers)
    with pytest.raises(RateLimitedError) as raised:
        x.reply(DRAFT, CREDENTIALS, session)
    assert raised.value.retry_after_s == seconds


def test_503_is_unclear_even_with_a_time_to_come_back(server, session):
    server.will_answer(503, problem(), {"Retry-After": "5"})
    with pytest.raises(UnclearError):
        x.reply(DRAFT, CREDENTIALS, session)


def test_a_connection_that_breaks_after_the_request_is_unclear(server, session):
    server.will_hang_up()
    with pytest.raises(UnclearError):
        x.reply(DRAFT, CREDENTIALS, session)


def test_an_answer_that_breaks_off_is_unclear(server, session):
    server.will_answer(201, b'{"data": {"id": "2000', {"Content-Length": "500"})
    with pytest.raises(UnclearError):
        x.reply(DRAFT, CREDENTIALS, session)


def test_a_connection_that_was_never_made_is_proof():
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as closed_at_once:
        port = closed_at_once.server_port
    with http.new_session() as session:
        session.mount("https://", Detour(port))
        with pytest.raises(NotAppliedError):
            x.reply(DRAFT, CREDENTIALS, session)
