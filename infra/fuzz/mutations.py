"""What is done to a body: to its members while it is a value, and to its bytes once it is written."""

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

TEXT_NAMES = frozenset(
    "bio description full_text handle message name screen_name sender_name text title username".split()
)
RAW = "\x01raw{}\x01"  # a text that stands for bytes which JSON's writer cannot write
RAW_VALUES = (
    *(b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e999999", b"-0", b"1E-400", b"01", b"+1", b".5", b"0x10"),
    *(b"9" * 39, b"-" + b"9" * 38, b"1" * 5000, b"1." + b"0" * 400, b"'a'", b"undefined", b"", b'"\xff"', b'"\x00"'),
    *(
        b'"\\ud800"',
        b'"\\udc00\\ud800"',
        b'"\xed\xa0\x80"',
        b'"\\x41"',
        b'"\\u00"',
        b'{"a":1,"a":2}',
        b"[1,]",
        b"/**/1",
    ),
)
ODD_VALUES = (
    *(None, True, False, 0, 1, -1, 2**31, 2**53 + 1, 2**63, 10**37, -(10**20), 253402300800, 1e308, 0.5, -0.0),
    *("", " ", "null", "true", "0", "[]", [], {}, [[]], [{}], [None], [""], {"": ""}, {"id": {}}, [0] * 30),
)
ODD_IDS = (
    *(
        "a#b",
        "a|b",
        "a:b",
        "a/b",
        "../..",
        "a b",
        " a",
        "a\n",
        "a\x1fb",
        "\x00",
        "\u200b",
        "\u202e",
        "é",
        "ａ",
        "#",
        "|",
    ),
    *(
        "MENTION#x",
        "x" * 512,
        "x" * 513,
        "é" * 256,
        "é" * 257,
        "0",
        "00",
        "-1",
        "1e5",
        "1" * 39,
        "None",
        "{0}",
        "$(id)",
    ),
    *(0, -1, 17, 10**19, 10**38, 1.0, True, None, ["1"], {"id": "1"}, "\ud800", "x\udfff"),
)
ODD_TIMES = (
    *(0, -1, 1, 10**10, 10**11, 10**12, 10**15, 10**18, 10**37, -(10**13), 1.5, "0", "1e3", "9" * 39, "", "now"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-30T00:00:00Z", "2026-11-02", "2026-W45"),
    *("2026-11-02T09:00:00", "20261102T090000Z", "Mon Nov 02 09:00:00 +0000 2026", "Mon Jan 01 00:00:00 +2359 0001"),
    *("２０２６-11-02T09:00:00Z", "2026-11-02T09:00:00.123456789Z", "2026-11-02T24:00:00Z", "2026-11-02T09:00:60Z"),
)
ODD_TEXTS = (
    *(
        "\x00",
        "\u202e",
        "🙏🏽👩‍👩‍👧‍👦",
        "e\u0301" * 300,
        "{0.__class__}",
        "%s%n",
        "<script>",
        "&amp;&#0;&#x110000;",
        "\r\n\r\n",
        "\ud83d",
    ),
    *("x" * 9_990, "é" * 12_000, "\U0001f600" * 3_000, "&lt;" * 4_000, "@ourshop", "", "\ufeff", "\\u0041", "$ref"),
)
ENORMOUS_TEXT_RATE, FLOOD_RATE, GREAT_FLOOD_RATE = 0.02, 0.1, 0.03
ENORMOUS_TEXT = (100_001, 300_000)
GREAT_FLOODS = (999, 1000, 1001)
LARGEST_FLOOD = 1024 * 1024
SLOTS_LOOKED_AT = 1000

Slot = tuple[Any, Any]  # a list or an object, and a key in it


@dataclass(frozen=True, slots=True)
class Material:
    """What mutations put in. `another` gives another body of the platform."""

    canary: str
    words: tuple[str, ...]
    another: Callable[[], Any]


def plant(random: Random, content: Any, canary: str) -> None:
    """Puts the canary in front of most texts, names and handles."""
    for holder, key in slots([content]):
        if key in TEXT_NAMES and isinstance(holder[key], str) and random.random() < 0.8:
            holder[key] = f"{canary} {holder[key]}"


def slots(root: list[Any]) -> list[Slot]:
    """Every place of a value, the whole one first."""
    found: list[Slot] = []
    waiting: list[Any] = [root]
    for holder in waiting:  # it grows while it is read
        members = holder.items() if type(holder) is dict else enumerate(holder)
        for key, value in members:
            found.append((holder, key))
            if type(value) is dict or type(value) is list:
                waiting.append(value)
        if len(found) > SLOTS_LOOKED_AT:
            break
    return found


def mutate(random: Random, root: list[Any], material: Material) -> str:
    """Changes one thing and tells what: the mutation and the member's name."""
    places = slots(root)
    holder, key = random.choice(places)
    (change,) = random.choices(CHANGES, WEIGHTS)
    with suppress(ValueError, RecursionError):  # a value that holds itself since an earlier swap
        change(random, holder, key, places, material)
    return f"{change.__name__[1:]}:{key}"


def _drop(_random: Random, holder: Any, key: Any, _places: list[Slot], _material: Material) -> None:
    if len(holder) > 1 or isinstance(holder, dict):
        del holder[key]


def _rename(random: Random, holder: Any, key: Any, _places: list[Slot], material: Material) -> None:
    if isinstance(holder, dict):
        names = (
            material.canary,
            "",
            key.upper(),
            f"{key} ",
            f"\ufeff{key}",
            "__proto__",
            random.choice(material.words),
        )
        holder[random.choice(names)] = holder.pop(key)


def _retype(random: Random, holder: Any, key: Any, _places: list[Slot], _material: Material) -> None:
    old = holder[key]
    kinds = (str(old)[:100], [old], {"id": old}, len(str(old)[:100]), isinstance(old, str), float(len(str(old)[:100])))
    holder[key] = random.choice(kinds)


def _make_odd(random: Random, holder: Any, key: Any, _places: list[Slot], _material: Material) -> None:
    holder[key] = deepcopy(random.choice(ODD_VALUES))


def _make_raw(random: Random, holder: Any, key: Any, _places: list[Slot], _material: Material) -> None:
    holder[key] = RAW.format(random.randrange(len(RAW_VALUES)))


def _make_word(random: Random, holder: Any, key: Any, _places: list[Slot], material: Material) -> None:
    holder[key] = random.choice(material.words)


def _make_text(random: Random, holder: Any, key: Any, places: list[Slot], material: Material) -> None:
    holder, key = _place_of(random, places, lambda name: name in TEXT_NAMES) or (holder, key)
    text = random.choice(ODD_TEXTS)
    if random.random() < ENORMOUS_TEXT_RATE:
        text = "x" * random.choice(ENORMOUS_TEXT)
    holder[key] = material.canary + text


def _make_id(random: Random, holder: Any, key: Any, places: list[Slot], _material: Material) -> None:
    place = _place_of(random, places, lambda name: name == "mid" or "id" in name.rpartition("_")[2])
    holder, key = place or (holder, key)
    holder[key] = deepcopy(random.choice(ODD_IDS))


def _make_time(random: Random, holder: Any, key: Any, places: list[Slot], _material: Material) -> None:
    holder, key = _place_of(random, places, lambda name: "time" in name or name.endswith("_at")) or (holder, key)
    holder[key] = random.choice(ODD_TIMES)


def _nest(random: Random, holder: Any, key: Any, _places: list[Slot], _material: Material) -> None:
    for _ in range(random.choice((1, 1, 1, 2, 5, 27, 32, 40, 200))):
        holder[key] = random.choice(([holder[key]], {"data": holder[key]}))


def _unnest(random: Random, holder: Any, key: Any, _places: list[Slot], _material: Material) -> None:
    inner = holder[key]
    if isinstance(inner, dict | list) and inner:
        holder[key] = random.choice([*inner.values()] if isinstance(inner, dict) else inner)


def _swap(random: Random, holder: Any, key: Any, places: list[Slot], _material: Material) -> None:
    other, there = random.choice(places)
    holder[key], other[there] = other[there], holder[key]


def _splice(random: Random, holder: Any, key: Any, _places: list[Slot], material: Material) -> None:
    """A part of another body, in the place of its namesake there, else anywhere."""
    others = slots([material.another()])
    namesakes = [(there, name) for there, name in others if name == key] or others
    there, name = random.choice(namesakes)
    holder[key] = there[name]


def _merge(random: Random, holder: Any, key: Any, places: list[Slot], material: Material) -> None:
    """The members of an object of another body beside those of one here."""
    objects = [where[name] for where, name in slots([material.another()]) if isinstance(where[name], dict)]
    mine = [where[name] for where, name in places if isinstance(where[name], dict)]
    if objects and mine:
        random.choice(mine).update(random.choice(objects))
    else:
        holder[key] = material.another()


def _repeat(random: Random, holder: Any, key: Any, places: list[Slot], _material: Material) -> None:
    """A member of a list several times, or an object as a list: as it is, or each with ids of its own."""
    objects = [(where, name) for where, name in places if isinstance(where[name], dict)]
    members = [place for place in objects if isinstance(place[0], list) and place[0] is not places[0][0]]
    holder, key = random.choice(members or objects or [(holder, key)])
    written = json.dumps(holder[key])
    if not members:
        holder[key] = chosen = [holder[key]]
    else:
        chosen = holder
    if random.random() >= FLOOD_RATE:
        chosen.insert(0, json.loads(random.choice((written, _renumbered(written, 1)))))
        return
    count = random.choice(GREAT_FLOODS) if random.random() < GREAT_FLOOD_RATE else random.randint(20, 40)
    if len(written) * count <= LARGEST_FLOOD:
        chosen.extend(json.loads(_renumbered(written, number)) for number in range(count))


def _renumbered(written: str, number: int) -> str:
    """JSON with another number at the end of its ids: ours end in the samples' suffix, others as it happens."""
    return written.replace('0"', f'0{number}"').replace('7"', f'7{number}"')


def _shuffle(random: Random, holder: Any, key: Any, _places: list[Slot], _material: Material) -> None:
    inner = holder[key]
    if isinstance(inner, dict):
        members = list(inner.items())
        random.shuffle(members)
        inner.clear()
        inner.update(members)
    elif isinstance(inner, list):
        random.shuffle(inner)


CHANGES, WEIGHTS = zip(
    (_drop, 12),
    (_rename, 10),
    (_retype, 10),
    (_make_odd, 12),
    (_make_raw, 5),
    (_make_word, 12),
    (_make_text, 8),
    (_make_id, 10),
    (_make_time, 6),
    (_nest, 4),
    (_unnest, 3),
    (_swap, 5),
    (_splice, 8),
    (_merge, 4),
    (_repeat, 14),
    (_shuffle, 1),
    strict=True,
)


def _place_of(random: Random, places: list[Slot], fits: Callable[[str], bool]) -> Slot | None:
    """A place whose name fits."""
    fitting = [(holder, key) for holder, key in places if isinstance(key, str) and fits(key)]
    return random.choice(fitting) if fitting else None


def write(random: Random, content: Any) -> bytes:
    """The value as JSON, in one of the ways in which senders write it; an empty body if it cannot be written."""
    ascii_only, separators = random.random() < 0.5, random.choice(((",", ":"), None))
    try:
        written = json.dumps(content, ensure_ascii=ascii_only, separators=separators)
    except (ValueError, RecursionError):  # a value that holds itself
        return b""
    body = written.encode("utf-8", "surrogatepass")
    if b"\\u0001raw" in body:
        for number, value in enumerate(RAW_VALUES):
            body = body.replace(json.dumps(RAW.format(number)).encode(), value)
    return body


def mutate_bytes(random: Random, body: bytes) -> tuple[str, bytes]:
    """The body after one change, and its name."""
    name = random.choice(tuple(BYTES))
    return f"bytes:{name}", BYTES[name](random, body)


def _flipped(random: Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(random.choice((1, 1, 3)) if body else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _inserted(random: Random, body: bytes) -> bytes:
    at = random.randint(0, len(body))
    return (
        body[:at]
        + random.choice((b"\x00", b"\xff", b"\xc0\x80", b'"', b"\\", b"{", b"]", b",", b"\xed\xa0\x80"))
        + body[at:]
    )


def _without_a_piece(random: Random, body: bytes) -> bytes:
    at = random.randint(0, len(body))
    return body[:at] + body[at + random.choice((1, 1, 2, 20)) :]


def _with_a_key_twice(random: Random, body: bytes) -> bytes:
    """Some key of the body once more, in front of some object's first."""
    keys = [piece for piece in body.split(b'"')[1::2] if 0 < len(piece) < 40]
    openings = [at for at in range(len(body)) if body[at : at + 2] == b'{"'] if len(body) < 20_000 else []
    if not keys or not openings:
        return body
    at = random.choice(openings) + 1
    return (
        body[:at]
        + b'"'
        + random.choice(keys)
        + b'":'
        + random.choice((b"null", b"1", b'"x"', b"[]", b"{}"))
        + b","
        + body[at:]
    )


def _wrapped(random: Random, body: bytes) -> bytes:
    depth = random.choice((1, 25, 31, 32, 33, 1000, 50_000))
    return b"[" * depth + body + b"]" * depth


BYTES: dict[str, Callable[[Random, bytes], bytes]] = {
    "flipped": _flipped,
    "inserted": _inserted,
    "a piece out": _without_a_piece,
    "cut": lambda random, body: body[: random.randint(0, len(body))],
    "a key twice": _with_a_key_twice,
    "wrapped": _wrapped,
    "BOM": lambda _random, body: b"\xef\xbb\xbf" + body,
    "UTF-16": lambda _random, body: body.decode("utf-8", "replace").encode("utf-16"),
    "latin-1": lambda _random, body: body.decode("utf-8", "replace").encode("latin-1", "replace"),
    "spaces": lambda _random, body: b" \r\n\t" + body + b"\n\n",
    "two": lambda _random, body: body + body,
    "lines": lambda _random, body: body + b"\n" + body,
    "a tail": lambda random, body: body + random.choice((b"\x00", b"}", b"]", b";", b"\x1a", b"null")),
    "a form": lambda _random, body: b"payload=" + body,
    "nothing": lambda _random, _body: b"",
    "a word": lambda random, _body: random.choice((b"null", b"true", b"0", b'""', b"[]", b"{}", b"aaaa", b"-", b" ")),
}
