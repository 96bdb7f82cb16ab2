"""Deliveries that were not understood: the list, and one of them with its body made harmless to read."""

import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from functions.desk.act import Ports, name_of
from functions.desk.languages import gettext
from functions.desk.oversight_words import BECAME, KEPT_FOR
from functions.desk.replies import platform_title
from functions.desk.words import spaced
from shared.aws.deliveries import Decided, Kept, Listed
from shared.domain.arrival import well_formed

PAGES = 20  # of the table, each of at most 1 MB: more would keep the reader waiting
ROWS = 100  # shown at most
DECISIONS = 50  # read, the newest
BODY_LIMIT = 100_000  # characters shown of one body
SHOWN_HEADERS = ("content-type", "content-length", "user-agent")  # the others may hold a signature or a token
# signs that turn text round, hide it or move the cursor; they are shown by their numbers
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True)
class Entry:
    """A row of the list. `reasons` are words, each with a detail that is foreign text."""

    delivery: Listed
    title: str
    address: str
    reasons: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Decision:
    """What somebody decided; `addresses` are those of the deliveries. `by` is empty for the command line."""

    decided: Decided
    by: str
    became: str
    left_for: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Opened:
    """One delivery. `headers` have None where the value is not shown; `is_cut` says that the body is longer."""

    kept: Kept
    title: str
    reasons: Sequence[tuple[str, str]]
    headers: Sequence[tuple[str, str | None]]
    body: str
    is_cut: bool


def listed(ports: Ports) -> tuple[list[Entry], int, bool]:
    """The newest deliveries, how many were found, and whether the whole table was searched."""
    found, is_whole = ports.deliveries.listed(PAGES)
    entries = [
        Entry(one, platform_title(one.platform), address(one.delivery_id), _reasons(one.reasons)) for one in found
    ]
    return entries[:ROWS], len(found), is_whole


def decisions(ports: Ports, delivery_id: str = "") -> list[Decision]:
    """The newest decisions; only those about one delivery if it is named."""
    names = cache(lambda staff_id: name_of(ports, staff_id) if staff_id else "")
    found = (one for one in ports.deliveries.decisions(DECISIONS) if not delivery_id or delivery_id in one.what)
    return [
        Decision(one, names(one.by), gettext(BECAME[one.became]) if one.became else "", _reasons(one.left_for))
        for one in found
    ]


def opened(kept: Kept) -> Opened:
    body = readable(kept.body)
    return Opened(
        kept=kept,
        title=platform_title(kept.platform),
        reasons=_reasons(kept.reasons),
        headers=[(name, value if name in SHOWN_HEADERS else None) for name, value in sorted(kept.headers.items())],
        body=body[:BODY_LIMIT],
        is_cut=len(body) > BODY_LIMIT,
    )


def readable(body: bytes) -> str:
    """The body as text: JSON with a line for each member, anything else as it is. Signs that deceive are numbers."""
    written = body.decode("utf-8", "replace")
    with suppress(ValueError, RecursionError):  # what is no JSON stays as it came
        written = json.dumps(json.loads(written), indent=2, ensure_ascii=False)
    return UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", well_formed(written))


def address(delivery_id: str) -> str:
    """Where its page is."""
    platform, _, name = delivery_id.partition("#")
    return f"/quarantine/{platform}/{name}"


def _reasons(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Why a delivery was kept: in words, and a detail that is foreign text."""
    parted = [code.partition(":") for code in codes]
    return [(gettext(KEPT_FOR.get(name, "")) or spaced(name).capitalize(), detail) for name, _, detail in parted]
