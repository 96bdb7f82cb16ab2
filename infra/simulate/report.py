"""What `heed simulate` shows: a progress bar, then figures for a manager, or JSON for programs.

Each function says whether every promise was kept.
"""

from contextlib import nullcontext
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from infra.fuzz import door
from infra.simulate import campaign, deaths
from infra.simulate.campaign import Summary
from infra.simulate.harness import machine
from infra.simulate.mutants import MUTANTS, SECOND_BELTS, without
from infra.simulate.oracles.history import ARROWS
from infra.simulate.oracles.kinds import HEADINGS
from infra.simulate.oracles.ledger import PARTS
from infra.simulate.story import tell
from shared.errors import InputError

CATCH_WITHIN = 5000  # seeds in which the absence of a guard must show
FUZZ_AT_ONCE = 500
LINES_TOLD = 60
OFTEN, MANY_SEEDS = 1000, 100_000  # how often each step must be taken in so many runs: the reliability guide
LEGEND = (
    "Ingest takes deliveries in, triage decides, reply sends, review puts before people, and each minute the sweep"
    " moves on what is overdue. Mentions are letters; times are minutes and seconds."
)
console = Console()


def list_guards(as_json: bool) -> None:
    """The guards that can be taken out."""
    _show({"guards": list(MUTANTS)}, "\n".join(MUTANTS), as_json)


def runs(first: int, count: int, guard: str | None, as_json: bool) -> bool:
    """`count` runs from the seed `first` on. InputError for a guard that there is not."""
    if guard and guard not in MUTANTS:
        raise InputError("--without", f"there is no guard {guard!r}; `heed simulate --without list` names them")
    with _progress(as_json) as bar:
        task = bar.add_task("runs", total=count)

        def seen(summary: Summary) -> None:
            broken = sum(summary.kinds.values())
            bar.update(task, completed=summary.seeds, description=f"{broken} broken promises, runs")

        summary = campaign.campaign(first, count, guard, progress=seen)
    headings = {heading: summary.under(heading) for heading in HEADINGS}
    if as_json:
        console.print_json(data={"headings": headings, **_plain(summary)})
    else:
        _tell_manager(summary, headings, guard)
        if summary.found:
            _tell_story(*summary.found[0], guard)
        elif guard:
            console.print(f"\nThese runs do not show what {guard} is for. {_shows_in(guard)}")
    return not sum(summary.kinds.values())


def _tell_manager(summary: Summary, headings: dict[str, int], guard: str | None) -> None:
    what = f"without the guard {guard}" if guard else "of the program as it is"
    console.print(
        f"\n{summary.seeds:,} runs {what}: {summary.mentions:,} mentions in {summary.deliveries:,} deliveries,"
        f" {summary.calls:,} calls to AWS and platforms.\nOn the way {summary.kills:,} processes were killed,"
        f" {summary.faults:,} calls failed, {summary.repeats:,} things were done twice;"
        f" {summary.posts:,} replies stand.\n"
    )
    books = summary.books
    parts = ", ".join(f"{books[part]:,} {told}" for part, told in PARTS.items())
    console.print(f"{books['accepted']:,} deliveries were accepted. They held {books['entries']:,} entries: {parts}.\n")
    table = Table("promise broken", "times", box=None)
    for heading, count in headings.items():
        table.add_row(heading, f"[{'red' if count else 'green'}]{count:,}[/]")
    console.print(table)
    console.print(f"\n{len(ARROWS)} steps lead from state to state. {_rare(summary)}")
    for seed, violation in summary.found:
        console.print(f"  seed {seed}: [red]{violation.kind}[/], {violation.about}: {violation.how}", highlight=False)


def _rare(summary: Summary) -> str:
    """The steps that were hardly ever taken; of few runs, only the rarest."""
    taken = sorted(ARROWS, key=lambda arrow: (summary.arrows[arrow], arrow))
    rare = [arrow for arrow in taken if summary.arrows[arrow] < OFTEN] if summary.seeds >= MANY_SEEDS else taken[:1]
    told = "; ".join(f"{before} to {after}, {summary.arrows[before, after]:,} times" for before, after in rare)
    if summary.seeds < MANY_SEEDS:
        return f"The rarest: {told}."
    return f"{len(rare)} were taken fewer than {OFTEN:,} times{': ' + told if told else ''}."


def _shows_in(guard: str) -> str:
    """Which other check shows that this guard is missing."""
    mutant = MUTANTS[guard]
    if guard in SECOND_BELTS:
        return "It is a second belt: `heed simulate --guards` shows it, with functions that freeze at every call."
    if mutant.plot:
        return "It shows in a plot of its own, which `heed simulate --guards` lets happen."
    if mutant.seed:
        return f"It shows at seed {mutant.seed} or a later one: add --first {mutant.seed}."
    return f"It shows within {CATCH_WITHIN:,} runs: add --seeds {CATCH_WITHIN}, or see `heed simulate --guards`."


def _tell_story(seed: int, violation: campaign.Violation, guard: str | None) -> None:
    with machine(), without(guard) if guard else nullcontext(), console.status("looking for the shortest story"):
        story = tell(seed, violation.kind)
    if story is None:
        console.print(f"\nSeed {seed} keeps this promise ({violation.kind}) when it is run again: there is no story.")
        return
    console.print(
        f"\nThe shortest story of seed {seed} in which this promise is broken ({violation.kind}).\n{LEGEND}\n"
    )
    for line in story.lines[-LINES_TOLD:]:
        _print_line(line)
    for one in story.broken:
        _print_line(f"→ {one}")


