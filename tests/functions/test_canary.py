"""No name, handle, text or token gets into the log, whatever comes in and whatever goes wrong."""

import json
import logging
from contextlib import suppress

import pytest

from functions.ingest import handler as ingest_handler
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING, TOKENS
from shared import observe
from shared.aws import batches
from shared.platforms.standard_webhooks import reply as adapter
from shared.platforms.standard_webhooks import webhook
from tests.support.made import NOW, PLATFORM
from tests.support.world import ANGRY, DANGER, QUESTION, THANKS, body, id_of

CANARY = "Brockhurst"  # a word that changes no judgement
AUTHOR = {"id": f"{CANARY}-id", "name": f"{CANARY} Rita", "handle": f"@{CANARY}"}


@pytest.fixture
def logged(capfd, caplog):
    """Everything that was written anywhere: standard output, standard error, and every logger at every level."""
    for noisy in ("botocore", "boto3", "moto", "werkzeug", "hypothesis", "faker"):
        caplog.set_level(logging.WARNING, logger=noisy)  # until the test is over
    caplog.set_level(logging.DEBUG)  # the last: it is the handler's too

    def read():
        out, err = capfd.readouterr()
        return out + err + "".join(record.getMessage() + str(record.exc_info) for record in caplog.records)

    return read


def said(text):
    return body(
        "p1",
        author=AUTHOR,
        text=f"{text} {CANARY}",
        url=f"https://forum.example/{CANARY}",
        thread_id=f"{CANARY}-thread",
    )


ORDERS = ("posts", "500", "refuses", "token_dead", "limits", "unreachable", "posts_then_silent")


@pytest.mark.parametrize(
    ("text", "order"),
    [*((THANKS, order) for order in ORDERS), (QUESTION, "posts"), (ANGRY, "posts"), (DANGER, "posts")],
)
def test_a_whole_life_leaves_no_trace_of_who_and_what(world, logged, text, order):
    world.tool.orders = [order] * 2
    assert world.deliver(said(text)) == 200
    world.pump()
    assert world.get(id_of()).attempts == (text in (THANKS, QUESTION))
    assert world.deliver(body("p1", kind="edited", text=f"No! {CANARY}", author=AUTHOR)) == 200
    world.pump()
    world.later(minutes=3)
    world.tool.find = False
    world.sweep()
    world.later(minutes=3)
    world.sweep()
    world.pump()
    assert world.deliver(body("p1", kind="deleted")) == 200
    found = logged()
    assert id_of() in found  # the test would see a line
    assert CANARY not in found


def test_refused_and_odd_deliveries_leave_no_trace(world, logged):
    for sent in (
        CANARY.encode(),
        json.dumps({"type": CANARY, "data": CANARY}).encode(),
        json.dumps({"type": "mention.created", "data": {CANARY: CANARY}}).encode(),
        said("\ud83d"),
        body("p1", author=AUTHOR, text=CANARY, surface=CANARY),
        body(*(f"p{number}" for number in range(30)), author=AUTHOR, text=CANARY),
    ):
        assert world.deliver(sent) == 200
        assert world.deliver(sent, headers={"webhook-signature": CANARY, "authorization": CANARY}) == 401
    found = logged()
    assert '"Quarantined": 1' in found
    assert CANARY not in found


def fails(*_arguments, **_options):
    raise RuntimeError(f"could not do it with {CANARY}")


def test_a_fault_that_quotes_a_text_leaves_no_trace(world, logged, monkeypatch):
    """Each step's way to log a failure, with an error whose message holds what it must not."""
    monkeypatch.setattr(webhook, "parse", fails)
    assert world.deliver(said(THANKS)) == 200
    monkeypatch.undo()
    world.deliver(said(THANKS))
    world.triage_all()
    monkeypatch.setattr(adapter, "reply", fails)
    monkeypatch.setattr(adapter, "find_reply", fails)
    world.rung("RepliesQueue")
    with suppress(RuntimeError), observe.failures("reply"):
        world.send(id_of())
    world.later(minutes=5)
    world.sweep()
    found = logged()
    assert '"look_up_failed"' in found
    assert CANARY not in found


def test_a_batch_that_fails_leaves_no_trace(logged):
    """What failed is named, and why is not printed."""

    def review(_message):
        with observe.failures("review"):
            fails()

    answer = batches.each_message({"Records": [{"messageId": "1", "body": CANARY}]}, review)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    found = logged()
    assert '"RuntimeError"' in found
    assert CANARY not in found


def test_the_door_that_cannot_store_leaves_no_trace(world, logged, monkeypatch):
    monkeypatch.setattr(ingest_handler, "ports", fails)
    sent = said(THANKS)
    headers = sign(PLATFORM, sent, SIGNING[PLATFORM]["signing"][0], delivery_id="e", now=NOW)
    event = {
        "headers": {**headers, "x-name": CANARY},
        "body": sent.decode(),
        "rawPath": f"/webhooks/{PLATFORM}",
        "pathParameters": {"platform": PLATFORM},
        "requestContext": {"http": {"method": "POST"}},
    }
    assert ingest_handler.handler(event, None)["statusCode"] == 503
    found = logged()
    assert '"not_stored"' in found
    assert CANARY not in found


def test_notices_tell_no_names_and_tokens_stay_where_they_are(world, logged):
    token = TOKENS[PLATFORM]["ourshop"]["secret"]
    world.tool.orders = ["token_dead"]
    world.deliver(said(THANKS))
    world.pump()
    world.deliver(body("p2", author=AUTHOR, text=f"{DANGER} {CANARY}", thread_id=f"{CANARY}-2"))
    world.pump()
    notices, found = str(world.cloud.notices()), logged()
    assert "token_dead" in notices
    assert "critical case" in notices
    for secret in (CANARY, token, SIGNING[PLATFORM]["signing"][0]):
        assert secret not in notices
        assert secret not in found
