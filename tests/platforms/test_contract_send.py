"""The contract of every platform, part three: one attempt to post, its end, and looking it up. See test_contract.py.

The adapters and the real HTTP layer speak to the stand-in platforms of infra/standins. Their clock is the
real one, as the libraries that sign requests read it themselves.
"""

import socket
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import requests

from infra.local.detour import mount
from infra.standins.server import BY_HOST
from shared.errors import (
    ConfigurationError,
    CredentialsError,
    NotAppliedError,
    PlatformError,
    RateLimitedError,
    RefusedError,
    UnclearError,
    WindowClosedError,
)
from shared.platforms import http, registry
from shared.platforms.contract import Credentials, Health, Reply, ReplyDraft, ReplyReceipt
from tests.support import material as materials
from tests.support.material import Material
from tests.support.standins import Running, meant

DRAFTS = [(name, draft) for name in registry.PLATFORMS for draft in materials.load(name).drafts]
PRIVATE = [case for case in DRAFTS if case[1].surface == "direct_message"]
WINDOWED = [case for case in DRAFTS if registry.card(case[0]).replies[case[1].surface].window_h is not None]
CANARY = "canary-text-7c1e!"

STANDS = ("error_after_applying", "unavailable_after_applying", "timeout_after_applying", "cut_off")
STANDS_NOT = ("error_before_applying", "garbage_200", "redirect")


@pytest.fixture(params=DRAFTS, ids=[f"{name}-{draft.surface}" for name, draft in DRAFTS])
def case(request: pytest.FixtureRequest) -> tuple[str, ReplyDraft]:
    return request.param


@pytest.fixture
def platform(case: tuple[str, ReplyDraft]) -> str:
    """Once for every surface that a platform answers, and not only once for every platform."""
    return case[0]


@dataclass(frozen=True)
class Attempt:
    """One reply on one surface of one platform, with everything it needs."""

    sender: Reply
    material: Material
    draft: ReplyDraft
    credentials: Credentials
    session: requests.Session
    standins: Running

    @property
    def platform(self) -> str:
        return self.material.name

    def but(self, **changes: Any) -> "Attempt":
        """The same with another draft."""
        return replace(self, draft=replace(self.draft, **changes))

    def order(self, behaviour: str, seconds: float | None = None) -> None:
        """What the stand-in does with the next request."""
        self.standins.behave(self.platform, behaviour, times=1, seconds=seconds)

    def post(self) -> ReplyReceipt:
        return self.sender.reply(self.draft, self.credentials, self.session)

    def find(self) -> ReplyReceipt | None:
        return self.sender.find_reply(self.draft, self.credentials, self.session)

    def probe(self) -> Health:
        return self.sender.probe(self.credentials, self.session)

    def fail(self) -> PlatformError:
        """The error of an attempt that must fail, after a look at how it was made and what it tells."""
        before = len(meant(self.session))
        with pytest.raises(PlatformError) as caught:
            self.post()
        assert len(meant(self.session)) <= before + 1, "one attempt is one request"
        told = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
        assert self.draft.text not in told
        for secret in self.credentials.values():
            assert secret not in told or secret.startswith("https://")
        return caught.value


@pytest.fixture
def attempt(
    case: tuple[str, ReplyDraft], sender: Reply, material: Material, session: requests.Session, standins: Running
) -> Attempt:
    draft = replace(case[1], text=CANARY, attempted_at=datetime.now(UTC))
    return Attempt(sender, material, draft, material.credentials, session, standins)


# Success


def test_a_reply_gives_a_receipt_and_stands_once(attempt: Attempt) -> None:
    receipt = attempt.post()
    (said,) = attempt.standins.wall()
    assert receipt.external_reply_id == said["id"]
    assert (said["platform"], said["account"]) == (attempt.platform, attempt.material.account_id)
    assert (said["in_reply_to"], said["text"]) == (attempt.material.target(attempt.draft), attempt.draft.text)
    assert said["private"] == (attempt.draft.surface == "direct_message")
    assert receipt.permalink is None or receipt.permalink.startswith("https://")
    assert len(meant(attempt.session)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Gracias 🙏👩‍👩‍👧‍👦",
        "شكرا \u202eجزيلا",
        "quotes \" ' \\ and <b>&amp;</b> & more",
        "{0.__class__} %s ${x} +=&?#/ 100%",
        "two\nlines and\ta tab",
        "e\u0301 漢字",
    ],
)
def test_a_text_is_posted_as_it_was_written(attempt: Attempt, text: str) -> None:
    receipt = attempt.but(text=text).post()
    assert [said["text"] for said in attempt.standins.wall()] == [text]
    assert attempt.but(text=text).find() == receipt


