"""`heed assess`: what Heed believes about texts, and what it would do with them, one JSON object a line."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from infra.judging.lines import Line, fields_of, identifier, line_of, numbered
from shared.domain.playbook import Playbook
from shared.errors import InputError

PLACES = 6  # of a probability
STANDARD_INPUT = Path("-")

PlaybookFile = Annotated[
    Path | None,
    typer.Option(
        "--playbook", exists=True, dir_okay=False, help="A playbook of your own instead of the one that ships."
    ),
]


def assess(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="JSON lines; - is standard input.")] = STANDARD_INPUT,
    playbook: PlaybookFile = None,
) -> None:
    """Judge texts: JSON lines in (id, text; platform, surface, author), JSON lines out, each as soon as it is ready.

    A line that cannot be judged is named on standard error, and has an "error" instead of a judgement.

    The other lines are judged all the same, and the command ends with 1.
    """
    if file != STANDARD_INPUT and not file.is_file():
        raise typer.BadParameter(f"{file} is no file", param_hint="file")
    from infra.judging.judge import read_playbook  # brings the classifier with it, which other commands do without

    chosen = read_playbook(playbook) if playbook else read_playbook()
    with sys.stdin.buffer if file == STANDARD_INPUT else file.open("rb") as rows:
        judged = [_judge(number, row, chosen) for number, row in numbered(rows)]
    if not all(judged):
        raise typer.Exit(1)


def _judge(number: int, row: bytes, playbook: Playbook) -> bool:
    """Writes what one line comes to, and tells whether it could be judged."""
    fields: Mapping[str, Any] = {}
    try:
        fields = fields_of(row)
        line = line_of(fields)
        for remark in line.remarks:
            print(f"heed: line {number}: {remark}", file=sys.stderr)
        _write(described(line, playbook))
    except InputError as error:
        print(f"heed: line {number}: {error}", file=sys.stderr)
        if _has_identifier(fields):
            _write({"id": fields["id"], "error": str(error)})
        return False
    return True


def described(line: Line, playbook: Playbook) -> dict[str, Any]:
    """The whole judgement of one line. The policy's reason comes first, then the evidence with its words."""
    from functions.desk import words
    from infra.judging.judge import judge, shares

    judged = judge(line, playbook)
    believed, decision = judged.assessment, judged.decision
    reasons: list[dict[str, str]] = [
        {
            "rule": f"policy.{decision.reason}",
            "says": words.REASONS.get(decision.reason) or words.topic(decision.reason),
        }
    ]
    for reason in believed.reasons:
        quote = {"quote": line.text[reason.start : reason.end]} if reason.start is not None else {}
        reasons.append({"rule": reason.rule, "says": reason.says, **quote})
    return {
        "id": line.id,
        "language": believed.language,
        "sentiment": {name: round(share, PLACES) for name, share in shares(believed).items()},
        "urgency": str(believed.urgency),
        "topics": [str(topic) for topic in believed.topics],
        "abuse": round(believed.abuse_probability, PLACES),
        "troll": believed.troll,
        "needs_human_probability": round(believed.needs_person, PLACES),
        "decision": str(decision.action),
        "reasons": reasons,
    }


def _write(judgement: Mapping[str, Any]) -> None:
    """In ASCII, so that nothing that a stranger wrote ends a line or steers a terminal."""
    print(json.dumps(judgement), flush=True)


def _has_identifier(fields: Mapping[str, Any]) -> bool:
    try:
        identifier(fields)
    except InputError:
        return False
    return True
