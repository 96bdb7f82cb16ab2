"""Whether the token lives and the webhook still stands, and what a person does if not."""

import pytest

from shared.errors import RateLimitedError, UnclearError
from shared.platforms.x import reply as x

CREDENTIALS = dict.fromkeys(x.KEYS, "composed")
WITH_BEARER = {**CREDENTIALS, "bearer_token": "composed-bearer"}
ME = {"data": {"id": "880011", "name": "Our Shop", "username": "ourshop"}}


def webhook(number, *, valid=True):
    return {"id": number, "url": "https://ourshop.example/webhooks/x", "valid": valid}


def test_a_live_token_is_told_by_x_knowing_us(server, session):
    server.will_answer(200, ME)
    health = x.probe(CREDENTIALS, session)
    assert (health.token_live, health.subscription_live, health.remedy) == (True, None, "")
    (asked,) = server.asked
    assert (asked.method, asked.url) == ("GET", "https://api.x.com/2/users/me")


@pytest.mark.parametrize(
    ("status", "problem", "says"),
    [
        (401, "about:blank", "new one"),
        (403, "about:blank", "new one"),
        (403, "https://api.x.com/2/problems/oauth1-permissions", "Read, Write"),
        (402, "https://api.x.com/2/problems/credits", "credits"),
    ],
)
def test_a_refused_token_comes_with_a_remedy(server, session, status, problem, says):
    server.will_answer(status, {"type": problem, "detail": "composed"})
    health = x.probe(WITH_BEARER, session)
    assert health.token_live is False
    assert says in health.remedy
    assert len(server.asked) == 1


def test_missing_keys_are_named(server, session):
    health = x.probe({}, session)
    assert health.token_live is False
    assert all(key in health.remedy for key in x.KEYS)
    assert server.asked == []


def test_the_webhook_is_asked_for_with_the_bearer_token(server, session):
    server.will_answer(200, ME)
    server.will_answer(200, {"data": [webhook("1")], "meta": {"result_count": 1}})
    health = x.probe(WITH_BEARER, session)
    assert (health.token_live, health.subscription_live, health.remedy) == (True, True, "")
    asked = server.asked[1]
    assert (asked.method, asked.url) == ("GET", "https://api.x.com/2/webhooks")
    assert asked.headers["authorization"] == "Bearer composed-bearer"


def test_a_webhook_that_x_has_dropped_is_named(server, session):
    server.will_answer(200, ME)
    server.will_answer(200, {"data": [webhook("1"), webhook("2", valid=False)]})
    health = x.probe(WITH_BEARER, session)
    assert health.subscription_live is False
    assert "webhook 2:" in health.remedy
    assert "PUT /2/webhooks" in health.remedy


def test_no_webhook_at_all_is_told(server, session):
    server.will_answer(200, ME)
    server.will_answer(200, {"meta": {"result_count": 0}})
    health = x.probe(WITH_BEARER, session)
    assert health.subscription_live is False
    assert "POST /2/webhooks" in health.remedy


def test_a_refused_bearer_token_leaves_the_webhook_unknown(server, session):
    server.will_answer(200, ME)
    server.will_answer(401, {"type": "about:blank"})
    health = x.probe(WITH_BEARER, session)
    assert (health.token_live, health.subscription_live) == (True, None)
    assert "bearer_token" in health.remedy


@pytest.mark.parametrize(
    ("status", "content", "error"),
    [(200, b"<html>", UnclearError), (200, {}, UnclearError), (500, {}, UnclearError), (429, {}, RateLimitedError)],
)
def test_an_answer_that_tells_nothing_is_no_verdict(server, session, status, content, error):
    server.will_answer(status, content)
    with pytest.raises(error):
        x.probe(CREDENTIALS, session)
