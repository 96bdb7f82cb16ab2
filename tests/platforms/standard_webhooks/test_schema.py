"""The published schema and the parser say the same: what one accepts, the other reads."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from jsonschema import Draft202012Validator, ValidationError, validators

import shared.platforms.standard_webhooks as package
from infra.samples import library
from shared.domain.mention import EventKind
from shared.errors import PayloadError
from shared.platforms.standard_webhooks import webhook
from tests.support import fixtures

FOLDER = Path(package.__file__).parent
SCHEMA = json.loads((FOLDER / "schema.json").read_text("utf-8"))
ODD_VALUES = [
    None, True, False, 0, 1, -1, 5.0, 1.5, 10**12, 10**12 + 1, "", " ", "x", "X", "é", "a b", "a\n", "a:b", "#", "/",
    "null", "post", "review", "image", "en", "en-GB", "english", "e", "2026-01-01", "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00", "2026-01-01T00:00:00.1234567890Z", "2026-13-45T99:99:99Z",
    "２０26-01-01T00:00:00Z", "https://a.example", "http://a", "ftp://a", "javascript:x", "https://a b", "y" * 200,
    "y" * 201, "y" * 500, "y" * 501, "z" * 2**20, "z" * (2**20 + 1), [], ["image"], ["image"] * 20, ["image"] * 21,
    ["x"], [None], [[]], {}, {"id": "1"}, {"id": 1}, {"id": None}, {"name": "x"},
]  # fmt: skip
FULL = {
    "id": "p1",
    "account_id": "ourshop",
    "platform": "forum",
    "author": {"id": "u1", "name": "n", "handle": "h", "is_own": False, "is_bot": False, "followers": 1},
    "text": "Hello",
    "created_at": "2026-01-01T00:00:00Z",
    "edited_at": "2026-01-01T00:00:00Z",
    "url": "https://forum.example/p1",
    "thread_id": "t1",
    "in_reply_to": "p0",
    "surface": "post",
    "language": "en",
    "media": ["image"],
}


def match_to_the_end(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    """A schema's `$` is the end of the text; Python's would let a newline follow."""
    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield ValidationError(f"{value!r} does not match")


VALIDATOR = validators.extend(Draft202012Validator, {"pattern": match_to_the_end})(SCHEMA)


def agree(envelope: Any) -> bool:
    """Whether schema and parser both accept; fails if they differ."""
    accepted = VALIDATOR.is_valid(envelope)
    try:
        events = webhook.parse(fixtures.post(json.dumps(envelope).encode()))
    except PayloadError:
        events = []
    read = bool(events) and not any(event.unknown for event in events)
    assert read == accepted, f"schema: {accepted}, parser: {[event.reason for event in events]}: {str(envelope)[:300]}"
    for event in events:
        assert not event.unknown or re.fullmatch(r"invalid:(type|timestamp|data(\.\w+){0,2})", event.reason or "")
    return accepted


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("type_", sorted(webhook.TYPES))
def test_they_agree_on_every_odd_value_of_every_field(type_):
    accepted = refused = 0
    for field in FULL:
        for value in [*ODD_VALUES, ...]:
            data = {name: old for name, old in {**FULL, field: value}.items() if old is not ...}
            if agree({"type": type_, "timestamp": "2026-01-01T00:00:00Z", "data": data}):
                accepted += 1
            else:
                refused += 1
    assert accepted > 50
    assert refused > 300


@pytest.mark.parametrize("field", sorted(FULL["author"]))
def test_they_agree_on_every_odd_value_of_the_author(field):
    for value in [*ODD_VALUES, ...]:
        author = {name: old for name, old in {**FULL["author"], field: value}.items() if old is not ...}
        agree({"type": "mention.created", "data": {**FULL, "author": author}})


@pytest.mark.parametrize("field", ["type", "timestamp", "data"])
def test_they_agree_on_every_odd_value_of_the_envelope(field):
    whole = {"type": "mention.created", "timestamp": "2026-01-01T00:00:00Z", "data": FULL}
    for value in [*ODD_VALUES, [FULL], [FULL, FULL], [FULL, {}], [[FULL]], ...]:
        agree({name: old for name, old in {**whole, field: value}.items() if old is not ...})


@pytest.mark.parametrize("body", [None, [], "x", 1, {}, {"type": "mention.created"}])
def test_they_agree_on_other_bodies(body):
    assert not agree(body)


@pytest.mark.parametrize("sample", library.load("standard_webhooks"), ids=lambda sample: sample.name)
def test_every_sample_but_the_unknown_kind_fits_the_schema(sample):
    body = json.loads(sample.body(fixtures.RECEIVED_AT, "1"))
    assert agree(body) == (sample.ends_in != "quarantined")


def test_the_example_of_the_readme_fits_the_schema_and_is_read():
    example = json.loads(re.findall(r"```json\n(.*?)```", (FOLDER / "README.md").read_text("utf-8"), re.DOTALL)[0])
    jsonschema.validate(example, SCHEMA, cls=Draft202012Validator)
    (event,) = webhook.parse(fixtures.post(json.dumps(example).encode()))
    assert event.kind is EventKind.CREATED