def test_the_longest_text_that_the_card_allows_is_taken(attempt: Attempt) -> None:
    longest = registry.card(attempt.platform).replies[attempt.draft.surface].max_length
    attempt.but(text="a" * longest).post()
    assert len(attempt.standins.wall()[0]["text"]) == longest


def test_a_slow_answer_is_waited_for(attempt: Attempt) -> None:
    attempt.order("slow", seconds=0.2)
    assert attempt.post().external_reply_id == attempt.standins.wall()[0]["id"]


def test_no_token_stands_in_an_address(attempt: Attempt) -> None:
    attempt.post()
    attempt.find()
    attempt.probe()
    assert len(meant(attempt.session)) >= 3
    for request in meant(attempt.session):
        assert urlsplit(request.url).scheme == "https"
        assert urlsplit(request.url).netloc in BY_HOST
        for secret in attempt.credentials.values():
            assert secret not in unquote(request.url or "") or secret.startswith("https://")


# Refusals


def test_a_rate_limit_posts_nothing_and_names_the_time(attempt: Attempt) -> None:
    attempt.order("rate_limited")
    error = attempt.fail()
    assert isinstance(error, RateLimitedError)
    assert error.retry_after_s == pytest.approx(attempt.material.wait_s, abs=5)
    assert attempt.standins.wall() == []


@pytest.mark.parametrize(("behaviour", "expected"), [("token_dead", CredentialsError), ("refused", RefusedError)])
def test_a_refusal_is_told_apart(attempt: Attempt, behaviour: str, expected: type[PlatformError]) -> None:
    attempt.order(behaviour)
    assert type(attempt.fail()) is expected
    assert attempt.standins.wall() == []


@pytest.mark.parametrize("case", WINDOWED, indirect=True, ids=[f"{name}-{draft.surface}" for name, draft in WINDOWED])
def test_a_closed_window_is_told_apart(attempt: Attempt) -> None:
    attempt.order("window_closed")
    assert type(attempt.fail()) is WindowClosedError
    assert attempt.standins.wall() == []


def test_revoked_credentials_are_told(attempt: Attempt) -> None:
    revoked = replace(attempt, credentials=attempt.material.dead_credentials)
    for act in (revoked.post, revoked.find):
        with pytest.raises(CredentialsError):
            act()
    assert attempt.standins.wall() == []


def test_missing_credentials_are_told_before_anything_is_sent(attempt: Attempt) -> None:
    some = attempt.credentials
    for name in some:
        for rest in ({key: some[key] for key in some if key != name}, {**some, name: ""}):
            sent = len(meant(attempt.session))
            try:
                replace(attempt, credentials=rest).post()
            except (CredentialsError, ConfigurationError):
                assert len(meant(attempt.session)) == sent
            attempt.standins.reset()
    with pytest.raises((CredentialsError, ConfigurationError)):
        replace(attempt, credentials={}).post()


def test_a_surface_that_the_card_does_not_answer_is_refused(attempt: Attempt) -> None:
    card = registry.card(attempt.platform)
    for surface in set(card.surfaces) - set(card.replies):
        with pytest.raises(RefusedError):
            attempt.but(surface=surface).post()
    assert meant(attempt.session) == []


