"""What happened is counted from the stream of the real table, and a batch that comes again counts once."""

from collections import Counter
from dataclasses import replace

from functions.tally.count import count
from infra.local.seed import seed
from infra.samples.library import load
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.aws.mentions import Mentions
from shared.aws.tallies import Figures, Tallies
from shared.domain.mention import State, TimelineEntry
from tests.support import made
from tests.support.emulator import HeedSystem

BRAND = "demo-shop"


def whole_day(system: HeedSystem, brand: str = BRAND) -> Figures:
    found = Counter()
    for figures in _tallies(system).figures(brand, system.clock().date()).values():
        found += figures
    return found


def test_thanks_and_a_complaint_are_counted_with_what_became_of_them(heed_system: HeedSystem) -> None:
    seed(heed_system.client, heed_system.variables)
    for name in ("03_thanks", "05_complaint"):
        sample = next(one for one in load("standard_webhooks") if one.name.endswith(name[3:]))
        body, secret = sample.body(heed_system.clock(), "7"), SIGNING["standard_webhooks"]["signing"][0]
        headers = sign("standard_webhooks", body, secret, delivery_id=name, now=heed_system.clock())
        assert heed_system.request("POST", "/webhooks/standard_webhooks", headers, body).status == 200
    heed_system.drain()

    (brand,) = {item["brand"]["S"] for item in heed_system.items("MENTIONS_TABLE") if "brand" in item}
    found = whole_day(heed_system, brand)
    wanted = {"arrived": 2, "acknowledged": 1, "queued": 1, "topic_thanks": 1, "sentiment_positive": 1}
    assert {name: found[name] for name in wanted} == wanted
    assert sum(number for name, number in found.items() if name.startswith("first_machine_")) == 1


def test_a_batch_that_comes_again_counts_once(heed_system: HeedSystem) -> None:
    came_in = TimelineEntry(at=heed_system.clock(), state=State.RECEIVED, by="ingest")
    ended = replace(came_in, state=State.IGNORED, by="triage")
    mention = made.mention(State.IGNORED, brand=BRAND, timeline=(came_in, ended), received_at=came_in.at)
    image = Mentions(None, "", 1).to_item(mention)
    for _ in range(2):
        count([{"eventID": "1", "dynamodb": {"NewImage": image}}], _tallies(heed_system))
    found = whole_day(heed_system)
    assert (found["arrived"], found["ignored"]) == (1, 1)


def _tallies(system: HeedSystem) -> Tallies:
    return Tallies(system.client("dynamodb"), system.variables["TALLIES_TABLE"])
