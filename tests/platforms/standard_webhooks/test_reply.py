"""Replies through a tool's call-back: the signed request, what every answer means, and the look-up."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

import shared.platforms.standard_webhooks as package
from shared.domain.mention import Surface
from shared.errors import (
    CredentialsError,
    NotAppliedError,
    PlatformError,
    RateLimitedError,
    RefusedError,
    UnclearError,
)
from shared.platforms.contract import ReplyDraft, Secrets
from shared.platforms.standard_webhooks import reply, webhook
from tests.support import fixtures
from tests.support.scripted import Platform, Received, Scripted, serve

SECRET = "whsec_" + base64.b64encode(b"the secret of the call-back.....").decode()
CREDENTIALS = {"callback_url": "https://tool.example/heed/replies", "secret": SECRET}
POSTED = Scripted(status=201, content={"id": "p9", "url": "https://forum.example/p9"})


@pytest.fixture
def connected() -> Iterator[tuple[Platform, requests.Session]]:
    with serve() as (platform, session):
        yield platform, session


def draft(**changes) -> ReplyDraft:
    described = {
        "mention_id": "standard_webhooks-0",
        "account_id": "ourshop",
        "external_id": "forum:t/9:p3",
        "surface": Surface.COMMENT,
        "text": "Gracias, Rita 🙏",
        "attempt_id": "attempt-1",
        "attempted_at": datetime(2026, 11, 22, 12, 0, 3, tzinfo=UTC),
        "author_id": "forum:u_77",
        "thread_id": "forum:t/9",
    }
    return ReplyDraft(**{**described, **changes})


def verify_as_the_tool_would(request: Received) -> None:
    """The signature fits what arrived, and its time is the request's own."""
    received = fixtures.post(request.body, request.headers)
    webhook.verify(received, Secrets(signing=(SECRET,)), datetime.now(UTC))


