"""`heed calibrate`: the playbook's thresholds, from a deployment's own labels."""

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from infra.judging.assess import PlaybookFile
from infra.judging.calibration import Evidence, Thresholds, choose, distinct, require_enough
from infra.judging.lines import read_labelled
from shared.errors import InputError

PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%")
LEAST_CONFIDENCE = 0.5


def calibrate(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines with needs_human or acknowledge_ok.")
    ],
    promise: Annotated[
        str, typer.Option(help="Of the mentions that need a person, how many may be acknowledged at most.")
    ] = "0.5%",
    confidence: Annotated[str, typer.Option(help="How sure the promise must be.")] = "95%",
    playbook: PlaybookFile = None,
    loosen: Annotated[
        bool, typer.Option("--loosen", help="Take thresholds below the present ones, if the labels allow it.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Choose the playbook's thresholds by your own labels, with a promise that they carry; refuse to promise more.

    It prints them and changes nothing: write them into your playbook, raise its version, and apply it.

    Without --loosen they are never below what your playbook has, nor below what ships.
    """
    from infra import present
    from infra.judging import report
    from infra.judging.judge import judge, read_playbook

    at_most, sure = percent("--promise", promise), percent("--confidence", confidence)
    if sure < LEAST_CONFIDENCE:
        raise InputError("--confidence", f"less than {100 * LEAST_CONFIDENCE:g}% is no confidence")
    labelled = distinct(read_labelled([file]))
    require_enough(labelled, at_most, sure)
    shipped = read_playbook()
    chosen = read_playbook(playbook) if playbook else shipped
    shown = track(labelled, "judging", console=Console(stderr=True), transient=True, disable=as_json)
    evidence = []
    for label in shown:
        judged = judge(label.line, chosen)
        evidence.append(Evidence(label=label, certainty=judged.certainty, follow_up=judged.follow_up))
    in_force = Thresholds(
        max(shipped.min_confidence, chosen.min_confidence),
        max(shipped.min_confidence_follow_up, chosen.min_confidence_follow_up),
    )
    found = choose(evidence, at_most, sure, present=in_force, loosen=loosen)
    present.as_json(found) if as_json else present.console.print(report.calibration(found))


def percent(name: str, text: str) -> float:
    """The share that a text such as "0.5%" names. InputError outside of 0 to 100, both excluded."""
    found = PERCENT.fullmatch(text.strip())
    if found is None or not 0 < float(found[1]) < 100:
        raise InputError(name, f"{text!r:.20}: write it with its sign, between 0% and 100%, such as 0.5%")
    return float(found[1]) / 100
