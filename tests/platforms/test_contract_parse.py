"""The contract of every platform, part two: what becomes of a verified body. See test_contract.py."""

import codecs
import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.ingest import handler
from functions.ingest.receive import Ports
from shared.domain.mention import EventKind, MentionEvent, Surface
from shared.errors import PayloadError
from shared.platforms import registry
from shared.platforms.contract import Secrets
from tests.support import material as materials
from tests.support.material import NOW, Material

SERVED = (EventKind.CREATED, EventKind.EDITED, EventKind.DELETED)
BODIES = ("good", "again", "edited", "deleted", "batch", "unknown_kind", "own_post")
SOUND_TEXTS = (
    "🙏👩‍👩‍👧‍👦 👍🏽",
    "شكرا جزيلا لكم",
    "\u202eright to left\u202c and \u200d joined",
    "e\u0301" * 50,
    'quotes " and \\ and \\u0041',
    "{0.__class__} {{7*7}} ${x} %s",
    "line\nbreak\tand \u2028",
    "nul \x00 inside",
    "a" * 50_000,
)


def check(events: list[MentionEvent], platform: str) -> list[MentionEvent]:
    """The events, which must be what the rest of the system relies on, whatever the body was."""
    assert isinstance(events, list)
    for event in events:
        assert isinstance(event, MentionEvent)
        for name in ("external_id", "account_id", "author_id", "thread_id", "in_reply_to"):
            assert getattr(event, name) is None or _is_text(getattr(event, name)), name
            assert getattr(event, name) not in ("True", "False", "None", "1.5", "[]", "{}", "[None]"), name
        for name in ("text", "author_name", "permalink", "language_hint", "reason"):
            assert getattr(event, name) is None or isinstance(getattr(event, name), str), name
        assert event.posted_at is None or event.posted_at.tzinfo is not None
        assert event.reach is None or type(event.reach) is int
        assert all(_is_text(kind) for kind in event.media)
        assert event.permalink is None or event.permalink.startswith(("https://", "http://"))
        assert isinstance(event.surface, Surface)
        assert _is_text(event.raw_kind)
        if event.kind is EventKind.IGNORED:
            assert _is_text(event.reason)
        else:
            assert not event.unknown
            assert event.surface in registry.card(platform).surfaces
    return events


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def parse(material: Material, body: bytes) -> list[MentionEvent]:
    return check(registry.webhook(material.name).parse(material.request(body)), material.name)


def parse_or_refuse(material: Material, body: bytes) -> list[MentionEvent]:
    """The events; none if the body is refused in the one way that counts. Any other exception fails."""
    try:
        return parse(material, body)
    except PayloadError:
        return []


def with_raw(material: Material, value: bytes) -> bytes:
    """A good body with these bytes as the JSON value of its text."""
    body = material.with_text("MARK")
    assert body.count(b'"MARK"') == 1
    return body.replace(b'"MARK"', value)


def test_a_good_body_gives_its_mention(material: Material) -> None:
    (event,) = parse(material, material.good)
    assert event.kind is EventKind.CREATED
    assert {name: getattr(event, name) for name in material.good_is} == material.good_is
    assert event.posted_at is not None
    assert event.posted_at <= NOW


def test_a_batch_gives_every_entry_in_order(material: Material) -> None:
    events = parse(material, material.batch)
    assert [event.external_id for event in events] == list(material.batch_ids)
    assert {event.kind for event in events} == {EventKind.CREATED}


def test_the_same_content_has_the_same_id_whatever_brings_it(material: Material) -> None:
    (first,), (again,) = parse(material, material.good), parse(material, material.again)
    assert (first.external_id, first.account_id) == (again.external_id, again.account_id)
    assert first.thread_id == again.thread_id


def test_edits_and_deletes_name_the_content_that_they_change(material: Material) -> None:
    (good,), (edited,), (deleted,) = (
        parse(material, getattr(material, name)) for name in ("good", "edited", "deleted")
    )
    assert (edited.kind, deleted.kind) == (EventKind.EDITED, EventKind.DELETED)
    assert good.external_id == edited.external_id == deleted.external_id
    assert good.account_id == edited.account_id == deleted.account_id
    assert edited.text not in (None, good.text)
    assert deleted.text is None


