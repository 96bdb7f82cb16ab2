"""Doorbells carry a key and wait as long as a queue can."""

import json
from datetime import timedelta

import pytest

from shared.aws.queues import LONGEST_DELAY_S, Doorbell, is_again, mention_of
from shared.aws.topics import Topic
from tests.support.made import NOW


@pytest.fixture
def delays(cloud):
    """A doorbell on the real queue, and the delays that it asked for."""
    asked: list[int] = []
    client = cloud.client("sqs")

    class Watched:
        def send_message(self, **arguments):
            asked.append(arguments["DelaySeconds"])
            return client.send_message(**arguments)

    return Doorbell(Watched(), cloud.urls["RepliesQueue"]), asked


def test_a_ring_names_the_mention_and_nothing_else(cloud, delays):
    delays[0].ring("x-1")
    (body,) = cloud.messages("RepliesQueue")
    assert json.loads(body) == {"mention_id": "x-1"}
    assert mention_of(body) == "x-1"
    assert not is_again(body)


def test_a_ring_for_what_failed_before_says_so(cloud, delays):
    delays[0].ring("x-1", again=True)
    (body,) = cloud.messages("RepliesQueue")
    assert (mention_of(body), is_again(body)) == ("x-1", True)


@pytest.mark.parametrize(
    ("wait_s", "asked_s"), [(0, 0), (-5, 0), (0.2, 1), (10, 10), (10.001, 11), (899.5, 900), (900.5, 900), (10**7, 900)]
)
def test_a_ring_waits_whole_seconds_never_too_few_and_at_most_a_quarter_of_an_hour(delays, wait_s, asked_s):
    doorbell, asked = delays
    doorbell.ring_at("x-1", NOW + timedelta(seconds=wait_s), NOW)
    assert asked == [asked_s]
    assert asked_s <= LONGEST_DELAY_S


@pytest.mark.parametrize("body", ["", "x", "[]", "null", "{}", '{"mention_id": ""}', '{"mention_id": 7}', '"x-1"'])
def test_a_message_that_is_not_ours_is_refused(body):
    with pytest.raises(ValueError):  # noqa: PT011 (either JSON's or our own; both go to the dead letters)
        mention_of(body)


def test_a_notice_is_a_short_subject_and_facts(cloud):
    Topic(cloud.client("sns"), cloud.topics["AlarmsTopic"]).publish("s" * 200, code="token_dead", at=NOW)
    assert cloud.notices() == [{"subject": "s" * 200, "code": "token_dead", "at": str(NOW)}]
