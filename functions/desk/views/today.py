"""What happened in a brand's last hours or days: totals, the balance of good and bad, and how long answers took."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from functions.desk import words
from functions.desk.act import Ports
from functions.desk.languages import gettext
from functions.desk.replies import platform_title
from shared.aws.tallies import Figures, Hour
from shared.domain.assessment import Urgency
from shared.domain.case import CaseState
from shared.domain.sending import MACHINE
from shared.domain.tally import PEOPLE, first_responses, percentile

DAYS = (1, 7, 28)  # what can be chosen; a single day is shown by the hour
TOTALS = {
    "arrived": "Arrived",
    "acknowledged": "Acknowledged by the machine",
    "queued": "Queued for people",
    "answered": "Answered by people",
    "resolved": "Resolved without a reply",
    "ignored": "Needed nothing",
}
SHARES = (0.5, 0.9)
TOPICS = 12  # rows shown at most


@dataclass(frozen=True)
class Bar:
    """One hour or day of the charts. Heights are shares of the chart's largest one, from 0 to 1."""

    begins_at: datetime
    figures: Figures
    arrived: float
    positive: float
    negative: float


@dataclass(frozen=True)
class Answers:
    """First responses to mentions of one urgency: how many, and within how many seconds half and nine in ten came.

    None where there are none, or where it took longer than we count.
    """

    urgency: Urgency
    by: str
    count: int
    within: Sequence[int | None]


@dataclass(frozen=True)
class Part:
    """The figures of one platform, or one topic."""

    name: str
    title: str
    figures: Figures


@dataclass(frozen=True)
class Today:
    days: int
    platform: str
    totals: Figures
    overdue: int
    bars: Sequence[Bar]
    answers: Sequence[Answers]
    platforms: Sequence[Part]
    topics: Sequence[Part]


def today(ports: Ports, brand: str, days: int, platform: str, now: datetime) -> Today:
    """The last 24 hours by the hour, or the last `days` days by the day, in UTC; of one platform if one is named."""
    first = _begins(now, days)
    found = _read(ports, brand, first, now)
    chosen = {hour: figures for hour, figures in found.items() if platform in ("", hour.platform)}
    totals = _sum(chosen.values())
    by_platform = {name: _sum(found[hour] for hour in found if hour.platform == name) for name in _platforms(found)}
    return Today(
        days=days,
        platform=platform,
        totals=totals,
        overdue=ports.cases.count(brand, CaseState.OPEN, due_by=now),
        bars=_bars(chosen, first, now, days),
        answers=_answers(totals),
        platforms=[Part(name, platform_title(name), figures) for name, figures in by_platform.items()],
        topics=_topics(totals),
    )


def rows(shown: Today) -> list[list[str]]:
    """The same as lines of a table, a heading first."""
    named = [*TOTALS, "sentiment_positive", "sentiment_neutral", "sentiment_negative"]
    lines = [[f"{bar.begins_at:%Y-%m-%dT%H:%MZ}", *(str(bar.figures[name]) for name in named)] for bar in shown.bars]
    return [["begins_at", *(name.removeprefix("sentiment_") for name in named)], *lines]


def _begins(now: datetime, days: int) -> datetime:
    hour = now.replace(minute=0, second=0, microsecond=0)
    return hour - timedelta(hours=23) if days == 1 else hour.replace(hour=0) - timedelta(days=days - 1)


def _read(ports: Ports, brand: str, first: datetime, now: datetime) -> dict[Hour, Figures]:
    found: dict[Hour, Figures] = {}
    day = first.date()
    while day <= now.date():
        found |= {
            hour: figures for hour, figures in ports.tallies.figures(brand, day).items() if hour.begins_at >= first
        }
        day += timedelta(days=1)
    return found


def _platforms(found: Iterable[Hour]) -> list[str]:
    return sorted({hour.platform for hour in found})


def _bars(found: dict[Hour, Figures], first: datetime, now: datetime, days: int) -> list[Bar]:
    width = timedelta(hours=1) if days == 1 else timedelta(days=1)
    begins = [first + width * number for number in range((now - first) // width + 1)]
    figures = {at: _sum(found[hour] for hour in found if at <= hour.begins_at < at + width) for at in begins}
    most = max((one["arrived"] for one in figures.values()), default=0) or 1
    felt = max((max(_felt(one)) for one in figures.values()), default=0) or 1
    return [
        Bar(at, one, one["arrived"] / most, _felt(one)[0] / felt, _felt(one)[1] / felt) for at, one in figures.items()
    ]


def _felt(figures: Figures) -> tuple[int, int]:
    return figures["sentiment_positive"], figures["sentiment_negative"]


def _answers(totals: Figures) -> list[Answers]:
    found = []
    for by in (PEOPLE, MACHINE):
        for urgency in Urgency:
            steps = first_responses(totals, by, urgency)
            if steps:
                within = [percentile(steps, share) for share in SHARES]
                found.append(Answers(urgency, by, sum(steps.values()), within))
    return found


def _topics(totals: Figures) -> list[Part]:
    counts = Counter({name.removeprefix("topic_"): n for name, n in totals.items() if name.startswith("topic_")})
    return [Part(name, words.topic(name), Counter(arrived=n)) for name, n in counts.most_common(TOPICS)]


def _sum(parts: Iterable[Figures]) -> Figures:
    total: Figures = Counter()
    for part in parts:
        total.update(part)
    return total


def titles() -> dict[str, str]:
    """What the totals are called, in the language of the visit."""
    return {name: gettext(title) for name, title in TOTALS.items()}