class TestReply:
    def test_the_reply_is_handed_over_signed_under_the_id_of_the_attempt(self, connected):
        platform, session = connected
        platform.answers(POSTED)
        receipt = reply.reply(draft(), CREDENTIALS, session)
        assert (receipt.external_reply_id, receipt.permalink) == ("p9", "https://forum.example/p9")
        (request,) = platform.received
        assert (request.method, request.host, request.path) == ("POST", "tool.example", "/heed/replies")
        assert request.headers["webhook-id"] == "reply_attempt-1"
        assert request.headers["content-type"] == "application/json"
        verify_as_the_tool_would(request)
        assert request.json() == {
            "type": "reply.created",
            "timestamp": "2026-11-22T12:00:03.000Z",
            "data": {
                "account_id": "ourshop",
                "platform": "forum",
                "in_reply_to": "t/9:p3",
                "thread_id": "t/9",
                "author_id": "u_77",
                "surface": "comment",
                "text": "Gracias, Rita 🙏",
            },
        }

    def test_the_secret_does_not_travel(self, connected):
        platform, session = connected
        platform.answers(POSTED)
        reply.reply(draft(), CREDENTIALS, session)
        assert SECRET not in str(platform.received[0])
        assert "authorization" not in platform.received[0].headers

    def test_it_has_the_members_that_the_readme_shows(self, connected):
        platform, session = connected
        platform.answers(POSTED)
        reply.reply(draft(), CREDENTIALS, session)
        readme = (Path(package.__file__).parent / "README.md").read_text("utf-8")
        shown = json.loads(re.findall(r"```json\n(.*?)```", readme, re.DOTALL)[1])
        sent = platform.received[0].json()
        assert (sent.keys(), sent["data"].keys()) == (shown.keys(), shown["data"].keys())

    def test_a_mention_without_thread_and_author_is_answered_too(self, connected):
        platform, session = connected
        platform.answers(POSTED)
        reply.reply(draft(thread_id=None, author_id=None), CREDENTIALS, session)
        sent = platform.received[0].json()["data"]
        assert (sent["thread_id"], sent["author_id"]) == (None, None)

    @pytest.mark.parametrize("external_id", ["", "forum", "forum:"])
    def test_an_id_that_names_nothing_is_refused(self, connected, external_id):
        platform, session = connected
        with pytest.raises(RefusedError) as refused:
            reply.reply(draft(external_id=external_id), CREDENTIALS, session)
        assert refused.value.code == "bad_id"
        assert platform.received == []

    @pytest.mark.parametrize(
        "url",
        [
            "http://tool.example/replies",
            "ftp://tool.example/",
            "https://user:word@tool.example/",
            "https://tool.example@169.254.169.254/",
            "https://tool.example\\@169.254.169.254/",
            "https://tool.example/?next=https://a.example",
            "https://tool.example/#x",
            "https://tool.example/\nHost: a.example",
            "https:///replies",
            "https://täol.example/",
            "http://127.0.0.1.evil.example/",
            "http://127.0.0.1@evil.example/",
            "//tool.example/",
            "tool.example",
        ],
    )
    def test_an_address_that_is_not_plain_https_is_refused(self, connected, url):
        platform, session = connected
        with pytest.raises(CredentialsError) as refused:
            reply.reply(draft(), {**CREDENTIALS, "callback_url": url}, session)
        assert refused.value.code == "bad_callback_url"
        assert platform.received == []

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
    def test_plain_http_is_for_this_machine_alone(self, connected, host):
        platform, session = connected
        platform.answers(POSTED)
        here = {**CREDENTIALS, "callback_url": f"http://{host}:{platform.port}/replies"}
        assert reply.reply(draft(), here, session).external_reply_id == "p9"

    @pytest.mark.parametrize("missing", ["callback_url", "secret"])
    def test_without_address_or_secret_nothing_is_sent(self, connected, missing):
        platform, session = connected
        for credentials in ({**CREDENTIALS, missing: ""}, {k: v for k, v in CREDENTIALS.items() if k != missing}):
            with pytest.raises(CredentialsError) as refused:
                reply.reply(draft(), credentials, session)
            assert refused.value.code == "credentials_incomplete"
        assert platform.received == []

    @pytest.mark.parametrize("secret", ["whsec_", "whsec_not base64", "whsec_é"])
    def test_a_secret_that_cannot_sign_is_the_accounts_fault(self, connected, secret):
        platform, session = connected
        with pytest.raises(CredentialsError) as refused:
            reply.reply(draft(), {**CREDENTIALS, "secret": secret}, session)
        assert refused.value.code == "bad_secret"
        assert platform.received == []

    @pytest.mark.parametrize(
        ("answer", "kind", "code"),
        [
            (Scripted(status=401), CredentialsError, "token_dead"),
            (Scripted(status=410), CredentialsError, "callback_gone"),
            (Scripted(status=400), RefusedError, "refused"),
            (Scripted(status=403), RefusedError, "refused"),
            (Scripted(status=404, content=b"<html>"), RefusedError, "refused"),
            (Scripted(status=422, content={"error": "window closed"}), RefusedError, "refused"),
            (Scripted(status=429, headers={"retry-after": "30"}), RateLimitedError, "rate_limited"),
            (Scripted(status=503, headers={"retry-after": "30"}), UnclearError, "unexpected_status"),
            (Scripted(status=503), UnclearError, "unexpected_status"),
            (Scripted(status=500), UnclearError, "unexpected_status"),
            (Scripted(status=504), UnclearError, "unexpected_status"),
            (Scripted(content=b"<html>"), UnclearError, "no_reply_id"),
            (Scripted(status=202, content={}), UnclearError, "no_reply_id"),
            (Scripted(content=[{"id": "p9"}]), UnclearError, "no_reply_id"),
            (Scripted(content=b" " * (1024 * 1024 + 1)), UnclearError, "answer_too_large"),
            (Scripted(hang_up=True), UnclearError, "connection_lost"),
        ],
    )
    def test_every_answer_has_its_class(self, connected, answer, kind, code):
        platform, session = connected
        platform.answers(answer)
        with pytest.raises(PlatformError) as failed:
            reply.reply(draft(), CREDENTIALS, session)
        assert type(failed.value) is kind
        assert failed.value.code == code
        assert len(platform.received) == 1
        if isinstance(failed.value, RateLimitedError):
            assert failed.value.retry_after_s == 30

    def test_a_redirect_is_not_followed(self, connected):
        platform, session = connected
        platform.answers(Scripted(status=307, headers={"location": "https://169.254.169.254/"}), POSTED)
        with pytest.raises(UnclearError):
            reply.reply(draft(), CREDENTIALS, session)
        assert len(platform.received) == 1

    def test_nobody_listening_is_proof_that_nothing_was_posted(self):
        with serve() as (_, session):
            pass
        with pytest.raises(NotAppliedError):
            reply.reply(draft(), CREDENTIALS, session)


