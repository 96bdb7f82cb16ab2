"""The `heed` command: runs the system on this machine, delivers to it, and looks into it."""

import http.client
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn
from uuid import uuid4

import typer
from rich.console import Console
from rich.live import Live
from rich.progress import track

from infra import follow, oversight, present, redrive, settings_file, stores
from infra import replay as replaying
from infra.crowd.command import crowd
from infra.deliver import deliver, new_suffix
from infra.judging.assess import assess
from infra.judging.calibrate import calibrate
from infra.judging.evaluate import evaluate
from infra.local import home, run
from infra.local.seed import seed
from infra.samples.library import Sample, load
from infra.simulate.command import simulate
from shared.errors import HeedError, InputError
from shared.platforms import registry

PATIENCE_S = 120.0
PAUSE_S = 0.2  # between two that are replayed: what follows from each must not come all at once

app = typer.Typer(
    help="Heed answers for a brand on social networks, and never ignores a mention.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
settings_app = typer.Typer(help="Brands, accounts, playbook and staff, from one file.", no_args_is_help=True)
app.add_typer(settings_app, name="settings")
for command in (simulate, crowd, *oversight.COMMANDS, assess, evaluate, calibrate):
    app.command()(command)

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Stack = Annotated[str | None, typer.Option("--stack", help="A deployed stack instead of this machine.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many rows at most.")]
Platform = Annotated[str, typer.Argument(help=f"One of: {', '.join(registry.PLATFORMS)}.")]


def main() -> NoReturn:
    """The entry point: an expected error is one sentence and exit code 1, never a traceback."""
    try:
        app(standalone_mode=True)
    except HeedError as error:
        print(f"heed: {error}", file=sys.stderr)
    except ConnectionError:
        print("heed: nobody answers at this port. Start Heed first: make run.", file=sys.stderr)
    sys.exit(1)


@app.command()
def up(
    samples: Annotated[bool, typer.Option(help="Deliver the samples and follow them.")] = True,
    as_json: Json = False,
) -> None:
    """Start everything on this machine, deliver samples, and serve the desk until Ctrl-C."""
    here = home.read()
    with run.up(here, [seed], _say_nothing if as_json else _say) as system:
        opened = stores.of(system.client, system.variables)
        followed = _follow_samples(here.url, opened, quiet=as_json) if samples else []
        if as_json:
            described = [_described(one) for one in followed]
            present.as_json({"desk": here.url, "wall": here.standins_url, "samples": described})
            run.wait()
        if followed:
            present.console.print(f"\n{len(followed)} samples: {present.summary(followed)}")
        present.console.print(f"\nThe desk:         {here.url}/   (sign in as Rosa with one click)")
        present.console.print(f"The public wall:  {here.standins_url}/")
        present.console.print("Ctrl-C ends it; data stays. In a second terminal: heed --help\n")
        run.wait()


@app.command()
def stop(as_json: Json = False) -> None:
    """Stop everything that runs on this machine, politely. Data stays."""
    stopped = run.stop(run.here())
    if as_json:
        present.as_json({"stopped": stopped})
    else:
        present.console.print(f"stopped: {', '.join(stopped)}" if stopped else "nothing was running")


@app.command()
def send(
    platform: Platform,
    sample: Annotated[int | None, typer.Option(min=1, help="Which sample, by its number; all if not given.")] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A body of your own.")] = None,
    as_json: Json = False,
) -> None:
    """Sign a delivery as the platform does, deliver it, and follow it to where it ends."""
    here = run.here()
    _require_platform(platform)
    if file is not None:
        status = deliver(here.url, platform, file.read_bytes())
        present.as_json({"status": status}) if as_json else present.console.print(f"answered {status}")
        return
    found, suffix = stores.local(), new_suffix()
    followed = [follow.send(here.url, one, suffix) for one in _chosen(platform, sample)]
    for _ in follow.until_settled(followed, found.mentions, found.deliveries, patience_s=PATIENCE_S):
        pass
    if as_json:
        present.as_json([_described(one) for one in followed])
    else:
        present.console.print(present.timeline(followed, 0))


@app.command()
def mentions(limit: Limit = 20, stack: Stack = None, as_json: Json = False) -> None:
    """The newest mentions and where they stand. Reads the whole table."""
    found = sorted(stores.all_mentions(stores.chosen(stack)), key=lambda one: one.received_at, reverse=True)[:limit]
    present.as_json(found) if as_json else present.console.print(present.mentions(found))


@app.command()
def show(
    mention: Annotated[str, typer.Argument(help="A mention's id, or the beginning of one.")],
    stack: Stack = None,
    as_json: Json = False,
) -> None:
    """One mention: its timeline, and why each decision was taken."""
    opened = stores.chosen(stack)
    found = opened.mentions.get(mention)
    if found is None:
        alike = [one for one in stores.all_mentions(opened) if one.mention_id.startswith(mention)]
        if len(alike) != 1:
            raise HeedError(f"{len(alike)} mentions begin with {mention!r}; `heed mentions` lists them")
        found = alike[0]
    present.as_json(found) if as_json else present.console.print(present.mention(found, run.here().url))


@app.command()
def cases(limit: Limit = 50, stack: Stack = None, as_json: Json = False) -> None:
    """What waits for people, the earliest deadline first."""
    found = stores.open_cases(stores.chosen(stack), limit)
    present.as_json(found) if as_json else present.console.print(present.cases(found, datetime.now(UTC)))


@app.command()
def wall(as_json: Json = False) -> None:
    """What was posted in public, on the stand-in platforms."""
    posts = _standins("GET", "/_wall?format=json")["posts"]
    if as_json:
        present.as_json(posts)
        return
    rows = [{"platform": post["platform"], "in reply to": post["in_reply_to"], "text": post["text"]} for post in posts]
    present.console.print(present.plain_table(rows))


@app.command()
def misbehave(
    platform: Platform,
    behaviour: Annotated[
        str, typer.Argument(help="Such as timeout_after_applying or rate_limited; `list` lists them.")
    ],
    times: Annotated[int, typer.Option(min=1, help="For how many requests.")] = 1,
    as_json: Json = False,
) -> None:
    """Tell a stand-in platform to misbehave, to see what Heed does then."""
    if behaviour == "list":
        told = _standins("GET", "/_behave")
        rows = [{"behaviour": name, "what it does": what} for name, what in told.items()]
        present.as_json(told) if as_json else present.console.print(present.plain_table(rows))
        return
    order = {"platform": platform, "behaviour": behaviour, "times": times}
    answer = _standins("POST", "/_behave", order)
    present.as_json(answer) if as_json else present.console.print(f"{platform}: {behaviour}, {times} times")


@app.command()
def status(as_json: Json = False) -> None:
    """What runs, how many mentions stand where, and whether anything is overdue or dead."""
    here = run.here()
    running = {name: found.port if found else None for name, found in run.status(here).items()}
    found: dict[str, Any] = {"running": running}
    if running.get("emulator"):
        system = run.connect(here)
        opened = stores.of(system.client, system.variables)
        found |= stores.overview(opened, datetime.now(UTC))
    if as_json:
        present.as_json(found)
        return
    for name, port in running.items():
        present.console.print(f"{name:<10} {'port ' + str(port) if port else '[dim]not running[/dim]'}")
    for head, counted in found.items():
        if head != "running":
            present.console.print(f"\n[dim]{head}[/dim]")
            present.console.print("\n".join(f"  {name:<22} {count}" for name, count in counted.items()) or "  none")


@app.command()
def quarantine(stack: Stack = None, as_json: Json = False) -> None:
    """What was verified but not understood: kept for 14 days, replayable."""
    rows = [
        {"delivery": one.delivery_id, "received": one.received_at, "seen": one.seen, "why": ", ".join(one.reasons)}
        for one in stores.chosen(stack).deliveries.all_kept()
    ]
    if as_json:
        present.as_json(rows)
        return
    times = ("once" if row["seen"] == 1 else f"{row['seen']} times" for row in rows)
    present.listed(
        (row["delivery"], f"received {row['received']:%Y-%m-%d %H:%M} UTC, {seen}: {row['why']}")
        for row, seen in zip(rows, times, strict=True)
    )
    present.console.print(f"{len(rows)} in quarantine" if rows else "nothing is in quarantine")


@app.command()
def replay(
    named: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DELIVERY|QUEUE",
            help="Deliveries as `heed quarantine` lists them, or beginnings of their ids. With --dead-letters: "
            f"{', '.join(redrive.STEPS)}; all if none is named.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All that is in quarantine; with --dead-letters, all of those.")
    ] = False,
    dead_letters: Annotated[bool, typer.Option("--dead-letters", help="Dead letters instead of quarantine.")] = False,
    discard: Annotated[
        bool, typer.Option("--discard", help="Also remove dead letters without data: the sweep recovers those.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why. Kept for a year.")] = "",
    stack: Stack = None,
    as_json: Json = False,
) -> None:
    """Run again what is in quarantine or among the dead letters. Safe to repeat; one every 0.2 seconds.

    A delivery in quarantine is read with today's adapter: what is understood now is stored, and leaves quarantine
    if nothing is left. A dead letter of replies or reviews rings its step again if its mention still waits for
    it, and is removed.
    """
    if not dry_run and not reason.strip():
        raise InputError("--reason", "say why, in a few words; or look first with --dry-run")
    if discard and not dead_letters:
        raise InputError("--discard", "it goes with --dead-letters")
    opened, now = stores.chosen(stack), datetime.now(UTC)
    work: Iterator[replaying.Replayed | redrive.Letter]
    if dead_letters:
        if everything and named:
            raise InputError("--all", "it takes every queue: leave out the names, or leave out --all")
        what = redrive.chosen(named or ())
        total = sum(redrive.count(opened, name) for name in what)
        work = (one for name in what for one in redrive.redrive(opened, name, dry_run=dry_run, discard=discard))
    else:
        kept = replaying.chosen(opened, named or (), everything=everything)
        what, total = [one.delivery_id for one in kept], len(kept)
        work = (replaying.replay(opened, one, now, dry_run=dry_run) for one in kept)
    if not dry_run and total:
        opened.deliveries.note_replay(uuid4().hex[:8], tuple(what), reason.strip(), now)
    done = []
    for one in track(work, "running again", total, console=Console(stderr=True), transient=True, disable=as_json):
        done.append(one)
        time.sleep(0 if dry_run else PAUSE_S)
    if as_json:
        present.as_json({"dry_run": dry_run, "done": done})
    else:
        told = [(one.name, *one.becomes(dry_run=dry_run)) for one in done]
        present.listed((name, how) for name, _where, how in told)
        what_came = present.counted(Counter(where for _name, where, _how in told))
        kind = "dead letters" if dead_letters else "deliveries"
        would = "a dry run, nothing was changed; it would be: " if dry_run else ""
        present.console.print(f"{would}{what_came}, of {len(done)} {kind}" if done else f"no {kind} to run again")


