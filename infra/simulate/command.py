"""`heed simulate`: the real functions through thousands of storms, and what came of them."""

from typing import Annotated, Any

import typer

from shared.errors import InputError

SEEDS = 2000


def simulate(
    seeds: Annotated[
        int | None, typer.Option("--seeds", help=f"How many runs, each from a seed; {SEEDS:,} if not said.")
    ] = None,
    first: Annotated[
        int | None,
        typer.Option("--first", help="The first seed, or with --fuzz the first delivery; 0 if not said."),
    ] = None,
    guard: Annotated[
        str | None,
        typer.Option("--without", metavar="GUARD", help="Take one guard out of the program; `list` names them."),
    ] = None,
    every_death: Annotated[
        bool, typer.Option("--deaths", help="Instead: one mention, and deaths at every point and at every two.")
    ] = False,
    every_guard: Annotated[
        bool, typer.Option("--guards", help="Instead: take out each guard; each absence must show.")
    ] = False,
    fuzzed: Annotated[int | None, typer.Option("--fuzz", help="Instead: so many odd deliveries at the door.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Prove the promises: the real functions on simulated AWS and platforms, with faults and deaths at every call."""
    kinds = {"--deaths": every_death, "--guards": every_guard, "--fuzz": fuzzed is not None}
    kinds["--without list"] = guard == "list"
    given = {"--seeds": seeds, "--first": first, "--without": None if guard == "list" else guard}
    _check_together([kind for kind, is_chosen in kinds.items() if is_chosen], given)
    _check_counts({"--seeds": (seeds, 1), "--fuzz": (fuzzed, 1), "--first": (first, 0)})

    from infra.simulate import report  # brings every function with it, which no other command needs

    if guard == "list":
        report.list_guards(as_json)
        return
    if every_death:
        holds = report.every_death(as_json)
    elif every_guard:
        holds = report.every_guard(as_json)
    elif fuzzed is not None:
        holds = report.odd_deliveries(first or 0, fuzzed, as_json)
    else:
        holds = report.runs(first or 0, SEEDS if seeds is None else seeds, guard, as_json)
    if not holds:
        raise typer.Exit(1)


def _check_together(kinds: list[str], given: dict[str, Any]) -> None:
    """InputError for an option that would be ignored."""
    if not kinds:
        return
    kind, *others = kinds
    if others:
        raise InputError(kind, f"it stands alone: leave out {others[0]}")
    for option, value in given.items():
        if value is not None and not (kind == "--fuzz" and option == "--first"):
            raise InputError(option, f"it says nothing to {kind}: leave out {option}, or {kind}")


def _check_counts(counts: dict[str, tuple[int | None, int]]) -> None:
    for option, (count, least) in counts.items():
        if count is not None and count < least:
            raise InputError(option, f"{count} is too few; it must be {least} or more")
