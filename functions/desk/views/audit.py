"""The record of deeds, newest first: by brand, person and day, page after page."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from operator import attrgetter

from functions.desk import words
from functions.desk.act import Ports, name_of
from functions.desk.languages import gettext
from functions.desk.oversight_words import ABOUT, DEEDS
from shared.aws import audit as record
from shared.aws.audit import Noted
from shared.domain import times
from shared.domain.deed import Deed
from shared.domain.staffing import EVERY

DAYS = 31  # looked through for one page
# a kind of thing: where its page is
LEADS_TO = {"case": "/cases/", "mention": "/mentions/", "delivery": "/quarantine/"}


@dataclass(frozen=True)
class Asked:
    """What is looked for. `brands` are those that one may see; `day` the only day, in UTC, if one is named; `before` is
    where the last page ended: `<day>~<place>`, with no place at the end of a whole day."""

    brands: Sequence[str]
    by: str = ""
    day: date | None = None
    before: tuple[date, str] | None = None


@dataclass(frozen=True)
class Line:
    """A deed in words. `kind` and `name` say what it was about, `address` leads there or is empty."""

    deed: Deed
    who: str
    what: str
    kind: str
    name: str
    address: str


@dataclass(frozen=True)
class Page:
    """`since` is the earliest day that was looked through; `older` is where to go on, empty at the end."""

    lines: Sequence[Line]
    since: date
    older: str


def page(ports: Ports, asked: Asked, now: datetime, limit: int) -> Page:
    """At most `limit` deeds of at most DAYS days."""
    first, before = asked.before or (asked.day or now.date(), "")
    oldest = asked.day or max((now - record.KEEP).date(), first - timedelta(days=DAYS - 1))
    found: list[Noted] = []
    day = first
    while day >= oldest:
        left = limit - len(found)
        one_day = _of_day(ports, asked, day, left, now, before if day == first else "")
        found += one_day
        if len(found) == limit:
            return Page(_lines(ports, found), day, f"{day.isoformat()}~{found[-1].place}")
        day -= timedelta(days=1)
    ends = asked.day is not None or day < (now - record.KEEP).date()
    return Page(_lines(ports, found), oldest, "" if ends else f"{day.isoformat()}~")


def rows(shown: Page) -> list[list[str]]:
    """The same as lines of a table, a heading first."""
    table = [["at", "by", "name", "brand", "what", "about", "reason"]]
    for line in shown.lines:
        deed = line.deed
        brand = "" if deed.brand == EVERY else deed.brand
        table.append([times.to_text(deed.at), deed.by, line.who, brand, deed.what, deed.about, deed.reason])
    if shown.older:
        table.append(
            [f"Cut: there are older ones. These reach back to {shown.since.isoformat()}; name a day for more."]
        )
    return table


def _of_day(ports: Ports, asked: Asked, day: date, limit: int, now: datetime, before: str) -> list[Noted]:
    """The newest deeds of a day, over all the brands."""
    read = partial(record.of_day, ports.settings.client, ports.settings.table, now=now, by=asked.by, before=before)
    each = [read(brand=brand, day=day, limit=limit) for brand in asked.brands]
    return list(_first(heapq.merge(*each, key=attrgetter("place"), reverse=True), limit))


def _first(found: Iterator[Noted], limit: int) -> Iterator[Noted]:
    for _, noted in zip(range(limit), found, strict=False):
        yield noted


def _lines(ports: Ports, found: Sequence[Noted]) -> list[Line]:
    names = cache(lambda staff_id: name_of(ports, staff_id))
    return [_line(noted.deed, names(noted.deed.by)) for noted in found]


def _line(deed: Deed, who: str) -> Line:
    kind, _, name = deed.about.partition(":")
    what = gettext(DEEDS.get(deed.what) or words.EVENTS.get(deed.what) or words.spaced(deed.what))
    address = f"{LEADS_TO[kind]}{name.replace('#', '/')}" if kind in LEADS_TO else ""
    return Line(deed, who, what, gettext(ABOUT.get(kind, "")), name, address)
