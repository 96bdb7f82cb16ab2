"""The running system is killed in the middle of a burst: nothing is lost, nothing is said twice."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.ingest import handler as ingest
from functions.watch.overdue import sweep
from infra import follow
from infra.deliver import deliver
from infra.local import emulator
from infra.local.seed import default_playbook
from infra.samples.library import load
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from infra.stores import all_mentions
from shared.domain.mention import State
from shared.domain.playbook import Drift
from tests.flow.running import Running, a_home, in_this_process, sweep_ports, wait_until

DELIVERIES = 200
KILL_AFTER = 70  # answered deliveries
SENDERS = 8
ROUNDS = 20  # how often a sender tries again what was not answered
PAUSE = timedelta(seconds=5)


@pytest.fixture
def running(tmp_path):
    with a_home(tmp_path) as found:
        yield found


def test_kill_in_the_middle_of_200_deliveries_loses_and_doubles_nothing(running: Running):
    running.up("--no-samples")
    all_may_be_kind = default_playbook().model_copy(update={"version": 2, "drift": Drift(high=1.0)})
    running.stores().settings.publish(all_may_be_kind)
    bodies = [_body(number) for number in range(DELIVERIES)]

    answered = _send_until_killed(running, bodies)
    assert KILL_AFTER <= len(answered) < DELIVERIES, "the kill was not in the middle"
    running.up("--no-samples")
    _send_again(running, bodies, answered)
    _let_everything_end(running)

    mentions = {mention.external_id: mention for mention in all_mentions(running.stores())}
    assert len(mentions) == DELIVERIES
    states = Counter(mention.state for mention in mentions.values())
    assert all(follow.stands(mention) for mention in mentions.values()), states
    posts = Counter(post["in_reply_to"] for post in running.wall())
    assert max(posts.values()) == 1, "a reply was posted twice"
    replied = {name for name, mention in mentions.items() if mention.reply and mention.reply.sent_at}
    assert set(posts) == replied, "what stands on the wall and what the table says differ"
    assert states.keys() == {State.ACKNOWLEDGED, State.IN_REVIEW}
    assert states[State.ACKNOWLEDGED] >= 90  # two accounts; the breaker of each stops at 60 an hour


def _body(number: int) -> tuple[str, bytes]:
    """Praise and complaints of two platforms in turn, each a mention and an author of its own."""
    platform = ("facebook", "x")[number % 2]
    samples = [one for one in load(platform) if one.ends_in in ("acknowledged", "in_review") and not one.changes]
    wanted = "in_review" if number % 5 == 0 else "acknowledged"
    sample = next(one for one in samples if one.ends_in == wanted)
    return platform, sample.body(datetime.now(UTC), f"{number:08d}")


def _send_until_killed(running: Running, bodies: list[tuple[str, bytes]]) -> set[int]:
    """Several senders at once; the system is killed while they send. The numbers answered 200."""
    answered: set[int] = set()
    enough = threading.Event()

    def send(number: int) -> None:
        platform, body = bodies[number]
        try:
            if deliver(running.home.url, platform, body) == 200:
                answered.add(number)
        except OSError:
            return
        if len(answered) >= KILL_AFTER:
            enough.set()

    with ThreadPoolExecutor(SENDERS) as senders:
        sent = [senders.submit(send, number) for number in range(DELIVERIES)]
        assert enough.wait(timeout=120)
        running.kill()
        for one in sent:
            one.result()
    return answered


def _send_again(running: Running, bodies: list[tuple[str, bytes]], answered: set[int]) -> None:
    """What was not answered comes again, as the platforms promise."""
    for _ in range(ROUNDS):
        for number in sorted(set(range(DELIVERIES)) - answered):
            platform, body = bodies[number]
            if deliver(running.home.url, platform, body) == 200:
                answered.add(number)
        if len(answered) == DELIVERIES:
            return
    raise AssertionError(f"{DELIVERIES - len(answered)} deliveries were never answered")


def _let_everything_end(running: Running) -> None:
    """The pump does its work; for what the kill left behind the sweep runs as it would some minutes later."""
    opened = running.stores()

    def rests() -> bool:
        """Nothing was written for a while: what is still on its way waits for the sweep."""
        found = list(all_mentions(opened))
        return all(follow.stands(one) or datetime.now(UTC) - one.updated_at > PAUSE for one in found)

    def all_stand() -> bool:
        return all(follow.stands(mention) for mention in all_mentions(opened))

    wait_until(rests, "the pump does not come to an end", within_s=120)
    with sweep_ports(running) as ports:
        later = replace(ports, clock=lambda: datetime.now(UTC) + timedelta(minutes=4))
        sweep(later, remaining_s=lambda: 60.0)
    wait_until(all_stand, "not everything came to an end", within_s=60)


def test_what_was_received_before_a_restart_of_the_emulator_is_triaged_through_the_sweep(running: Running):
    running.up("--no-samples")
    running.kill()
    with in_this_process(running):  # nobody pumps: the mentions are stored, their records wait in the stream
        for number in range(20):
            platform, body = _body(number)
            assert ingest.handler(_event(platform, body), None)["statusCode"] == 200
    emulator.stop(running.home)  # politely: the tables stay, the stream's records are gone
    running.up("--no-samples")

    opened = running.stores()
    assert Counter(mention.state for mention in all_mentions(opened)) == {State.RECEIVED: 20}
    _let_everything_end(running)

    states = Counter(mention.state for mention in all_mentions(opened))
    assert states == {State.ACKNOWLEDGED: 16, State.IN_REVIEW: 4}


def _event(platform: str, body: bytes) -> dict[str, Any]:
    """The delivery as API Gateway hands it over."""
    secret = SIGNING[platform]["signing"][0]
    return {
        "headers": sign(platform, body, secret, delivery_id="delivery", now=datetime.now(UTC)),
        "requestContext": {"http": {"method": "POST"}},
        "pathParameters": {"platform": platform},
        "body": body.decode(),
        "isBase64Encoded": False,
    }