@settings_app.command("example")
def settings_example() -> None:
    """Print a settings file to begin with."""
    print(settings_file.example())


@settings_app.command("apply")
def settings_apply(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file to apply.")],
    stack: Stack = None,
    as_json: Json = False,
) -> None:
    """Check a settings file and write what it names. What it does not name stays as it is."""
    written = list(settings_file.apply(settings_file.read(file), stores.chosen(stack).settings))
    present.as_json({"written": written}) if as_json else present.console.print("\n".join(written))


def _say(line: str) -> None:
    present.console.print(f"[dim]{line}[/dim]")


def _say_nothing(_line: str) -> None:
    """Programs read one JSON value and nothing beside it."""


def _follow_samples(url: str, opened: stores.Stores, *, quiet: bool) -> list[follow.Followed]:
    """Delivers every sample and draws where each one is, unless `quiet`, until all have settled."""
    waiting = [one for platform in registry.PLATFORMS for one in follow.in_order(load(platform))]
    suffix, followed = new_suffix(), []
    screen = Console(quiet=True) if quiet else present.console
    with Live(console=screen, refresh_per_second=10, redirect_stdout=False) as live:
        while waiting:
            followed.append(follow.send(url, waiting.pop(0), suffix))
            follow.look(followed, opened.mentions, opened.deliveries)
            live.update(present.timeline(followed, len(waiting)))
        for _ in follow.until_settled(followed, opened.mentions, opened.deliveries, patience_s=PATIENCE_S):
            live.update(present.timeline(followed, 0))
    return followed