class TestFindReply:
    def test_the_reply_of_this_attempt_is_found_by_a_signed_look_up(self, connected):
        platform, session = connected
        rows = [{"id": "p8", "webhook_id": "reply_another"}, {"id": "p9", "webhook_id": "reply_attempt-1"}]
        platform.answers(Scripted(content={"data": rows}))
        receipt = reply.find_reply(draft(), CREDENTIALS, session)
        assert receipt is not None
        assert receipt.external_reply_id == "p9"
        (request,) = platform.received
        assert (request.method, request.query) == ("GET", {"webhook_id": "reply_attempt-1"})
        assert (request.headers["webhook-id"], request.body) == ("reply_attempt-1", b"")
        verify_as_the_tool_would(request)

    @pytest.mark.parametrize(
        "rows",
        [
            [],
            [None],
            [{}],
            [{"id": "p8"}],
            [{"id": "p8", "webhook_id": "reply_another"}],
            [{"webhook_id": "reply_attempt-1"}],
        ],
        ids=str,
    )
    def test_what_is_not_surely_this_reply_is_not_taken_for_it(self, connected, rows):
        platform, session = connected
        platform.answers(Scripted(content={"data": rows}))
        assert reply.find_reply(draft(), CREDENTIALS, session) is None

    @pytest.mark.parametrize("content", [b"<html>", {}, [], {"data": {}}, {"id": "p9"}], ids=str)
    def test_an_answer_without_a_list_is_not_read_as_nothing_there(self, connected, content):
        platform, session = connected
        platform.answers(Scripted(content=content))
        with pytest.raises(UnclearError):
            reply.find_reply(draft(), CREDENTIALS, session)

    def test_a_tool_without_the_look_up_is_not_read_as_nothing_there(self, connected):
        platform, session = connected
        platform.answers(Scripted(status=404))
        with pytest.raises(RefusedError):
            reply.find_reply(draft(), CREDENTIALS, session)


class TestProbe:
    def test_an_address_that_lists_replies_is_well(self, connected):
        platform, session = connected
        platform.answers(Scripted(content={"data": []}))
        health = reply.probe(CREDENTIALS, session)
        assert (health.token_live, health.subscription_live, health.remedy) == (True, None, "")
        assert platform.received[0].headers["webhook-id"] == "heed_probe"

    @pytest.mark.parametrize(
        ("credentials", "status", "named"),
        [
            (CREDENTIALS, 401, "token_dead"),
            (CREDENTIALS, 410, "callback_gone"),
            ({}, 200, "credentials_incomplete"),
            ({**CREDENTIALS, "secret": "whsec_"}, 200, "bad_secret"),
        ],
    )
    def test_what_stops_us_is_named(self, connected, credentials, status, named):
        platform, session = connected
        platform.answers(Scripted(status=status, content={"data": []}))
        health = reply.probe(credentials, session)
        assert not health.token_live
        assert named in health.remedy

    def test_a_tool_without_the_look_up_is_told(self, connected):
        platform, session = connected
        platform.answers(Scripted(status=404))
        health = reply.probe(CREDENTIALS, session)
        assert health.token_live
        assert "does not list replies" in health.remedy

    def test_a_tool_that_is_ill_tells_nothing(self, connected):
        platform, session = connected
        platform.answers(Scripted(status=500))
        with pytest.raises(UnclearError):
            reply.probe(CREDENTIALS, session)
