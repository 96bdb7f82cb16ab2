"""Replies that a team has written beforehand, for people to begin from. Pure: their slots, and how they are filled."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.assessment import Topic
from shared.errors import InputError

SLOTS = ("author", "brand", "staff")
SLOT = re.compile(r"\{([^{}]*)\}")
BRACES = re.compile(r"[{}]")
NAME_LIMIT = 80  # characters of a stranger's name that are taken over
REVIEW_AFTER = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReply:
    """`language` and `topic` are None where it suits any. `reviewed_at` is when somebody last found it right."""

    saved_id: str
    brand: str
    title: str
    text: str
    owner: str
    reviewed_at: datetime
    version: int
    language: str | None = None
    topic: Topic | None = None

    def is_to_be_reviewed(self, now: datetime) -> bool:
        return now - self.reviewed_at > REVIEW_AFTER


def require_known_slots(text: str) -> None:
    """InputError for a slot that nobody fills, and for a brace that belongs to none."""
    for slot in SLOT.finditer(text):
        if slot[1] not in SLOTS:
            known = ", ".join(f"{{{name}}}" for name in SLOTS)
            raise InputError("text", f"{slot[0][:NAME_LIMIT]} is no variable: there are {known}")
    if BRACES.search(SLOT.sub("", text)):
        raise InputError("text", "a brace stands alone: write { and } only around a variable")


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """The text with its slots filled, in one pass: what stands in a value is never read as a slot.

    A slot whose value is not known stays open; the linter points at it.
    """
    return SLOT.sub(lambda slot: plain_name(values.get(slot[1]) or "") or slot[0], text)


def plain_name(name: str) -> str:
    """A name in one line, without signs that are not seen: those can turn the words around it about."""
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in name)
    return " ".join(seen.split())[:NAME_LIMIT].strip()


def fitting(replies: Sequence[SavedReply], language: str, topic: str) -> tuple[list[SavedReply], list[SavedReply]]:
    """Those that suit a message of this language and topic, the closest first; and the others, in order."""
    fit = [one for one in replies if one.language in (None, language) and one.topic in (None, topic)]
    fit.sort(key=lambda one: (one.topic is None, one.language is None, one.title.casefold()))
    others = [one for one in replies if one not in fit]
    others.sort(key=lambda one: (one.language not in (None, language), one.title.casefold()))
    return fit, others
