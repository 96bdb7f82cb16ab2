"""Samples: complete lists, fresh times, and ids that are new with every suffix."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from infra.samples import library, signing
from shared.errors import SignatureError
from shared.platforms import registry
from shared.platforms.contract import Secrets
from tests.support import fixtures

NOW = datetime(2027, 3, 4, 5, 6, 7, tzinfo=UTC)
PLATFORMS = [name for name in registry.PLATFORMS if (library.FOLDER / name / "samples.json").exists()]
SECRETS = {"facebook": "app secret", "standard_webhooks": "whsec_c2VjcmV0IG9mIHRoZSB0b29sIGluIHRlc3Rz", "x": "consumer"}
ENDS = {"acknowledged", "in_review", "ignored", "withdrawn", "quarantined"}

SAMPLES = [sample for name in PLATFORMS for sample in library.load(name)]
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.platform}-{sample.name}")


def events(sample, now, suffix):
    return registry.webhook(sample.platform).parse(
        fixtures.post(sample.body(now, suffix), dict(sample.headers), sample.platform)
    )


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_list_names_every_file_once_and_every_end_that_is_reached(platform):
    files = sorted(file.stem for file in (library.FOLDER / platform).glob("*.json") if file.stem != "samples")
    samples = library.load(platform)
    assert sorted(sample.name for sample in samples) == files
    assert {sample.ends_in for sample in samples} == ENDS


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_sample_that_changes_another_comes_after_it(platform):
    before = set()
    for sample in library.load(platform):
        assert sample.changes is None or sample.changes in before
        before.add(sample.name)


@each_sample
def test_the_same_suffix_gives_the_same_bytes(sample):
    assert sample.body(NOW, "7") == sample.body(NOW, "7")
    assert sample.body(NOW, "7").isascii()


@each_sample
def test_another_suffix_gives_another_mention_of_another_author(sample):
    for one, other in zip(events(sample, NOW, "7"), events(sample, NOW, "8"), strict=True):
        assert one.account_id == other.account_id
        assert one.external_id != other.external_id or one.external_id is None
        assert one.author_id != other.author_id or one.author_id is None


@each_sample
def test_what_people_write_was_written_just_now(sample):
    for event in events(sample, NOW, "7"):
        assert event.posted_at is None or timedelta() <= NOW - event.posted_at <= timedelta(minutes=5)


@each_sample
def test_what_is_answered_automatically_is_fresh_and_has_an_author_of_its_own(sample):
    if sample.ends_in == "acknowledged":
        for event in events(sample, NOW, "7"):
            assert event.posted_at
            others = [e.author_id for s in SAMPLES if s not in (sample,) and not s.changes for e in events(s, NOW, "7")]
            assert event.author_id not in [None, *others]


@each_sample
def test_a_change_is_of_the_mention_that_it_names(sample):
    if sample.changes:
        changed = next(other for other in SAMPLES if (other.platform, other.name) == (sample.platform, sample.changes))
        assert [e.external_id for e in events(sample, NOW, "7")] == [e.external_id for e in events(changed, NOW, "7")]


@each_sample
def test_a_signed_sample_passes_the_adapter_and_a_changed_one_does_not(sample):
    body = sample.body(NOW, "7")
    headers = signing.sign(sample.platform, body, SECRETS[sample.platform], delivery_id="evt_7", now=NOW)
    request = fixtures.post(body, headers, sample.platform)
    secrets = Secrets(signing=(SECRETS[sample.platform],))
    webhook = registry.webhook(sample.platform)
    webhook.verify(request, secrets, NOW)
    with pytest.raises(SignatureError):
        webhook.verify(replace(request, body=body + b" "), secrets, NOW)


@pytest.mark.parametrize("suffix", ["", "a", "１", "123456789", "-1"])
def test_a_suffix_is_a_few_digits(suffix):
    with pytest.raises(ValueError, match="suffix"):
        SAMPLES[0].body(NOW, suffix)


def test_numbers_stay_numbers_and_pointers_reach_into_lists_and_odd_names():
    sample = library.Sample(
        platform="facebook",
        name="composed",
        what="",
        ends_in="ignored",
        content={"a/b": [{"~id": 12, "at": 0, "told": ""}]},
        ids=("/a~1b/0/~0id",),
        times=({"at": "/a~1b/0/at", "form": "milliseconds"}, {"at": "/a~1b/0/told", "form": "x_date", "ago_s": 7}),
    )
    assert json.loads(sample.body(NOW, "34")) == {
        "a/b": [{"~id": 1234, "at": 1804136767000, "told": "Thu Mar 04 05:06:00 +0000 2027"}]
    }
    assert sample.content == {"a/b": [{"~id": 12, "at": 0, "told": ""}]}
