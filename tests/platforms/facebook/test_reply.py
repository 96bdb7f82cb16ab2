"""Facebook replies: what is sent where, what every answer means, and what counts as found."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

from shared.domain.mention import Surface
from shared.errors import (
    CredentialsError,
    NotAppliedError,
    PlatformError,
    RateLimitedError,
    RefusedError,
    UnclearError,
    WindowClosedError,
)
from shared.platforms import meta_family
from shared.platforms.contract import ReplyDraft
from shared.platforms.facebook import reply
from tests.support.scripted import Platform, Scripted, serve

PAGE = "110022003300440"
COMMENT = "900100200_555001"
PERSON = "5678001122"
CREDENTIALS = {"access_token": "page-token"}
ATTEMPTED_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
POSTED = Scripted(content={"id": "900100200_555002"})


@pytest.fixture
def connected() -> Iterator[tuple[Platform, requests.Session]]:
    with serve() as (platform, session):
        yield platform, session


def draft(**changes) -> ReplyDraft:
    described = {
        "mention_id": "facebook-0",
        "account_id": PAGE,
        "external_id": COMMENT,
        "surface": Surface.COMMENT,
        "text": "Gracias, Rita 🙏",
        "attempt_id": "attempt-1",
        "attempted_at": ATTEMPTED_AT,
        "author_id": PERSON,
        "thread_id": f"{PAGE}_900100200",
    }
    return ReplyDraft(**{**described, **changes})


def message(**changes) -> ReplyDraft:
    return draft(**{"surface": Surface.DIRECT_MESSAGE, "external_id": "m_1", "thread_id": PERSON, **changes})


def graph_error(code: int, subcode: int | None = None, *, status: int = 400, **headers: str) -> Scripted:
    told = {"message": "(#0) What Facebook says", "type": "OAuthException", "code": code, "fbtrace_id": "A"}
    error = told if subcode is None else {**told, "error_subcode": subcode}
    return Scripted(status=status, content={"error": error}, headers=headers)


def listed(*rows: dict[str, object]) -> Scripted:
    return Scripted(content={"data": list(rows)})


def said(**changes) -> dict[str, object]:
    row = {
        "id": "900100200_555002",
        "from": {"id": PAGE, "name": "Our Shop"},
        "message": "Gracias, Rita 🙏",
        "created_time": "2026-11-22T12:00:01+0000",
    }
    return {**row, **changes}


class TestReply:
    @pytest.mark.parametrize(
        ("surface", "external_id"), [(Surface.COMMENT, COMMENT), (Surface.POST, f"{PAGE}_900100200")]
    )
    def test_a_comment_or_post_is_answered_by_a_comment_under_it(self, connected, surface, external_id):
        platform, session = connected
        platform.answers(POSTED)
        receipt = reply.reply(draft(surface=surface, external_id=external_id), CREDENTIALS, session)
        assert receipt.external_reply_id == "900100200_555002"
        (request,) = platform.received
        assert (request.method, request.host) == ("POST", "graph.facebook.com")
        assert request.path == f"/v25.0/{external_id}/comments"
        assert request.json() == {"message": "Gracias, Rita 🙏"}

    def test_a_message_is_answered_in_messenger_as_a_response(self, connected):
        platform, session = connected
        platform.answers(Scripted(content={"recipient_id": PERSON, "message_id": "m_2"}))
        assert reply.reply(message(), CREDENTIALS, session).external_reply_id == "m_2"
        (request,) = platform.received
        assert request.path == f"/v25.0/{PAGE}/messages"
        assert request.json() == {
            "recipient": {"id": PERSON},
            "messaging_type": "RESPONSE",
            "message": {"text": "Gracias, Rita 🙏"},
        }

    def test_the_token_travels_in_the_authorization_header_alone(self, connected):
        platform, session = connected
        platform.answers(POSTED)
        reply.reply(draft(), CREDENTIALS, session)
        (request,) = platform.received
        assert request.headers["authorization"] == "Bearer page-token"
        assert request.query == {}
        assert b"page-token" not in request.body

    @pytest.mark.parametrize(
        "hostile", ["", "1/feed", "..%2f", "1?x=1", "1\n", "me", "9" * 400, "１２", "C1", "1_2_3_4"]
    )
    def test_an_id_that_is_none_of_facebooks_never_gets_into_an_address(self, connected, hostile):
        platform, session = connected
        for wrong in (draft(external_id=hostile), message(account_id=hostile), message(author_id=hostile)):
            with pytest.raises(RefusedError) as refused:
                reply.reply(wrong, CREDENTIALS, session)
            assert refused.value.code == "bad_id"
        assert platform.received == []

    def test_a_message_without_an_author_is_refused(self, connected):
        _, session = connected
        with pytest.raises(RefusedError) as refused:
            reply.reply(message(author_id=None), CREDENTIALS, session)
        assert refused.value.code == "bad_id"

    @pytest.mark.parametrize("credentials", [{}, {"access_token": ""}])
    def test_without_a_token_nothing_is_sent(self, connected, credentials):
        platform, session = connected
        with pytest.raises(CredentialsError) as refused:
            reply.reply(draft(), credentials, session)
        assert refused.value.code == "credentials_incomplete"
        assert platform.received == []

    def test_a_lone_surrogate_does_not_stop_the_request(self, connected):
        platform, session = connected
        platform.answers(POSTED)
        reply.reply(draft(text="a\ud800"), CREDENTIALS, session)
        assert platform.received[0].body == b'{"message": "a\\ud800"}'

    @pytest.mark.parametrize(
        ("answer", "kind", "code"),
        [
            (graph_error(190, 460), CredentialsError, "token_dead"),
            (graph_error(190, status=401), CredentialsError, "token_dead"),
            (graph_error(190, 467), CredentialsError, "token_dead"),
            (graph_error(102), CredentialsError, "token_dead"),
            (graph_error(10, 2018278), WindowClosedError, "window_closed"),
            (graph_error(10, 2018278, status=403), WindowClosedError, "window_closed"),
            (graph_error(10), RefusedError, "permission_missing"),
            (graph_error(3), RefusedError, "permission_missing"),
            (graph_error(200, status=403), RefusedError, "permission_missing"),
            (graph_error(299), RefusedError, "permission_missing"),
            (graph_error(300, status=403), RefusedError, "refused"),
            (graph_error(100, 33), RefusedError, "not_found"),
            (graph_error(100), RefusedError, "bad_request"),
            (graph_error(100, 2018001), RefusedError, "bad_request"),
            (graph_error(368), RefusedError, meta_family.BLOCKED_FOR_POLICY),
            (graph_error(506), RefusedError, "duplicate_text"),
            (graph_error(551, 1545041), RefusedError, "person_unavailable"),
            (graph_error(10900), RefusedError, "already_replied_privately"),
            (graph_error(4, status=403), RateLimitedError, "rate_limited"),
            (graph_error(17), RateLimitedError, "rate_limited"),
            (graph_error(32), RateLimitedError, "rate_limited"),
            (graph_error(341), RateLimitedError, "rate_limited"),
            (graph_error(613), RateLimitedError, "rate_limited"),
            (graph_error(80001), RateLimitedError, "rate_limited"),
            (graph_error(80006), RateLimitedError, "rate_limited"),
            (Scripted(status=429), RateLimitedError, "rate_limited"),
            (graph_error(1), UnclearError, "unclear"),
            (graph_error(2), UnclearError, "unclear"),
            (graph_error(1200), UnclearError, "unclear"),
            (graph_error(1, status=500), UnclearError, "unexpected_status"),
            (graph_error(2, status=503), UnclearError, "unexpected_status"),
            (Scripted(status=503, headers={"retry-after": "30"}), UnclearError, "unexpected_status"),
            (graph_error(100, 33, status=500), UnclearError, "unexpected_status"),
            (Scripted(status=500, content=b"<html>"), UnclearError, "unexpected_status"),
            (Scripted(status=502), UnclearError, "unexpected_status"),
            (Scripted(status=404, content=b"<html>"), RefusedError, "refused"),
            (Scripted(status=400, content={"error": "odd"}), RefusedError, "refused"),
            (Scripted(status=400, content=[]), RefusedError, "refused"),
            (Scripted(status=401, content={"error": {"code": "odd"}}), CredentialsError, "token_dead"),
            (Scripted(content=b"<html>"), UnclearError, "no_reply_id"),
            (Scripted(content={"success": True}), UnclearError, "no_reply_id"),
            (Scripted(content={"id": ""}), UnclearError, "no_reply_id"),
            (Scripted(content={"id": None}), UnclearError, "no_reply_id"),
            (Scripted(content=[]), UnclearError, "no_reply_id"),
            (Scripted(content={"error": {"code": 100, "error_subcode": 33}}), UnclearError, "no_reply_id"),
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

    def test_a_redirect_is_not_followed(self, connected):
        platform, session = connected
        platform.answers(Scripted(status=302, headers={"location": "https://graph.facebook.com/elsewhere"}), POSTED)
        with pytest.raises(UnclearError):
            reply.reply(draft(), CREDENTIALS, session)
        assert len(platform.received) == 1

    def test_what_an_error_says_is_not_passed_on(self, connected):
        platform, session = connected
        platform.answers(graph_error(100))
        with pytest.raises(RefusedError) as failed:
            reply.reply(draft(), CREDENTIALS, session)
        assert "Facebook says" not in str(failed.value)
        assert "page-token" not in repr(failed.value)

    @pytest.mark.parametrize(
        ("usage", "seconds"),
        [
            ('{"1":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":2}]}', 120.0),
            ('{"1":[{"estimated_time_to_regain_access":0},{"estimated_time_to_regain_access":7}],"2":[{}]}', 420.0),
            ('{"1":[{"estimated_time_to_regain_access":0}]}', None),
            ('{"1":{"estimated_time_to_regain_access":3}}', None),
            ('{"1":[{"estimated_time_to_regain_access":"soon"}]}', None),
            ("[]", None),
            ("no json", None),
        ],
    )
    def test_the_wait_is_the_longest_that_the_usage_header_names(self, connected, usage, seconds):
        platform, session = connected
        platform.answers(graph_error(32, **{"x-business-use-case-usage": usage}))
        with pytest.raises(RateLimitedError) as failed:
            reply.reply(draft(), CREDENTIALS, session)
        assert failed.value.retry_after_s == seconds

    def test_nobody_listening_is_proof_that_nothing_was_posted(self):
        with serve() as (_, session):
            pass
        with pytest.raises(NotAppliedError):
            reply.reply(draft(), CREDENTIALS, session)


class TestFindReply:
    def test_our_comment_with_this_text_is_found(self, connected):
        platform, session = connected
        platform.answers(listed(said(id="1_9", message="Gracias"), said(permalink_url="https://www.facebook.com/c/2")))
        receipt = reply.find_reply(draft(), CREDENTIALS, session)
        assert receipt is not None
        assert receipt.external_reply_id == "900100200_555002"
        assert receipt.permalink == "https://www.facebook.com/c/2"
        (request,) = platform.received
        assert (request.method, request.path) == ("GET", f"/v25.0/{COMMENT}/comments")
        assert request.query["order"] == "reverse_chronological"
        assert request.headers["authorization"] == "Bearer page-token"
        assert "access_token" not in request.query

    def test_our_message_with_this_text_is_found_in_the_persons_conversation(self, connected):
        platform, session = connected
        platform.answers(listed({"id": "t_1", "messages": {"data": [said(id="m_9", message="No"), said(id="m_2")]}}))
        receipt = reply.find_reply(message(), CREDENTIALS, session)
        assert receipt is not None
        assert receipt.external_reply_id == "m_2"
        (request,) = platform.received
        assert request.path == f"/v25.0/{PAGE}/conversations"
        assert request.query["user_id"] == PERSON

    @pytest.mark.parametrize(
        "changes",
        [
            {"from": {"id": PERSON}},
            {"from": None},
            {"message": "Gracias, Rita"},
            {"message": None},
            {"created_time": "2026-11-22T11:58:00+0000"},
            {"created_time": None},
            {"created_time": "today"},
            {"id": None},
        ],
        ids=str,
    )
    def test_what_is_not_surely_this_reply_is_not_taken_for_it(self, connected, changes):
        platform, session = connected
        platform.answers(listed(said(**changes)), listed({"messages": {"data": [said(**changes)]}}))
        assert reply.find_reply(draft(), CREDENTIALS, session) is None
        assert reply.find_reply(message(), CREDENTIALS, session) is None

    def test_tidied_white_space_and_a_clock_that_is_a_little_slow_are_allowed_for(self, connected):
        platform, session = connected
        earlier = (ATTEMPTED_AT - timedelta(seconds=59)).strftime("%Y-%m-%dT%H:%M:%S+0000")
        platform.answers(listed(said(message="Gracias, Rita\n 🙏 ", created_time=earlier)))
        assert reply.find_reply(draft(), CREDENTIALS, session) is not None

    def test_under_a_comment_that_is_gone_nothing_of_ours_stands(self, connected):
        platform, session = connected
        platform.answers(graph_error(100, 33))
        assert reply.find_reply(draft(), CREDENTIALS, session) is None

    @pytest.mark.parametrize("content", [b"<html>", {}, {"data": {}}, [], {"data": None}])
    def test_an_answer_without_a_list_is_not_read_as_nothing_there(self, connected, content):
        platform, session = connected
        platform.answers(Scripted(content=content))
        with pytest.raises(UnclearError):
            reply.find_reply(draft(), CREDENTIALS, session)

    @pytest.mark.parametrize(
        "rows", [[None], ["x"], [{}], [{"messages": []}], [{"messages": {"data": [None]}}]], ids=str
    )
    def test_odd_rows_are_passed_over(self, connected, rows):
        platform, session = connected
        platform.answers(listed(*rows), listed(*rows))
        assert reply.find_reply(draft(), CREDENTIALS, session) is None
        assert reply.find_reply(message(), CREDENTIALS, session) is None

    def test_it_raises_as_reply_does(self, connected):
        platform, session = connected
        platform.answers(graph_error(190))
        with pytest.raises(CredentialsError):
            reply.find_reply(draft(), CREDENTIALS, session)
        with pytest.raises(RefusedError, match="bad_id"):
            reply.find_reply(draft(external_id="../me"), CREDENTIALS, session)


class TestProbe:
    def test_a_subscribed_page_is_well(self, connected):
        platform, session = connected
        fields = ["feed", "mention", "messages", "message_reads"]
        platform.answers(listed({"id": "4400", "subscribed_fields": fields}))
        health = reply.probe(CREDENTIALS, session)
        assert (health.token_live, health.subscription_live) == (True, True)
        assert platform.received[0].path == "/v25.0/me/subscribed_apps"

    @pytest.mark.parametrize("rows", [[], [{"id": "4400"}], [{"subscribed_fields": [{}, None]}], ["x"]], ids=str)
    def test_a_page_that_delivers_nothing_is_named_with_the_remedy(self, connected, rows):
        platform, session = connected
        platform.answers(listed(*rows))
        health = reply.probe(CREDENTIALS, session)
        assert (health.token_live, health.subscription_live) == (True, False)
        assert "feed, mention, messages" in health.remedy

    def test_a_missing_field_is_named(self, connected):
        platform, session = connected
        platform.answers(listed({"subscribed_fields": ["feed", "messages"]}))
        assert "does not deliver mention:" in reply.probe(CREDENTIALS, session).remedy

    @pytest.mark.parametrize("credentials", [CREDENTIALS, {}])
    def test_a_dead_or_missing_token_is_told(self, connected, credentials):
        platform, session = connected
        platform.answers(graph_error(190, 463, status=401))
        health = reply.probe(credentials, session)
        assert not health.token_live
        assert "connect the Page again" in health.remedy

    def test_a_token_that_may_not_ask_is_live(self, connected):
        platform, session = connected
        platform.answers(graph_error(200, status=403))
        health = reply.probe(CREDENTIALS, session)
        assert (health.token_live, health.subscription_live) == (True, None)
        assert "pages_manage_metadata" in health.remedy

    def test_a_platform_that_is_ill_tells_nothing_about_the_token(self, connected):
        platform, session = connected
        platform.answers(Scripted(status=500))
        with pytest.raises(UnclearError):
            reply.probe(CREDENTIALS, session)