def test_an_unknown_kind_is_ignored_with_a_reason_and_kept(material: Material) -> None:
    (event,) = parse(material, material.unknown_kind)
    assert event.kind is EventKind.IGNORED
    assert event.unknown


def test_an_own_post_is_ignored_and_known(material: Material) -> None:
    (event,) = parse(material, material.own_post)
    assert event.kind is EventKind.IGNORED
    assert not event.unknown
    assert event.account_id == material.account_id


def test_parsing_twice_gives_the_same(material: Material) -> None:
    for name in BODIES:
        assert parse(material, getattr(material, name)) == parse(material, getattr(material, name))


def test_parsing_looks_at_the_body_only(material: Material) -> None:
    bare = registry.webhook(material.name).parse(material.request(material.good, {}))
    assert bare == parse(material, material.good)


@pytest.mark.parametrize("text", SOUND_TEXTS, ids=range(len(SOUND_TEXTS)))
def test_a_text_comes_through_as_it_was_written(material: Material, text: str) -> None:
    (event,) = parse(material, material.with_text(text))
    assert event.text == text
    unescaped = with_raw(material, json.dumps(text, ensure_ascii=False).encode())
    assert parse(material, unescaped) == [event]


@pytest.mark.parametrize("half", ["\ud83d", "a\udc00b", "\udc00\ud800", "\ud83d" * 3])
def test_half_a_surrogate_pair_harms_nothing(material: Material, half: str) -> None:
    events = parse_or_refuse(material, material.with_text(f"hello {half}"))
    assert all((event.text or "").startswith("hello ") for event in events)


@pytest.mark.parametrize(
    "body",
    [b"", b" ", b"null", b"[]", b"{}", b'"x"', b"42", b"-0", b"true", b"[[]]", b"[{}]", b'{"a":1', b"{}{}", b"\x00"],
)
def test_a_body_that_is_nothing_of_the_platforms_brings_no_mention(material: Material, body: bytes) -> None:
    assert not [event for event in parse_or_refuse(material, body) if event.kind is not EventKind.IGNORED]


def test_a_body_of_another_platform_brings_no_mention(material: Material) -> None:
    for other in (materials.load(name) for name in registry.PLATFORMS if name != material.name):
        for name in BODIES:
            events = parse_or_refuse(material, getattr(other, name))
            assert not [event for event in events if event.kind is not EventKind.IGNORED]


