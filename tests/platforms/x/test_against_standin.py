"""Reply and look-up together, against the stand-in that checks signatures by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import requests

from infra.standins.credentials import TOKENS
from shared.domain.mention import Surface
from shared.errors import CredentialsError, RateLimitedError, RefusedError, UnclearError
from shared.platforms import http
from shared.platforms.contract import ReplyDraft
from shared.platforms.x import reply as x
from tests.support.standins import Running, serve

CREDENTIALS = TOKENS["x"]["880011"]


@pytest.fixture
def standins(tmp_path) -> Iterator[Running]:
    with serve(tmp_path / "wall.jsonl") as running:
        yield running


@pytest.fixture
def session(standins) -> Iterator[requests.Session]:
    with standins.session() as made:
        yield made


def draft() -> ReplyDraft:
    return ReplyDraft(
        mention_id="x-1",
        account_id="880011",
        external_id="1999000111222333444",
        surface=Surface.POST,
        text="Thank you so much! 🥖 & see you at https://ourshop.example",
        attempt_id="attempt-1",
        attempted_at=datetime.now(UTC),
        author_id="5501",
    )


@pytest.mark.parametrize("surface", [Surface.POST, Surface.DIRECT_MESSAGE])
def test_what_was_posted_is_found_again(standins, session, surface):
    sent = replace(draft(), surface=surface)
    assert x.find_reply(sent, CREDENTIALS, session) is None
    receipt = x.reply(sent, CREDENTIALS, session)
    assert x.find_reply(sent, CREDENTIALS, session) == receipt
    assert [post["text"] for post in standins.wall("x")] == [sent.text]


@pytest.mark.parametrize("surface", [Surface.POST, Surface.DIRECT_MESSAGE])
@pytest.mark.parametrize("behaviour", ["error_after_applying", "timeout_after_applying", "cut_off"])
def test_what_was_applied_without_an_answer_is_found(standins, session, surface, behaviour, monkeypatch):
    monkeypatch.setattr(http, "READ_TIMEOUT_S", 0.3)
    standins.behave("x", behaviour, times=1)
    sent = replace(draft(), surface=surface)
    with pytest.raises(UnclearError):
        x.reply(sent, CREDENTIALS, session)
    found = x.find_reply(sent, CREDENTIALS, session)
    assert found is not None
    assert [post["id"] for post in standins.wall("x")] == [found.external_reply_id]


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        ("rate_limited", RateLimitedError),
        ("token_dead", CredentialsError),
        ("refused", RefusedError),
        ("error_before_applying", UnclearError),
        ("garbage_200", UnclearError),
        ("redirect", UnclearError),
    ],
)
def test_what_was_refused_is_on_no_wall(standins, session, behaviour, error):
    standins.behave("x", behaviour, times=1)
    with pytest.raises(error) as raised:
        x.reply(draft(), CREDENTIALS, session)
    assert type(raised.value) is error
    assert standins.wall("x") == []


def test_saying_the_same_twice_is_refused_as_a_duplicate(session):
    x.reply(draft(), CREDENTIALS, session)
    with pytest.raises(RefusedError, match="duplicate_content"):
        x.reply(draft(), CREDENTIALS, session)


def test_the_probe_finds_a_live_account(session):
    assert x.probe(CREDENTIALS, session).token_live is True
