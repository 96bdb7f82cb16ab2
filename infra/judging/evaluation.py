"""One judge measured on labelled mentions, language by language, and whom it wronged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import track

from infra.judging.lines import Labelled
from infra.judging.measures import Measures, Row, measure
from infra.judging.opinions import Judge
from shared.domain.decision import Action

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One judge's figures, over all mentions, for each language labelled and, of several files, for each that is not
    named for a language; and every mention it wronged."""

    judge: str
    groups: dict[str, Measures]
    wronged: list[dict[str, Any]]


def evaluated(name: str, judge: Judge, labelled: Sequence[Labelled], *, quiet: bool = True) -> Evaluation:
    """Asks one judge about every mention, and measures what it said."""
    shown = track(labelled, name, console=Console(stderr=True), transient=True, disable=quiet)
    rows = [(label, judge(label.line)) for label in shown]
    languages = sorted({label.language for label in labelled if label.language})
    parts = sorted({label.part for label in labelled})
    groups = {ALL: rows} | {code: [row for row in rows if row[0].language == code] for code in languages}
    if len(parts) > 1:
        groups |= {part: [row for row in rows if row[0].part == part] for part in parts if part not in languages}
    return Evaluation(
        judge=name,
        groups={group: measure(its) for group, its in groups.items()},
        wronged=[_told(row, what) for row in rows if (what := _wrong(row))],
    )


def _wrong(row: Row) -> str | None:
    """What was done to a mention that must not be done to it."""
    label, opinion = row
    if label.needs_person and opinion.action is not Action.REVIEW:
        return "needs a person, was " + ("ignored" if opinion.action is Action.IGNORE else "acknowledged")
    if label.simple is False and opinion.action is Action.ACKNOWLEDGE:
        return "deserves no answer, was acknowledged"
    return None


def _told(row: Row, what: str) -> dict[str, Any]:
    label, opinion = row
    return {
        "id": label.line.id,
        "wrong": what,
        "language": label.language,
        "urgency": label.urgency,
        "topic": label.topic,
        "taken_for": opinion.topic or opinion.reason,
        "certainty": opinion.certainty,
        "text": label.line.text,
    }
