"""What an address asks of the list beyond its folder: filters, a search, and where to go on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from shared.domain import times
from shared.domain.assessment import Topic, Urgency
from shared.domain.case import Case
from shared.errors import RequestError
from shared.platforms import registry

SEARCH_LIMIT = 100  # characters of a search
LANGUAGE = re.compile(r"[a-z]{2,3}|other", re.ASCII)
OWNER = re.compile(r"[\x21-\x7e]{1,120}", re.ASCII)
# filters by an attribute of the case, and what each may be
ALLOWED: dict[str, Sequence[str]] = {
    "platform": registry.PLATFORMS,
    "urgency": [urgency.value for urgency in Urgency],
    "topic": [topic.value for topic in Topic],
}
# where the list goes on: the deadline of the last row, and how many rows with that deadline were shown
WRITTEN = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
MARK = re.compile(r"(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)~(\d{1,3})", re.ASCII)


@dataclass(frozen=True)
class Mark:
    due_at: datetime
    shown: int

    def __str__(self) -> str:
        return f"{times.to_text(self.due_at)}~{self.shown}"


@dataclass(frozen=True)
class Asked:
    """`where` are attributes of the case; `owner` is a staff id, `acknowledged` is yes, no or empty."""

    where: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    acknowledged: str = ""
    author: str = ""
    text: str = ""
    after: Mark | None = None

    @property
    def is_search(self) -> bool:
        """Whether an answer needs more than the cases of one folder as they stand in the index."""
        return bool(self.author or self.text or self.acknowledged)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.where or self.owner or self.is_search)


PLAIN = Asked()
NAMES = ("platform", "urgency", "topic", "language", "owner", "acknowledged", "author", "text")


def read(query: Mapping[str, str]) -> Asked:
    """What the address says. RequestError for what means nothing."""
    where = {name: query[name] for name in (*ALLOWED, "language") if query.get(name)}
    for name, value in where.items():
        if name in ALLOWED and value not in ALLOWED[name]:
            raise RequestError(name, f"it must be one of {', '.join(ALLOWED[name])}")
    if not LANGUAGE.fullmatch(where.get("language", "other")):
        raise RequestError("language", "it must be a language such as en, or other")
    owner, acknowledged = query.get("owner", ""), query.get("acknowledged", "")
    if owner and not OWNER.fullmatch(owner):
        raise RequestError("owner", "it must be the id of somebody on the staff list")
    if acknowledged not in ("", "yes", "no"):
        raise RequestError("acknowledged", "it must be yes or no")
    author, text = (query.get(name, "").strip()[:SEARCH_LIMIT] for name in ("author", "text"))
    return Asked(where, owner, acknowledged, author, text, _mark(query.get("after", "")))


def address(chosen: Mapping[str, Any], **changes: str) -> str:
    """The query of an address that says `chosen`, with changes; what is empty is left out."""
    return urlencode({name: value for name, value in {**chosen, **changes}.items() if value})


def chosen_of(query: Mapping[str, str]) -> dict[str, str]:
    """Of an address, what belongs to the list: so that a case knows the list from which it was opened."""
    return {
        name: query[name]
        for name in ("brand", "folder", "show", "focus", *NAMES)
        if WRITTEN.fullmatch(query.get(name, ""))
    }


def end_of(rows: Sequence[Case], before: Mark | None) -> Mark | None:
    """The mark after these cases."""
    if not rows:
        return None
    due_at = times.from_text(times.to_text(rows[-1].due_at))
    same = sum(times.to_text(case.due_at) == times.to_text(due_at) for case in rows)
    return Mark(due_at, same + (before.shown if before and before.due_at == due_at else 0))


def _mark(written: str) -> Mark | None:
    if not written:
        return None
    found = MARK.fullmatch(written)
    try:
        return Mark(times.from_text(found[1]), int(found[2])) if found else _refuse()
    except ValueError:
        return _refuse()


def _refuse() -> None:
    raise RequestError("after", "take it from the link to the older ones")
