"""The promises, on the whole system: real functions, real tables and queues, stand-in platforms."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest

from infra import follow, stores
from infra.local.seed import BRAND, seed
from infra.samples.library import Sample, load
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.domain.brand import StopSwitch
from shared.domain.mention import Mention, State
from shared.platforms import registry
from tests.support.emulator import HeedSystem


@pytest.fixture
def system(heed_system: HeedSystem) -> HeedSystem:
    seed(heed_system.client, heed_system.variables)
    return heed_system


def test_fifty_copies_at_once_are_one_mention_and_one_reply(system: HeedSystem):
    body = _sample("facebook", "acknowledged").body(_now(system), "1")

    with ThreadPoolExecutor(16) as senders:
        answers = list(senders.map(lambda _: _deliver(system, "facebook", body), range(50)))
    system.drain()

    assert answers == [200] * 50
    (mention,) = _mentions(system)
    assert mention.state is State.ACKNOWLEDGED
    assert len(system.standins.wall()) == 1


@pytest.mark.parametrize("platform", registry.PLATFORMS)
def test_every_sample_ends_where_it_should(system: HeedSystem, platform: str):
    opened = stores.of(system.client, system.variables)
    followed = []
    for sample in follow.in_order(load(platform)):
        body = sample.body(_now(system), "1")
        followed.append(follow.expect(sample, body, _deliver(system, platform, body)))
        system.drain()
        follow.look(followed, opened.mentions, opened.deliveries)

    assert {one.status for one in followed} == {200}
    ended = {one.sample.name: one.ends_in for one in followed}
    assert ended == {sample.name: sample.ends_in for sample in load(platform)}
    assert all(mention.is_open == (mention.due_at is not None) for mention in _mentions(system))


def test_twenty_thanks_by_one_author_in_twenty_threads_get_one_reply(system: HeedSystem):
    sample = _sample("standard_webhooks", "acknowledged")
    for number in range(20):
        body = _by_one_author(sample, system, number)
        assert _deliver(system, "standard_webhooks", body) == 200
    system.drain()

    states = Counter(mention.state for mention in _mentions(system))
    assert states == {State.ACKNOWLEDGED: 1, State.IGNORED: 19}
    assert len(system.standins.wall()) == 1


@pytest.mark.parametrize("platform", registry.PLATFORMS)
@pytest.mark.parametrize("behaviour", ["timeout_after_applying", "error_after_applying", "cut_off"])
def test_an_unclear_post_that_stands_is_found_and_never_repeated(
    system: HeedSystem, platform: str, behaviour: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("shared.platforms.http.READ_TIMEOUT_S", 0.3)
    system.standins.behave(platform, behaviour, times=1)
    assert _deliver_sample(system, _sample(platform, "acknowledged"), "7") == 200
    system.drain()
    (mention,) = _mentions(system)
    assert mention.state is State.SENDING

    system.sweep()
    assert _mentions(system)[0].state is State.SENDING, "resolved before lease and settle were over"
    system.clock.advance(140)
    system.sweep()

    (mention,) = _mentions(system)
    assert mention.state is State.ACKNOWLEDGED
    assert mention.timeline[-1].reason == "found"
    assert len(system.standins.wall()) == 1


@pytest.mark.parametrize("platform", registry.PLATFORMS)
def test_an_unclear_post_that_does_not_stand_goes_to_a_person(system: HeedSystem, platform: str):
    system.standins.behave(platform, "error_before_applying", times=1)
    assert _deliver_sample(system, _sample(platform, "acknowledged"), "7") == 200
    system.drain()
    system.clock.advance(140)
    system.sweep()

    (mention,) = _mentions(system)
    assert mention.state is State.IN_REVIEW
    assert mention.case_id is not None
    assert "may_have_been_sent" in [entry.reason for entry in mention.timeline]
    assert system.standins.wall() == []


@pytest.mark.parametrize("platform", registry.PLATFORMS)
def test_a_rate_limit_is_waited_for_and_then_answered_once(system: HeedSystem, platform: str):
    system.standins.behave(platform, "rate_limited", times=2)
    assert _deliver_sample(system, _sample(platform, "acknowledged"), "7") == 200
    system.drain()

    (mention,) = _mentions(system)
    assert mention.state is State.ACKNOWLEDGED, [entry.reason for entry in mention.timeline]
    assert mention.attempts == 3
    assert len(system.standins.wall()) == 1


def test_after_the_stop_switch_nothing_automatic_leaves(system: HeedSystem):
    opened = stores.of(system.client, system.variables)
    opened.settings.put_stop_switch(BRAND, StopSwitch(stopped=True, reason="crisis", by="ada", at=_now(system)))
    assert _deliver_sample(system, _sample("x", "acknowledged"), "7") == 200
    system.drain()

    (mention,) = _mentions(system)
    assert mention.state is State.IN_REVIEW
    assert system.standins.wall() == []


def test_an_urgent_mention_opens_a_case_with_its_deadline(system: HeedSystem):
    sample = next(one for one in load("facebook") if "safety" in one.name)
    assert _deliver_sample(system, sample, "7") == 200
    system.drain()

    (mention,) = _mentions(system)
    (case,) = stores.open_cases(stores.of(system.client, system.variables), 10)
    assert case.case_id == mention.case_id
    assert case.urgency == "critical"
    assert case.due_at - mention.received_at <= timedelta(minutes=16)


def test_a_large_delivery_is_handed_out_whole(system: HeedSystem):
    sample = next(one for one in load("facebook") if one.ends_in == "in_review" and not one.changes)
    content = sample.content | {"entry": [_numbered(sample, number) for number in range(300)]}
    large = Sample(platform="facebook", name="large", what="", ends_in="in_review", content=content)
    assert _deliver(system, "facebook", large.body(_now(system), "1")) == 200
    system.drain()

    assert len(_mentions(system)) == 300
    assert all(mention.state is State.IN_REVIEW and mention.case_id for mention in _mentions(system))
    assert system.items("DELIVERIES_TABLE") == []


def _numbered(sample: Sample, number: int) -> dict[str, Any]:
    (entry,) = sample.content["entry"]
    (change,) = entry["changes"]
    value = change["value"] | {"comment_id": f"900_{number}", "from": {"id": str(number), "name": "Somebody"}}
    return entry | {"changes": [change | {"value": value}]}


def _by_one_author(sample: Sample, system: HeedSystem, number: int) -> bytes:
    """The same author and text; another post in another thread each time."""
    data = sample.content["data"] | {"id": f"post-{number}", "thread_id": f"thread-{number}"}
    data["author"] = data["author"] | {"id": "one-author"}
    fresh = Sample(
        platform=sample.platform,
        name="thanks",
        what="",
        ends_in="",
        content=sample.content | {"data": data},
        times=sample.times,
    )
    return fresh.body(_now(system), "1")


def _sample(platform: str, ends_in: str) -> Sample:
    return next(one for one in load(platform) if one.ends_in == ends_in and not one.changes)


def _deliver_sample(system: HeedSystem, sample: Sample, suffix: str) -> int:
    return _deliver(system, sample.platform, sample.body(_now(system), suffix))


def _deliver(system: HeedSystem, platform: str, body: bytes) -> int:
    secret = SIGNING[platform]["signing"][0]
    headers = sign(platform, body, secret, delivery_id="delivery", now=_now(system))
    return system.request("POST", f"/webhooks/{platform}", headers, body).status


def _mentions(system: HeedSystem) -> list[Mention]:
    return list(stores.all_mentions(stores.of(system.client, system.variables)))


def _now(system: HeedSystem) -> datetime:
    return system.clock()
