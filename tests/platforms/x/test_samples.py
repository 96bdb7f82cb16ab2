"""The samples are what X would send: signed by other code than ours, read as their list says."""

from datetime import UTC, datetime, timedelta

import pytest

from infra.samples import library
from infra.samples.signing import sign
from shared.domain.mention import EventKind
from shared.platforms.contract import Secrets
from shared.platforms.x import webhook
from tests.platforms.x.deliveries import delivery

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SAMPLES = library.load("x")
NAMED = {sample.name: sample for sample in SAMPLES}


def read(sample, suffix="7"):
    body = sample.body(NOW, suffix)
    request = delivery(body, sign("x", body, "composed", delivery_id="", now=NOW))
    webhook.verify(request, Secrets(signing=("composed",)), NOW)
    return webhook.parse(request)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_sample_is_read_as_its_end_demands(sample):
    (event,) = read(sample)
    expected = {"ignored": EventKind.IGNORED, "quarantined": EventKind.IGNORED, "withdrawn": EventKind.DELETED}
    kind = EventKind.EDITED if sample.name == "13_edit" else expected.get(sample.ends_in, EventKind.CREATED)
    if sample.name.endswith("_spam"):
        kind = EventKind.CREATED  # triage ignores it, not the adapter
    assert (event.kind, event.unknown) == (kind, sample.ends_in == "quarantined")
    assert event.account_id == "880011"
    if kind in (EventKind.CREATED, EventKind.EDITED):
        assert event.author_id
        assert event.author_id != "880011"
        assert event.text
        assert NOW - timedelta(seconds=5) <= event.posted_at <= NOW


def test_every_run_brings_new_mentions_and_authors():
    first, second = ([read(sample, suffix)[0] for sample in SAMPLES] for suffix in ("1", "22"))
    for one, other in zip(first, second, strict=True):
        for field in ("external_id", "author_id", "thread_id"):
            value = getattr(one, field)
            assert value is None or value != getattr(other, field)


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample.changes], ids=lambda sample: sample.name)
def test_a_change_is_of_the_mention_that_it_names(sample):
    (changed,), (before,) = read(sample), read(NAMED[sample.changes])
    assert (changed.external_id, changed.author_id) == (before.external_id, before.author_id)
    assert changed.kind is EventKind.DELETED or changed.thread_id == before.thread_id


def test_each_mention_stands_in_a_thread_of_its_own():
    threads = [event.thread_id for sample in SAMPLES if not sample.changes for event in read(sample) if event.thread_id]
    assert len(set(threads)) == len(threads) > 0
