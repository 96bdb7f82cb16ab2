"""`heed crowd`: many people at one desk, at once."""

import sys
from collections import Counter
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

KINDS = ("double", "undone", "lost", "owned twice", "lost draft")


def crowd(
    people: Annotated[int, typer.Option("--people", min=1, max=200, help="How many work at the desk.")] = 50,
    cases: Annotated[int, typer.Option("--cases", min=1, max=20_000, help="How many cases wait.")] = 5000,
    seconds: Annotated[int, typer.Option("--seconds", min=1, max=3600, help="How long they work.")] = 180,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Let many people work at one desk on a system of its own: nothing twice, nothing lost, no case in two hands."""
    from infra.crowd.rush import rush  # brings every function with it, which no other command needs

    console = Console(file=sys.stdout)  # what the functions log goes elsewhere meanwhile
    found = rush(people, cases, seconds, say=(lambda _line: None) if as_json else console.print)
    counted = Counter(fault.kind for fault in found.faults)
    if as_json:
        told = {**vars(found), "faults": [asdict(fault) for fault in found.faults]}
        console.print_json(data={**told, "broken": {kind: counted[kind] for kind in KINDS}})
    else:
        done, refused = sum(found.did.values()), sum(found.refused.values())
        console.print(
            f"\n{found.people} people at {found.cases:,} cases for {found.seconds:.0f} s: {done:,} things done, "
            f"{refused:,} refused, of them {found.stale:,} from old pages; {found.posts:,} replies stand.\n"
        )
        table = Table("promise broken", "times", box=None)
        for kind in KINDS:
            table.add_row(kind, f"[{'red' if counted[kind] else 'green'}]{counted[kind]}[/]")
        console.print(table)
        for fault in found.faults[:20]:
            console.print(f"  [red]{fault.kind}[/], {fault.about}: {fault.how}", highlight=False)
    if found.faults:
        raise typer.Exit(1)