# Unclear ends, and looking them up


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time-outs come after 0.3 s."""
    monkeypatch.setattr(http, "READ_TIMEOUT_S", 0.3)


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("behaviour", STANDS)
def test_an_unclear_reply_that_stands_is_found(attempt: Attempt, behaviour: str) -> None:
    attempt.order(behaviour)
    assert type(attempt.fail()) is UnclearError
    (said,) = attempt.standins.wall()
    found = attempt.find()
    assert found is not None
    assert found.external_reply_id == said["id"]
    assert len(attempt.standins.wall()) == 1


@pytest.mark.parametrize("behaviour", STANDS_NOT)
def test_an_unclear_reply_that_does_not_stand_is_not_found(attempt: Attempt, behaviour: str) -> None:
    attempt.order(behaviour)
    assert type(attempt.fail()) is UnclearError
    assert attempt.standins.wall() == []
    assert attempt.find() is None


def test_a_late_reply_is_found_once_it_is_there(attempt: Attempt) -> None:
    attempt.order("late")
    assert type(attempt.fail()) is UnclearError
    assert attempt.find() is None
    attempt.standins.tick()
    found = attempt.find()
    assert found is not None
    assert found.external_reply_id == attempt.standins.wall()[0]["id"]


def test_a_look_up_finds_the_receipt_and_nothing_before(attempt: Attempt) -> None:
    assert attempt.find() is None
    receipt = attempt.post()
    found = attempt.find()
    assert found is not None
    assert found.external_reply_id == receipt.external_reply_id


def test_a_look_up_does_not_take_a_reply_to_something_else(attempt: Attempt) -> None:
    """The same words to another person, or in the same thread under another content."""
    place = "author_id" if attempt.draft.surface == "direct_message" else "external_id"
    places = {place: f"{getattr(attempt.draft, place)[:-1]}3", "attempt_id": "attempt-2"}
    assert places[place] != getattr(attempt.draft, place)
    attempt.but(**places).post()
    assert attempt.find() is None


@pytest.mark.parametrize("case", PRIVATE, indirect=True, ids=[name for name, _ in PRIVATE])
def test_a_look_up_does_not_take_a_message_from_long_before_the_attempt(attempt: Attempt) -> None:
    attempt.post()
    half_an_hour_later = attempt.draft.attempted_at + timedelta(minutes=30)
    assert attempt.but(attempt_id="attempt-2", attempted_at=half_an_hour_later).find() is None


@pytest.mark.parametrize("behaviour", ["garbage_200", "error_before_applying", "cut_off", "redirect", "rate_limited"])
def test_a_look_up_that_fails_is_no_proof_of_absence(attempt: Attempt, behaviour: str) -> None:
    attempt.order(behaviour)
    with pytest.raises(PlatformError):
        attempt.find()


@pytest.fixture
def nowhere() -> Iterator[requests.Session]:
    """A session whose requests meet a port at which nobody listens."""
    with socket.socket() as taken, http.new_session() as session:
        taken.bind(("127.0.0.1", 0))
        mount(session, taken.getsockname()[1])
        yield session


def test_without_a_connection_nothing_was_posted(attempt: Attempt, nowhere: requests.Session) -> None:
    lonely = replace(attempt, session=nowhere)
    for act in (lonely.post, lonely.find, lonely.probe):
        with pytest.raises(NotAppliedError):
            act()


# Ids of strangers

HOSTILE_IDS = (
    *("", "../../me", "1/../2", "1/comments?x=", "1?access_token=x", "1#x", "1 2", "1%2e%2e", "1\n", "\ud83d"),
    *("1\r\nHost: evil.example", "@evil.example", "//evil.example/", "1 OR from:2", "١٢٣", "1" * 600),
)
IDS = ("account_id", "external_id", "author_id", "thread_id", "in_reply_to")  # the others are ours


@pytest.mark.parametrize("name", IDS)
def test_a_hostile_id_never_reaches_an_address(attempt: Attempt, name: str) -> None:
    attempt.post()
    attempt.find()
    harmless = {shape(request) for request in meant(attempt.session)}
    for hostile in HOSTILE_IDS:
        strange = attempt.but(**{name: hostile})
        for act in (strange.post, strange.find):
            meant(attempt.session).clear()
            with suppress(PlatformError):
                act()
            for request in meant(attempt.session):
                assert shape(request) in harmless
                assert len(hostile) < 4 or hostile not in unquote(request.url or "", errors="surrogatepass")


def shape(request: requests.PreparedRequest) -> tuple[str | None, str, str]:
    """Method, host and path, with N where an id stands."""
    parts = urlsplit(request.url or "")
    path = "/".join("N" if part[:1].isdigit() else part for part in parts.path.split("/"))
    return request.method, parts.netloc, path


# Health


def test_a_probe_tells_a_living_token_from_a_dead_one(attempt: Attempt) -> None:
    alive = attempt.probe()
    assert alive.token_live
    assert alive.subscription_live is not False
    assert alive.remedy == ""
    for credentials in (attempt.material.dead_credentials, {}):
        dead = replace(attempt, credentials=credentials).probe()
        assert not dead.token_live
        assert len(dead.remedy) > 20
    attempt.order("token_dead")
    assert not attempt.probe().token_live
    assert attempt.standins.wall() == []


@pytest.mark.parametrize("behaviour", ["error_before_applying", "garbage_200", "rate_limited"])
def test_a_probe_without_an_answer_does_not_call_the_token_dead(attempt: Attempt, behaviour: str) -> None:
    attempt.order(behaviour)
    with pytest.raises(PlatformError):
        attempt.probe()
