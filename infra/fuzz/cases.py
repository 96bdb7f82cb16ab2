"""Requests for the door, each made from its number: samples and real deliveries, mutated, signed, and sometimes odd.

The same number gives the same request for ever, as long as the samples, the folder of real deliveries
beside the repository (which may be absent) and the platforms do not change.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from infra.fuzz import events, mutations
from infra.samples import library
from infra.simulate.kernel import START as NOW
from shared.platforms import registry

REAL_DELIVERIES = Path(__file__).resolve().parents[3] / "shared" / "payloads"
MEBIBYTE = 1024 * 1024
GIANT_RATE = 1 / 2000  # each costs as much as a hundred others
ODD_BYTES_RATE, ODD_REQUEST_RATE, FOREIGN_RATE, REAL_RATE, KEEP_ALL_RATE = 0.2, 0.2, 0.02, 0.4, 0.1
HOW_MANY = ((0, 1, 2, 3, 5, 8), (10, 40, 20, 15, 10, 5))  # mutations of one body, and how often
SUFFIX = "7"


@dataclass(frozen=True, slots=True)
class Case:
    """One request. `sent` are the bytes that were signed; `right` the statuses that are right for it.

    `canary` stands in names, handles, texts, keys and headers that must not get into a log. `done` tells
    how it was made. `keep_all`: the deployment keeps every delivery.
    """

    number: int
    platform: str
    event: dict[str, Any]
    sent: bytes
    right: frozenset[int]
    canary: str
    done: tuple[str, ...]
    keep_all: bool


def make(number: int) -> Case:
    """The case of this number."""
    random = Random(number)
    canary = f"canary{number}q"
    platform = random.choice(registry.PLATFORMS)
    done: list[str] = []
    if random.random() < GIANT_RATE:
        name, sent = _giant(random, platform)
        done.append(name)
    else:
        sent = _body(random, platform, canary, done)
    keep_all = random.random() < KEEP_ALL_RATE
    odd = random.random() < ODD_REQUEST_RATE
    event, right = events.make(random, platform, sent, canary, NOW, done, odd=odd)
    return Case(number, platform, event, sent, right, canary, tuple(done), keep_all)


def _body(random: Random, platform: str, canary: str, done: list[str]) -> bytes:
    origin = random.choice(registry.PLATFORMS) if random.random() < FOREIGN_RATE else platform
    content = json.loads(random.choice(sources(origin, real=random.random() < REAL_RATE)))
    material = mutations.Material(canary, words(), lambda: json.loads(random.choice(sources(platform, real=False))))
    mutations.plant(random, content, canary)
    (count,) = random.choices(*HOW_MANY)
    root = [content]
    for _ in range(count):
        done.append(mutations.mutate(random, root, material))
    body = mutations.write(random, root[0])
    if random.random() < ODD_BYTES_RATE:
        name, body = mutations.mutate_bytes(random, body)
        done.append(name)
    return body[: MEBIBYTE + 1]


@cache
def sources(platform: str, *, real: bool) -> tuple[bytes, ...]:
    """The bodies that cases of a platform are made of: our samples, or the real deliveries where there are any."""
    if real:
        found = tuple(path.read_bytes() for path in sorted((REAL_DELIVERIES / platform).glob("*.json")))
        readable = tuple(body for body in found if _is_json(body))
        return readable or sources(platform, real=False)
    now = NOW - timedelta(seconds=5)
    return tuple(sample.body(now, SUFFIX) for sample in library.load(platform) if sample.method == "POST")


@cache
def words() -> tuple[str, ...]:
    """Names of members, kinds and verbs of all platforms: what a mutation puts in another's place."""
    bodies = [
        body for platform in registry.PLATFORMS for real in (False, True) for body in sources(platform, real=real)
    ]
    found = re.findall(r'"([a-z][a-z_.-]{1,39})"', " ".join(body.decode("utf-8", "replace") for body in bodies))
    return tuple(sorted(set(found)))


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def _giant(random: Random, platform: str) -> tuple[str, bytes]:
    """A body about as large as the door takes, of one kind."""
    size = random.choice((MEBIBYTE - 1, MEBIBYTE, MEBIBYTE, MEBIBYTE, MEBIBYTE + 1, 300_000))
    name = random.choice(tuple(GIANTS))
    body = GIANTS[name](random, random.choice(sources(platform, real=False)), size)
    return f"giant:{name}", body[:size]


def _random_letters(letters: str) -> Callable[[Random, bytes, int], bytes]:
    """Text of these letters in no order: what compressing takes longest over, or saves nothing on."""
    return lambda random, _body, size: b'"' + "".join(random.choices(letters, k=size - 2)).encode() + b'"'


def _repeated(unit: bytes) -> Callable[[Random, bytes, int], bytes]:
    return lambda _random, _body, size: unit * (size // len(unit) + 1)


def _listed(member: str) -> Callable[[Random, bytes, int], bytes]:
    """As many members as `load_json` just takes, or a few more."""

    def make_list(random: Random, _body: bytes, _size: int) -> bytes:
        count = random.choice((24_000, 48_000, 50_001))
        return ("[" + ",".join(member.replace("N", str(number)) for number in range(count)) + "]").encode()

    return make_list


def _batch(_random: Random, body: bytes, size: int) -> bytes:
    """The lists of a delivery, filled until it is as large as may be."""
    longest = max(re.findall(rb"\[(\{.*\})\]", body), key=len, default=b"{}")
    return body.replace(longest, b",".join([longest] * (size // (len(longest) + 1))))


GIANTS: dict[str, Callable[[Random, bytes, int], bytes]] = {
    "spaces": lambda _random, body, size: body + b" " * (size - len(body)),
    "text": lambda _random, body, size: body[:-1] + b',"more":"' + b"x" * (size - len(body) - 10) + b'"}',
    "batch": _batch,
    "opened": _repeated(b"["),
    "opened and closed": _repeated(b"[]"),
    "closed": _repeated(b"}"),
    "objects": _repeated(b'{"":""}'),
    "strings": _repeated(b'""'),
    "quotes and commas": _repeated(b'",'),
    "backslashes": _repeated(b"\\"),
    "surrogates": lambda _random, _body, size: b'"' + b"\\ud800" * ((size - 2) // 6) + b'"',
    "digits": _repeated(b"1"),
    "nothing": _repeated(b"\0"),
    "many lists": _listed("[]"),
    "many objects": _listed('{"a":1}'),
    "many names": lambda _random, _body, _size: (
        "{" + ",".join(f'"k{number}":"v{number}"' for number in range(45_000)) + "}"
    ).encode(),
    "many fractions": _listed("N.123456789e5"),
    "two letters": _random_letters("01"),
    "ten letters": _random_letters("0123456789"),
    "all letters": _random_letters("".join(map(chr, range(35, 92)))),
    "bytes": lambda random, _body, size: random.randbytes(size),
}
