"""How a moment is written: UTC, milliseconds, fixed width, so that text order is time order."""

from datetime import UTC, datetime
from functools import lru_cache

KNOWN = 4096  # moments whose text is kept: rows are written and read with mostly the same ones


@lru_cache(KNOWN)
def to_text(moment: datetime) -> str:
    """`2026-11-22T16:00:00.000Z`. The moment must be aware."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be written")
    in_utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return in_utc.isoformat(timespec="milliseconds")[: -len("+00:00")] + "Z"


@lru_cache(KNOWN)
def from_text(text: str) -> datetime:
    """The aware moment that `to_text` wrote, or any ISO 8601 text; without a zone it counts as UTC."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is UTC:
        return moment
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def from_epoch(number: float) -> datetime:
    """Seconds or milliseconds since 1970, told apart by size: platforms send both.

    Raises ValueError or OverflowError for a number that is no date.
    """
    seconds = number / 1000 if abs(number) >= 100_000_000_000 else number
    return datetime.fromtimestamp(seconds, UTC)
