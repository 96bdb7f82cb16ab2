"""Evaluations and calibrations as people read them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from infra.judging.bounds import Share, in_percent
from infra.judging.calibration import Choice
from infra.judging.evaluation import ALL, Evaluation
from infra.judging.measures import SAID, Measures, Scores
from infra.present import foreign, plain_table

NOTHING = "–"
EXCERPT = 72  # characters of a text
LEGEND = """
labels: accuracy / macro recall / macro F1, in percent
unsafe: acknowledged, of those that need a person; bounds at 95 %
unheard: ignored, of those that need a person
coverage: acknowledged, of those that may be
urgent: called critical or high, of those that are; alarms: of the others
error: of calibration, expected, in percent"""


def evaluations(found: Sequence[Evaluation]) -> Group:
    """One table of all judges, then Heed's, or the only one's, by language and threshold, and whom it wronged."""
    one, its = found[0], found[0].groups[ALL]
    held_back = ", ".join(f"{reason} {count}" for reason, count in its.held_back.items())
    parts: list[Table | Text | str] = [
        _side_by_side(found),
        LEGEND,
        f"\n{one.judge}, by language and part (recall and F1: of sentiment; error: of needs_human)",
        _by_language(one),
        f"\n{one.judge}, if the probability of needing a person had to be at most",
        _by_threshold(its),
        Text(f"\nmay be acknowledged and was not, by reason: {held_back or 'none'}"),
        f"\nwronged: {len(one.wronged) or 'none'}",
        *(_wronged(mention) for mention in one.wronged),
    ]
    return Group(*parts)


def calibration(choice: Choice) -> Group:
    """The thresholds at which something changes, what was chosen, and what that is worth."""
    tested = plain_table(
        [
            {
                "done": f"{one.thresholds.done:g}",
                "follow-up": f"{one.thresholds.follow_up:g}",
                "unsafe": f"{one.acknowledged} of {choice.labels}",
                "at most": _percent(one.upper),
                "coverage": counted(one.coverage),
                "promise": "holds" if one.holds else "broken",
            }
            for one, before in zip(choice.tested, (None, *choice.tested), strict=False)
            if before is None
            or (one.acknowledged, one.coverage, one.holds) != (before.acknowledged, before.coverage, before.holds)
        ]
    )
    sentences = [
        f"\nmin_confidence: {choice.thresholds.done:g}\nmin_confidence_follow_up: {choice.thresholds.follow_up:g}",
        f"Of the mentions that need a person, at most {_percent(choice.promise)} are acknowledged, at "
        f"{_percent(choice.confidence)} confidence: {choice.acknowledged} of {choice.labels} labelled ones were.",
        f"Of the simple mentions {counted(choice.coverage)} are acknowledged.",
        "It holds for mentions like these: drawn as they came, and labelled by people who did not see Heed's view.",
    ]
    if choice.supported.done > choice.present.done:
        sentences.append(f"The present {choice.present.done:g} is less careful than your labels support: raise it.")
    elif choice.supported != choice.thresholds:
        supported = f"{choice.supported.done:g} and {choice.supported.follow_up:g}"
        sentences.append(f"Your labels would support {supported}; --loosen takes them.")
    return Group(tested, "\n".join(sentences))


def counted(share: Share) -> str:
    """Such as "3/200 (1.5 %)"."""
    return NOTHING if share.share is None else f"{share.count}/{share.of} ({_percent(share.share)})"


def _side_by_side(found: Sequence[Evaluation]) -> Table:
    table = Table("", *(one.judge for one in found), box=None, header_style="dim")
    every = [one.groups[ALL] for one in found]
    rows = {name: [_three(one.labels.get(name)) for one in every] for name in SAID}
    rows |= {head: [cell(one) for one in every] for head, cell in FIGURES.items()}
    for head, cells in rows.items():
        if set(cells) != {NOTHING}:
            table.add_row(head, *cells)
    return table


def _three(scores: Scores | None) -> str:
    if scores is None:
        return NOTHING
    return f"{_points(scores.accuracy)} / {_points(scores.macro_recall)} / {_points(scores.macro_f1)}"


def _by_language(one: Evaluation) -> Table:
    rows = []
    for group, its in one.groups.items():
        scores = its.labels.get("sentiment")
        rows.append(
            {
                "": group,
                "all": its.mentions,
                "unsafe": _of(its.unsafe),
                "at most": _percent(its.unsafe.high),
                "coverage": _percent(its.coverage.share),
                "urgent": _percent(its.urgent_found.share),
                "alarms": _percent(its.false_alarms.share),
                "recall": _points(scores.macro_recall if scores else None),
                "F1": _points(scores.macro_f1 if scores else None),
                "error": _points(its.calibration.get("needs_human")),
            }
        )
    return plain_table(rows)


def _by_threshold(its: Measures) -> Table:
    return plain_table(
        [
            {
                "": f"{row.threshold:g}",
                "unsafe": _of(row.unsafe),
                "at most": _percent(row.unsafe.high),
                "coverage": counted(row.coverage),
            }
            for row in its.risk_coverage
        ]
    )


def _wronged(mention: Mapping[str, Any]) -> Text:
    label = ", ".join(mention[name] for name in ("language", "urgency", "topic") if mention[name])
    text = foreign(" ".join(mention["text"].split())).plain
    short = text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
    return Text(f"  {mention['id']} ({label}): {mention['wrong']} as {mention['taken_for']}\n    {short}")


def _of(share: Share) -> str:
    return NOTHING if share.share is None else f"{share.count} of {share.of}"


def _percent(share: float | None) -> str:
    return NOTHING if share is None else in_percent(share)


def _points(share: float | None) -> str:
    return NOTHING if share is None else f"{100 * share:.1f}"


FIGURES: dict[str, Callable[[Measures], str]] = {
    "unsafe": lambda its: counted(its.unsafe),
    "  at least": lambda its: _percent(its.unsafe.low),
    "  at most": lambda its: _percent(its.unsafe.high),
    "  critical ones": lambda its: NOTHING if its.unsafe.share is None else str(its.unsafe_critical),
    "unheard": lambda its: counted(its.unheard),
    "coverage": lambda its: counted(its.coverage),
    "urgent": lambda its: counted(its.urgent_found),
    "alarms": lambda its: counted(its.false_alarms),
    "error, needs_human": lambda its: _points(its.calibration.get("needs_human")),
    "error, abuse": lambda its: _points(its.calibration.get("abuse")),
    "error, sentiment": lambda its: _points(its.calibration.get("sentiment")),
}
