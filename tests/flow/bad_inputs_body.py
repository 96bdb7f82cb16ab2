"""Rows 17 to 31, 33 and 38 to 40: what is well signed and makes no sense, too much of it, and doors that are none."""

import codecs
import gzip
import json
import re
import time
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from functions.ingest.receive import ENTRIES_LIMIT, understand
from infra.local.gateway import HEAD_LIMIT
from shared.domain.mention import State
from shared.platforms import registry
from tests.flow.bad_inputs_stage import TEXT, Stage, planted, written
from tests.support.made import PLATFORM
from tests.support.material import NOW
from tests.support.world import THANKS

MEBIBYTE = 1024 * 1024
AT_ONCE_MS = 150  # 50 on a machine of its own; tests share theirs
KEY = re.compile(r"MENTION#[a-z_]+-[0-9a-f]{20}")


def is_cheap(act: Callable[[], Any], limit_ms: float = AT_ONCE_MS) -> bool:
    """Whether it takes the processor no longer, in one of three tries: others use it too."""
    for _ in range(3):
        began = time.process_time()
        act()
        if (time.process_time() - began) * 1000 < limit_ms:
            return True
    return False


def with_raw(stage: Stage, value: bytes) -> bytes:
    """A good body with these bytes as the JSON value of its text, and the canary in its names."""
    body = stage.material.with_text("MARK")
    return written(planted(json.loads(body))).replace(f'"MARK {TEXT}"'.encode(), value)


def emptied(stage: Stage) -> None:
    """Nothing is stored any more, so that one row can try several bodies."""
    client = stage.world.cloud.client("dynamodb")
    for table in ("MentionsTable", "DeliveriesTable"):
        for row in stage.world.cloud.rows(table):
            client.delete_item(TableName=table, Key={key: row[key] for key in ("pk", "sk")})


def other_encodings(stage: Stage) -> None:
    plain = stage.good.decode()
    for body in (
        codecs.BOM_UTF8 + stage.good,
        plain.encode("utf-16"),
        plain.encode("utf-16-le"),
        stage.good.replace(TEXT.encode(), b"\xff\xfe" + TEXT.encode()),
        stage.good.replace(TEXT.encode(), b"\xed\xa0\x80" + TEXT.encode()),
    ):
        stage.require_kept(body)
        emptied(stage)
    assert stage.deliver(stage.saying("half \ud83d a pair")) == stage.accepted
    assert [one.text for one in stage.mentions()] == [f"half \ufffd a pair {TEXT}"]
    assert stage.kept() == [("lone_surrogate",)]


def hardly_a_body(stage: Stage) -> None:
    """X would sign a body of base64's alphabet for whoever asks for a handshake: at its door that proves nothing."""
    for body in (b"", b" ", b"null", b"[]", f'"{TEXT}"'.encode(), b"42", b"true", b'""'):
        if stage.platform == "x" and body.isalnum():
            stage.require_refused(401, body)
        else:
            stage.require_kept(body)
        emptied(stage)