def test_a_truncated_body_brings_no_mention(material: Material) -> None:
    good = material.good.rstrip()
    for length in (1, len(good) // 4, len(good) // 2, len(good) - 10, len(good) - 1):
        with pytest.raises(PayloadError):
            parse(material, good[:length])


def test_what_json_forbids_is_refused(material: Material) -> None:
    deep = 100_000
    forbidden = [
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"1e400",
        b"9" * 5000,
        b"[" * deep + b"]" * deep,
        b'{"a":' * deep + b"1" + b"}" * deep,
        b"[" * deep,
        b'"\xff\xfe"',
        b'"\xc3"',
        b'"\xed\xa0\x80"',
        b"'text'",
        b'"text",',
        b'"a\nb"',
    ]
    for value in forbidden:
        with pytest.raises(PayloadError):
            parse(material, with_raw(material, value))


def test_another_encoding_is_refused(material: Material) -> None:
    written = material.good.decode()
    marked = codecs.BOM_UTF8 + material.good
    for body in (marked, written.encode("utf-16"), written.encode("utf-16-le"), written.encode("utf-32")):
        with pytest.raises(PayloadError):
            parse(material, body)


def test_a_value_of_the_wrong_type_harms_nothing(material: Material) -> None:
    for value in (b"null", b"42", b"-0", b"1.5", b"true", b"[]", b'["x"]', b"{}", b'{"id":{}}', b'""', b"9" * 39):
        for event in parse_or_refuse(material, with_raw(material, value)):
            assert event.text is None


def test_of_two_equal_keys_the_last_counts(material: Material) -> None:
    key = next(name for name in (b'"message":', b'"text":') if name in material.good)
    doubled = material.with_text("last").replace(key, key + b'"first",' + key, 1)
    assert [event.text for event in parse(material, doubled)] == ["last"]


# Hostile bodies, made by changing good ones

HOSTILE: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    10**30,
    10**60,
    -(10**18),
    1e308,
    "",
    " ",
    "x",
    "\x00",
    "\ud83d",
    "9" * 400,
    "<script>",
    "../..",
    "2026-13-45T99:99:99Z",
    "0001-01-01T00:00:00+23:59",
    [],
    [None],
    [[]],
    [{}],
    ["x", 1, None],
    {},
    {"id": {}},
    {"id": ["1"]},
    {"data": {"id": None}},
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a JSON value."""
    if path:
        yield path
    for key, member in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from places(member, (*path, key))


def holder_of(content: Any, path: tuple[Any, ...]) -> Any:
    for key in path[:-1]:
        content = content[key]
    return content


@st.composite
def hostile_bodies(draw: st.DrawFn) -> tuple[Material, bytes]:
    material = materials.load(draw(st.sampled_from(registry.PLATFORMS)))
    content = json.loads(draw(st.sampled_from([*(getattr(material, name) for name in BODIES), *material.others])))
    for _ in range(draw(st.integers(1, 4))):
        known = list(places(content))
        if not known:
            break
        path = draw(st.sampled_from(known))
        holder, key = holder_of(content, path), path[-1]
        change = draw(st.sampled_from(("replace", "delete", "repeat", "move")))
        if change == "replace":
            holder[key] = deepcopy(draw(st.sampled_from(HOSTILE)))
        elif change == "delete":
            del holder[key]
        elif change == "repeat":
            holder[key] = [deepcopy(holder[key])] * 3
        else:
            other = draw(st.sampled_from(known))
            holder[key] = deepcopy(holder_of(content, other)[other[-1]])
    return material, json.dumps(content).encode()


@settings(derandomize=True, database=None, deadline=None, max_examples=1500)
@given(hostile_bodies())
def test_a_hostile_body_gives_sound_events_or_is_refused(made: tuple[Material, bytes]) -> None:
    material, body = made
    parse_or_refuse(material, body)


def test_every_single_wrong_value_is_survived(material: Material) -> None:
    """The fuzz above is random; this is not: each place of the good body with each hostile value."""
    for body in (material.good, material.deleted, material.own_post, *material.others):
        content = json.loads(body)
        for path in list(places(content)):
            for value in HOSTILE:
                changed = deepcopy(content)
                holder_of(changed, path)[path[-1]] = value
                parse_or_refuse(material, json.dumps(changed).encode())


# The gateway's layer


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real handler. Nothing of these tests may be stored: the stores are not there."""

    def secrets(platform: str, _now: object, renew: bool) -> Secrets | None:
        return None if renew else materials.load(platform).both

    absent: Any = None
    ports = Ports(mentions=absent, deliveries=absent, secrets=secrets, clock=lambda: NOW)
    monkeypatch.setattr(handler, "ports", lambda: ports)


def deliver(material: Material, body: str, *, base64_flag: bool, to: str | None = None) -> int:
    """The status with which the handler answers a delivery that is signed over the own post's bytes."""
    event = {
        "version": "2.0",
        "rawPath": f"/webhooks/{to or material.name}",
        "pathParameters": {"platform": to or material.name},
        "headers": {
            "Content-Type": "application/json",
            **material.sign(material.own_post, material.secrets[0], NOW),
        },
        "requestContext": {"http": {"method": "POST"}},
        "body": body,
        "isBase64Encoded": base64_flag,
    }
    return handler.handler(event, None)["statusCode"]


@pytest.mark.usefixtures("door")
def test_the_gateways_base64_is_undone_before_the_signature_is_checked(material: Material) -> None:
    plain = material.own_post.decode()
    wrapped = codecs.encode(material.own_post, "base64").decode().replace("\n", "")
    accepted = registry.card(material.name).accepted_status
    assert deliver(material, plain, base64_flag=False) == accepted
    assert deliver(material, wrapped, base64_flag=True) == accepted
    assert deliver(material, wrapped, base64_flag=False) == 401
    assert deliver(material, plain, base64_flag=True) in (400, 401)
    for broken in (wrapped[:-2], wrapped + "!", wrapped[:10] + "\n" + wrapped[10:], "é", "===="):
        assert deliver(material, broken, base64_flag=True) in (400, 401)


@pytest.mark.usefixtures("door")
def test_a_delivery_at_another_platforms_address_is_refused(material: Material) -> None:
    for other in registry.PLATFORMS:
        if other != material.name:
            assert deliver(material, material.own_post.decode(), base64_flag=False, to=other) == 401
