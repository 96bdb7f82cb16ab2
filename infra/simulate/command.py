"""`heed simulate`: the real functions through thousands of storms, and what came of them."""

from typing import Annotated

import typer

from shared.errors import InputError


def simulate(
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="How many runs, each from a seed.")] = 2000,
    first: Annotated[int, typer.Option("--first", min=0, help="The first seed.")] = 0,
    guard: Annotated[
        str, typer.Option("--without", metavar="GUARD", help="Take one guard out of the program; `list` names them.")
    ] = "",
    every_death: Annotated[
        bool, typer.Option("--deaths", help="Instead: one mention, and deaths at every point and at every two.")
    ] = False,
    every_guard: Annotated[
        bool, typer.Option("--guards", help="Instead: take out each guard; each absence must show.")
    ] = False,
    fuzzed: Annotated[int, typer.Option("--fuzz", min=0, help="Instead: so many odd deliveries at the door.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Prove the promises: the real functions on simulated AWS and platforms, with faults and deaths at every call."""
    from infra.simulate import report  # brings every function with it, which no other command needs

    chosen = [
        name for name, given in (("--deaths", every_death), ("--guards", every_guard), ("--fuzz", fuzzed)) if given
    ]
    if len(chosen) > 1 or (chosen and guard):
        raise InputError(chosen[0], "it stands alone: leave out the other one")
    if guard == "list":
        report.list_guards(as_json)
        return
    if every_death:
        holds = report.every_death(as_json)
    elif every_guard:
        holds = report.every_guard(as_json)
    elif fuzzed:
        holds = report.odd_deliveries(first, fuzzed, as_json)
    else:
        holds = report.runs(first, seeds, guard or None, as_json)
    if not holds:
        raise typer.Exit(1)