def truncated(stage: Stage) -> None:
    for length in (1, len(stage.good) // 2, len(stage.good) - 1):
        stage.require_kept(stage.good[:length])
        emptied(stage)


def bottomless(stage: Stage) -> None:
    for deep in (b"[" * 100_000, with_raw(stage, b"[" * 100_000 + b"]" * 100_000), b'{"a":' * 100_000):
        request = stage.material.request(deep)
        assert is_cheap(lambda request=request: understand(request, stage.platform, limit=ENTRIES_LIMIT))
        stage.require_kept(deep)
        emptied(stage)
        assert is_cheap(lambda deep=deep: stage.call(deep.decode(), base64_flag=False, proof={}))
        stage.require_refused(401, deep, {})


def odd_numbers(stage: Stage) -> None:
    for number in (b"9" * 5000, b"1e400", b"-1e400", b"NaN", b"Infinity"):
        stage.require_kept(with_raw(stage, number))
        emptied(stage)
    for number in (b"-0", b"-0.0", b"1e2", b"123456789012345678901234567890"):
        assert stage.deliver(with_raw(stage, number)) == stage.accepted
        assert all(one.text is None for one in stage.mentions())
        assert len(stage.mentions()) + len(stage.kept()) >= 1
        emptied(stage)


def equal_keys(stage: Stage) -> None:
    body = stage.saying("last")
    key = next(name for name in (b'"message": ', b'"text": ') if name in body)
    doubled = body.replace(key, key + b'"first", ' + key, 1)
    for _ in range(2):
        assert stage.deliver(doubled) == stage.accepted
    assert [one.text for one in stage.mentions()] == [f"last {TEXT}"]
    assert stage.kept() == []


def too_large(stage: Stage) -> None:
    def never(*_arguments: object) -> None:
        raise AssertionError("a body that is too large was looked at")

    for name in ("verify", "parse"):
        stage.monkeypatch.setattr(registry.webhook(stage.platform), name, never)
    for size in (MEBIBYTE + 1, 10_000_000):
        stage.require_refused(413, TEXT.encode() + b" " * (size - len(TEXT)))
    stage.monkeypatch.undo()


def several(stage: Stage, count: int) -> bytes:
    """A delivery of so many entries, each the first of the material's batch under an id of its own."""
    content = planted(json.loads(stage.material.batch))
    native = stage.material.batch_ids[0].rpartition(":")[2]
    entries = _list_with(content, f'"{native}"')
    assert entries is not None
    first = json.dumps(entries[0])
    entries[:] = [json.loads(first.replace(f'"{native}"', f'"{native[:-1]}{1_000_000 + n}"')) for n in range(count)]
    return json.dumps(content, separators=(",", ":")).encode()


def _list_with(content: Any, mark: str) -> list[Any] | None:
    """The innermost list with an object that holds this mark."""
    members = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    for member in members:
        found = _list_with(member, mark)
        if found is not None:
            return found
    holds = isinstance(content, list) and any(isinstance(one, dict) and mark in json.dumps(one) for one in content)
    return content if holds else None


def many_entries(stage: Stage) -> None:
    """The rest of the batch's own entries comes along, but never more than a thousand in all."""
    others = len(stage.material.batch_ids) - _of_one_list(stage)
    full = several(stage, ENTRIES_LIMIT - others)
    assert stage.deliver(full) == stage.accepted
    parts = [row for row in stage.world.cloud.rows("DeliveriesTable") if "events" in row]
    assert sum(len(part["events"]["L"]) for part in parts) == ENTRIES_LIMIT
    assert stage.kept() == []
    emptied(stage)
    stage.require_kept(several(stage, ENTRIES_LIMIT + 1))
    assert not [row for row in stage.world.cloud.rows("DeliveriesTable") if "events" in row]
    emptied(stage)
    content = json.loads(stage.material.batch)
    entries = _list_with(content, f'"{stage.material.batch_ids[0].rpartition(":")[2]}"')
    assert entries is not None
    for tiny in ({}, 1, TEXT, []):
        entries[:] = [tiny] * ((MEBIBYTE - 1000) // (len(json.dumps(tiny)) + 1))  # half a million of the smallest
        body = json.dumps(content, separators=(",", ":")).encode()
        request = stage.material.request(body)
        assert is_cheap(lambda request=request: understand(request, stage.platform, limit=ENTRIES_LIMIT), 1000)
        stage.require_kept(body)
        emptied(stage)


def _of_one_list(stage: Stage) -> int:
    """How many of the batch's ids stand in the list that `several` fills."""
    content = json.loads(stage.material.batch)
    entries = _list_with(content, f'"{stage.material.batch_ids[0].rpartition(":")[2]}"')
    return len(entries or ())


def one_long_text(stage: Stage) -> None:
    assert stage.deliver(stage.saying("a" * 500_000)) == stage.accepted
    (mention,) = stage.mentions()
    assert mention.text is not None
    assert (len(mention.text), mention.text[-3:]) == (10_000, "[…]"[-3:])
    assert stage.kept() == []


def compressed(stage: Stage) -> None:
    bomb = gzip.compress(b" " * 50_000_000 + TEXT.encode())
    for body, coding in ((gzip.compress(stage.good), "gzip"), (bomb, "gzip"), (zlib.compress(stage.good), "deflate")):
        stage.require_refused(415, body, {**stage.proof(body), "content-encoding": coding})
    assert stage.deliver(stage.good, {**stage.proof(stage.good), "content-encoding": "identity"}) == stage.accepted


def other_content_types(stage: Stage) -> None:
    """One rule: the type is not asked, the body decides."""
    for body, kind in (
        (f"payload=%7B%7D&text={TEXT}".encode(), "application/x-www-form-urlencoded"),
        (f"<mention>{TEXT}</mention>".encode(), "application/xml"),
    ):
        assert stage.deliver(body, content_type=kind) == stage.accepted
    assert len(stage.kept()) == 2
    for kind in ("text/xml", "text/plain", "application/octet-stream", ""):
        assert stage.deliver(stage.good, content_type=kind) == stage.accepted
    assert len(stage.mentions()) == 1


def a_thousand_times(stage: Stage) -> None:
    """One after the other here; at once, on the whole system: tests/flow/test_promises.py."""
    proof = stage.proof(stage.good)
    times = 1000 if stage.platform == PLATFORM else 100
    assert {stage.deliver(stage.good, proof) for _ in range(times)} == {stage.accepted}
    assert (len(stage.mentions()), stage.kept()) == (1, [])


def same_id_other_text(stage: Stage) -> None:
    for text in ("the first", "another"):
        assert stage.deliver(stage.saying(text)) == stage.accepted
    assert [one.text for one in stage.mentions()] == [f"the first {TEXT}"]
    assert stage.take_log().count('"Conflicts": 1') == 1


def strange_ids(stage: Stage) -> None:
    content = planted(json.loads(stage.material.good))
    native = stage.material.good_is["external_id"].rpartition(":")[2]
    for strange in (
        None,
        "",
        "a" * 3000,
        "a#b",
        "a/b",
        "a\nb",
        "a\x00b",
        "../..",
        "MENTION#x",
        TEXT,
        "\ud83d",
        7,
        ["x"],
    ):
        assert stage.deliver(written(_with_id(content, native, strange))) == stage.accepted
        rows = stage.world.cloud.rows("MentionsTable")
        assert len(rows) + len(stage.kept()) >= 1
        for row in rows:
            assert KEY.fullmatch(row["pk"]["S"])
            assert (row["sk"]["S"], row["platform"]["S"]) == ("HEAD", stage.platform)
        emptied(stage)


def _with_id(content: Any, native: str, strange: Any) -> Any:
    """The content with another value wherever the id stood; without it, if that is None."""
    if isinstance(content, list):
        return [strange if one == native else _with_id(one, native, strange) for one in content]
    if not isinstance(content, dict):
        return content
    kept = {key: value for key, value in content.items() if value != native or strange is not None}
    return {key: strange if value == native else _with_id(value, native, strange) for key, value in kept.items()}


def old_or_ahead(stage: Stage) -> None:
    """An event of now would be acknowledged; of a week ago or of tomorrow a person has it."""
    for at, state, reason in (
        (NOW, State.ACKNOWLEDGING, "thanks"),
        (NOW + timedelta(days=8), State.IN_REVIEW, "not_fresh"),
        (NOW - timedelta(days=1), State.IN_REVIEW, "dated_ahead"),
    ):
        stage.world.clock.at = at
        assert stage.deliver(stage.saying(THANKS)) == stage.accepted
        stage.world.triage_all()
        (mention,) = stage.mentions()
        assert mention.decision is not None
        assert (mention.state, mention.decision.reason) == (state, reason)
        emptied(stage)


def own_echo(stage: Stage) -> None:
    assert stage.deliver(stage.plant(stage.material.own_post)) == stage.accepted
    stage.run()
    assert (stage.mentions(), stage.kept(), stage.world.tool.posted) == ([], [], 0)


def no_such_door(stage: Stage) -> None:
    proof = stage.proof(stage.good)
    for path in (
        f"/webhooks/{TEXT}",
        "/webhooks/",
        "/webhooks",
        f"/webhooks//{stage.platform}",
        f"/webhooks/..%2f{stage.platform}",
        f"/webhooks/%2e%2e/{stage.platform}",
        f"/webhooks/{stage.platform}%00",
        f"/webhooks/{stage.platform}/a/b",
        f"/webhooks/{stage.platform}/a%0Ab",
        f"/webhooks/{stage.platform.upper()}",
        "/webhooks/" + "a" * 8_000,
    ):
        assert stage.ask(stage.good, proof, target=path).status == 404, path
    assert stage.rows() == ([], [])


def other_methods(stage: Stage) -> None:
    for method in ("GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "POSTS"):
        assert stage.deliver(stage.good, method=method) in (404, 405), method
    assert stage.rows() == ([], [])


def large_headers(stage: Stage) -> None:
    proof = stage.proof(stage.good)
    for size in (HEAD_LIMIT, HEAD_LIMIT * 10):
        assert stage.ask(stage.good, {**proof, "x-large": "a" * size}).status == 431
    used = sum(len(f"{name}{value}") for name, value in proof.items()) + 300
    assert stage.deliver(stage.good, {**proof, "x-large": "a" * (HEAD_LIMIT - used)}) == stage.accepted
    assert stage.deliver(stage.good, {stage.material.signature_header: "a" * (HEAD_LIMIT - 500)}) == 401
    assert len(stage.mentions()) == 1
