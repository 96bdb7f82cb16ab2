"""The step that counts: one batch is one write, and counts once however often it comes."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from functions.tally.count import count
from shared.aws.tallies import AT_ONCE, Hour
from shared.domain.mention import Mention, State, TimelineEntry
from tests.support import made

NOW = made.NOW


def came(number: int = 1, at: datetime = NOW, **changes: Any) -> Mention:
    """A mention that has just been judged: it needs nothing."""
    came_in = TimelineEntry(at=at, state=State.RECEIVED, by="ingest")
    judged = replace(came_in, state=State.IGNORED, by="triage")
    shown = {"received_at": at, "timeline": (came_in, judged), "assessment": None, **changes}
    return made.mention(State.IGNORED, external_id=f"p{number}", **shown)


def records(cloud, *mentions: Mention) -> list[dict[str, Any]]:
    images = [cloud.mentions().to_item(mention) for mention in mentions]
    return [
        {"eventID": f"event-{number}", "eventName": "MODIFY", "dynamodb": {"NewImage": image}}
        for number, image in enumerate(images)
    ]


def test_a_batch_adds_up_by_brand_hour_and_platform(cloud) -> None:
    later = NOW + timedelta(hours=1)
    told = records(cloud, came(1), came(2), came(3, at=later), came(4, platform="x"), came(5, brand="another"))
    count(told, cloud.tallies())
    found = cloud.tallies().figures(made.BRAND, NOW.date())
    platform = came().platform
    assert found == {
        Hour.of(made.BRAND, platform, NOW): Counter(arrived=2, ignored=2),
        Hour.of(made.BRAND, "x", NOW): Counter(arrived=1, ignored=1),
        Hour.of(made.BRAND, platform, later): Counter(arrived=1, ignored=1),
    }
    assert sum(figures["arrived"] for figures in cloud.tallies().figures("another", NOW.date()).values()) == 1


def test_what_is_no_mention_counts_nothing(cloud) -> None:
    case = {"eventID": "1", "dynamodb": {"NewImage": {"pk": {"S": "CASE#1"}, "sk": {"S": "HEAD"}}}}
    later = records(cloud, came())
    later[0]["dynamodb"]["NewImage"]["state"] = {"S": "dreaming"}
    count([case, {"eventID": "2", "dynamodb": {}}, *later], cloud.tallies())
    assert cloud.tallies().figures(made.BRAND, NOW.date()) == {}


def test_more_hours_than_a_transaction_takes_are_written_in_parts(cloud) -> None:
    told = records(cloud, *(came(number, brand=f"brand-{number}") for number in range(AT_ONCE + 5)))
    count(told, cloud.tallies())
    for number in (0, AT_ONCE + 4):
        assert cloud.tallies().figures(f"brand-{number}", NOW.date())


def test_a_batch_that_cannot_be_written_fails_as_a_whole(cloud) -> None:
    gone = cloud.tallies()
    gone.table = "nowhere"
    with pytest.raises(ClientError):
        count(records(cloud, came()), gone)