def _described(one: follow.Followed) -> dict[str, Any]:
    return {
        "sample": one.sample.name,
        "status": one.status,
        "ends_in": one.ends_in,
        "mentions": list(one.mention_ids),
        "seconds": one.settled_after_s,
    }


def _chosen(platform: str, number: int | None) -> list[Sample]:
    """All samples in order, or one; before an edit or delete the one that it changes."""
    samples = load(platform)
    if number is None:
        return follow.in_order(samples)
    if number > len(samples):
        raise InputError("--sample", f"{platform} has samples 1 to {len(samples)}")
    chosen = samples[number - 1]
    return [*(one for one in samples if one.name == chosen.changes), chosen]


def _require_platform(platform: str) -> None:
    if platform not in registry.PLATFORMS:
        raise InputError("platform", f"it must be one of {', '.join(registry.PLATFORMS)}")


def _standins(method: str, path: str, body: Any = None) -> Any:
    """The stand-in server's answer; InputError with its sentence if it refuses."""
    connection = http.client.HTTPConnection(home.HOST, run.here().standins_port, timeout=10)
    try:
        connection.request(method, path, json.dumps(body) if body is not None else None)
        response = connection.getresponse()
        answer = json.loads(response.read())
    finally:
        connection.close()
    if response.status != 200:
        raise InputError("the stand-ins", str(answer.get("error", answer)))
    return answer


if __name__ == "__main__":
    main()
