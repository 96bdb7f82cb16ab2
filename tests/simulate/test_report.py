"""What a manager and a program are told of many runs."""

import json
from collections import Counter

import pytest
from typer.testing import CliRunner

from infra.cli import app
from infra.simulate import campaign, report
from infra.simulate.campaign import Summary
from infra.simulate.mutants.regressions import MENDED
from infra.simulate.oracles.history import ARROWS
from infra.simulate.oracles.kinds import HEADINGS
from infra.simulate.oracles.ledger import PARTS


@pytest.fixture
def told(monkeypatch, capsys):
    """What is printed of this summary."""

    def tell(summary: Summary, *, guard: str | None = None, as_json: bool = False) -> str:
        monkeypatch.setattr(campaign, "campaign", lambda *_arguments, **_options: summary)
        report.runs(0, summary.seeds, guard, as_json)
        return " ".join(capsys.readouterr().out.split())

    return tell


def test_the_entries_are_told_as_a_sum():
    output = CliRunner().invoke(app, ["simulate", "--seeds", "30", "--json"]).output
    books = json.loads(output)["books"]
    assert books["entries"] == sum(books[part] for part in PARTS) >= books["accepted"] > 0


def test_after_many_runs_every_step_that_was_hardly_taken_is_named(told):
    arrows = Counter(dict.fromkeys(ARROWS, 1000)) - Counter(
        {("sending", "replying"): 1, ("ignored", "in_review"): 1000}
    )
    output = told(Summary(seeds=100_000, arrows=arrows))
    assert (
        "2 were taken fewer than 1,000 times: ignored to in_review, 0 times; sending to replying, 999 times" in output
    )


def test_after_many_runs_without_a_rare_step_that_is_said(told):
    output = told(Summary(seeds=100_000, arrows=Counter(dict.fromkeys(ARROWS, 1000))))
    assert "0 were taken fewer than 1,000 times." in output


def test_after_few_runs_the_rarest_step_is_named(told):
    arrows = Counter(dict.fromkeys(ARROWS, 7)) - Counter({("sending", "replying"): 3})
    assert "The rarest: sending to replying, 4 times." in told(Summary(seeds=400, arrows=arrows))


def test_programs_are_told_every_step_also_those_never_taken(told):
    steps = json.loads(told(Summary(seeds=1), as_json=True))["arrows"]
    assert steps == {f"{before} -> {after}": 0 for before, after in ARROWS}


def test_every_kind_of_violation_stands_under_one_heading():
    kinds = [kind for kinds in HEADINGS.values() for kind in kinds]
    assert len(set(kinds)) == len(kinds)


@pytest.mark.parametrize(
    ("guard", "where"),
    [
        ("time-out-and-fence", "functions that freeze at every call"),
        ("edit-back", "a plot of its own, which `heed simulate --guards`"),
        ("conversation-goes-on", f"add --first {MENDED['conversation-goes-on'].seed}."),
        ("breaker", "within 5,000 runs: add --seeds 5000"),
    ],
)
def test_where_nothing_breaks_without_a_guard_it_is_said_what_shows_it(told, guard, where):
    assert where in told(Summary(seeds=3), guard=guard)
