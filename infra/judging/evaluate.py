"""`heed evaluate`: how good the judgement is, on mentions that people have labelled."""

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from infra.judging.assess import PlaybookFile
from infra.judging.baselines import BASELINES
from infra.judging.evaluation import evaluated
from infra.judging.lines import read_labelled
from infra.judging.opinions import Judge, heed
from shared.errors import ConfigurationError, InputError

BENCHMARK = Path(__file__).resolve().parents[2] / "tests" / "classify" / "bench"
HEED = "heed"


class Baseline(StrEnum):
    RULES = "rules"
    VADER = "vader"


def evaluate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="Labelled JSON lines; else the benchmark."),
    ] = None,
    baseline: Annotated[Baseline | None, typer.Option(help="A simpler judge instead of Heed.")] = None,
    compare: Annotated[bool, typer.Option("--compare", help="Heed and the baselines, side by side.")] = False,
    playbook: PlaybookFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Measure the judgement on labelled mentions: what was right, and who was thanked who needed a person.

    Labels, any of them: language, sentiment, urgency, topic, needs_human, acknowledge_ok, abuse, troll.
    """
    from infra import present
    from infra.judging import report
    from infra.judging.judge import read_playbook

    if baseline and compare:
        raise InputError("--baseline", "it stands alone: leave out --compare")
    labelled = read_labelled(files or _benchmark())
    judges = {} if baseline else {HEED: heed(read_playbook(playbook) if playbook else read_playbook())}
    if baseline:
        judges[baseline.value] = BASELINES[baseline]()
    elif compare:
        judges |= _baselines_here()
    found = [evaluated(name, judge, labelled, quiet=as_json) for name, judge in judges.items()]
    if as_json:
        present.as_json([asdict(one) for one in found])
    else:
        present.console.print(report.evaluations(found))


def _benchmark() -> list[Path]:
    if not BENCHMARK.is_dir():
        raise InputError("FILE", "name a file of labelled mentions; the benchmark is only in the project's repository")
    return sorted(BENCHMARK.glob("*.jsonl"))


def _baselines_here() -> dict[str, Judge]:
    """All baselines that can run here; of the others standard error tells why not."""
    found = {}
    for name, make in BASELINES.items():
        try:
            found[name] = make()
        except ConfigurationError as error:
            print(f"heed: left out: {error}", file=sys.stderr)
    return found