def _print_line(line: str) -> None:
    """Wrapped under itself, the time or arrow before it."""
    head, _, rest = line.partition(" ")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", min_width=9)
    table.add_row(head, Text(rest.strip()))
    console.print(table, highlight=False)


def every_death(as_json: bool) -> bool:
    """A death at every point of every way of one mention, and every two."""
    found: list[deaths.Toll] = []
    runs = broken = 0
    tasks = deaths.tasks()
    with _progress(as_json) as bar:
        task = bar.add_task("ways", total=len(tasks))
        for one in campaign.share(deaths.toll, tasks):
            found.append(one)
            runs, broken = runs + one.runs, broken + one.broken
            bar.update(task, advance=1, description=f"{broken} broken promises in {runs:,} runs, ways")
    if as_json:
        console.print_json(data={"ways": [asdict(one) for one in found], "runs": runs, "broken": broken})
        return not broken
    table = Table("way of one mention", *deaths.ACCOUNTS, "broken", box=None)
    for name in deaths.WAYS:
        tolls = {one.platform: one for one in found if one.way == name}
        shown = (f"{tolls[platform].runs:,}" for platform in deaths.ACCOUNTS)
        table.add_row(name, *shown, f"{sum(one.broken for one in tolls.values()):,}")
    console.print(table, f"\n{runs:,} runs, with a death at every point, and at every two: {broken:,} broken promises.")
    for broken_one, way in [(told, f"{one.platform}, {one.way}") for one in found for told in one.found]:
        violation = broken_one.violation
        console.print(f"\n{way}, {broken_one.deaths}: [red]{violation.kind}[/], {violation.how}", highlight=False)
        for line in broken_one.story[-LINES_TOLD:]:
            _print_line(line)
    return not broken


def every_guard(as_json: bool) -> bool:
    """The program without each guard in turn; its absence must show."""
    caught: dict[str, Any] = {}
    table = Table("guard taken out", "noticed", "by what", box=None)
    seen = [name for name in MUTANTS if name not in SECOND_BELTS]
    with _progress(as_json) as bar:
        task = bar.add_task("guards", total=len(MUTANTS))
        for name, seed, violation in campaign.catch(seen, CATCH_WITHIN):
            caught[name] = {"seed": seed, "kind": violation.kind if violation else None}
            when = f"at seed {seed}" if seed is not None else "in its own plot" if violation else "never"
            table.add_row(name, when, violation.how if violation else "")
            bar.advance(task)
        hidden = [(name,) for name in SECOND_BELTS]
        for name, found in zip(SECOND_BELTS, campaign.share(deaths.frozen, hidden, in_order=True), strict=True):
            call, violation = found or (None, None)
            caught[name] = {"frozen_at_call": call, "kind": violation.kind if violation else None}
            table.add_row(
                name, "never" if call is None else f"frozen at call {call}", violation.how if violation else ""
            )
            bar.advance(task)
    missed = [name for name, how in caught.items() if how["kind"] is None]
    _show({"guards": caught, "missed": missed}, table, as_json)
    if not as_json:
        console.print(f"\n{len(caught) - len(missed)} of {len(caught)} noticed within {CATCH_WITHIN:,} runs.")
    return not missed


def odd_deliveries(first: int, count: int, as_json: bool) -> bool:
    """Odd bodies at the door, by their numbers."""
    parts: list[door.Report] = []
    tasks = [(start, min(FUZZ_AT_ONCE, first + count - start)) for start in range(first, first + count, FUZZ_AT_ONCE)]
    with _progress(as_json) as bar:
        task = bar.add_task("odd deliveries", total=count)
        for part in campaign.share(door.fuzz, tasks, simulated=False):
            parts.append(part)
            bar.update(task, completed=sum(done.cases for done in parts))
    report = door.total(parts)
    statuses = ", ".join(f"{status}: {number:,}" for status, number in sorted(report.statuses.items()))
    table = Table("rule broken", "times", box=None)
    for rule, number in report.faults.items():
        table.add_row(rule, f"[{'red' if number else 'green'}]{number:,}[/]")
    _show(asdict(report), table, as_json)
    if not as_json:
        console.print(f"\n{report.cases:,} odd deliveries were answered {statuses}.")
        console.print(f"{report.quarantined:,} are in quarantine, {report.replayed:,} of them were replayed.")
        console.print(f"The slowest took {report.slowest_ms:.0f} ms of CPU (case {report.slowest_case}).")
        for number, platform, how in report.examples:
            console.print(f"  case {number}, {platform}: {how}", highlight=False, markup=False, soft_wrap=True)
    return report.passed


def _progress(as_json: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=as_json)


def _plain(summary: Summary) -> dict[str, Any]:
    steps = {*ARROWS, *summary.arrows}
    return {
        **asdict(summary),
        "books": {name: summary.books[name] for name in ("accepted", "entries", *PARTS)},
        "arrows": {f"{one} -> {next_one}": summary.arrows[one, next_one] for one, next_one in sorted(steps)},
        "kinds": dict(summary.kinds),
        "found": [{"seed": seed, **asdict(violation)} for seed, violation in summary.found],
    }


def _show(data: dict[str, Any], told: Any, as_json: bool) -> None:
    if as_json:
        console.print_json(data=data)
    else:
        console.print(told)
