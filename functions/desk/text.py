"""Foreign text and addresses, made safe to look at. The templates escape; this cuts, marks and judges links."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from shared.domain.assessment import Reason

JOINERS = "\u200d\ufe0f\ufe0e"
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text. `says` is why it is marked, or empty."""

    text: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    host: str


def first_line(text: str | None, limit: int = 140) -> str:
    """The first line that says something, cut between whole characters as people see them."""
    line = next((found for found in (line.strip() for line in (text or "").splitlines()) if found), "")
    if len(line) <= limit:
        return line
    end = limit
    while end > 1 and _continues(line, end):
        end -= 1
    return line[: end if end > 1 else limit].rstrip() + "…"


def marked(text: str, reasons: Sequence[Reason]) -> list[Part]:
    """The text in parts, those marked that some reason points at. Where reasons overlap, the first one counts."""
    spans: list[tuple[int, int, str]] = []
    for reason in reasons:
        start, end = reason.start, reason.end
        if start is None or end is None or not 0 <= start < end <= len(text):
            continue
        if all(end <= other[0] or other[1] <= start for other in spans):
            spans.append((start, end, reason.says))
    parts, done = [], 0
    for start, end, says in sorted(spans):
        parts += [Part(text[done:start]), Part(text[start:end], says)]
        done = end
    return [part for part in (*parts, Part(text[done:])) if part.text]


def safe_link(url: str | None) -> Link | None:
    """A link that may be shown: https, a plain host name, no user name, no tricks. Its host is shown in punycode."""
    if not url or len(url) > 2000 or not url.isprintable() or any(sign in url for sign in ' \\"<>'):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme != "https" or "@" in parts.netloc or port is not None or not HOST.fullmatch(host):
        return None
    return Link(url=url, host=host)


def _continues(text: str, place: int) -> bool:
    """Whether the character at `place` belongs to the one before it."""
    here, before = text[place], text[place - 1]
    return (
        here in JOINERS
        or before == "\u200d"
        or unicodedata.combining(here) != 0
        or unicodedata.category(here) in ("Mn", "Me")
        or "\U0001f3fb" <= here <= "\U0001f3ff"
        or ("\U0001f1e6" <= here <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
    )
