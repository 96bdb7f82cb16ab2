"""The commands with which people oversee the machine: which accounts may speak, what was judged, what would change."""

import json
import re
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from infra import accounts as connected
from infra import corrections as exported
from infra import present, settings_file, stores
from shared.domain import rehearsal
from shared.errors import InputError
from shared.platforms import registry
from shared.platforms.surfaces import surface_rules

SPAN = re.compile(r"([1-9]\d{0,3})([hd])", re.ASCII)
UNITS = {"h": "hours", "d": "days"}

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Stack = Annotated[str | None, typer.Option("--stack", help="A deployed stack instead of this machine.")]
Since = Annotated[str, typer.Option("--since", metavar="SPAN", help="How far back, such as 12h or 30d.")]


def accounts(since: Since = "7d", stack: Stack = None, as_json: Json = False) -> None:
    """Connected accounts: which speak by themselves, which are in shadow, and what was judged. Reads whole tables."""
    opened = stores.chosen(stack)
    found = connected.figures(stores.all_accounts(opened), stores.all_mentions(opened), moment(since))
    rows = [one.row() for one in found]
    present.as_json(rows) if as_json else present.console.print(present.plain_table(rows))


def automatic(
    wanted: Annotated[str, typer.Argument(metavar="on|off", help="Let it speak by itself, or put it in shadow.")],
    platform: Annotated[str, typer.Argument(help=f"One of: {', '.join(registry.PLATFORMS)}.")],
    account: Annotated[str, typer.Argument(help="As `heed accounts` lists it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why. It stays with the account, with your name.")] = "",
    stack: Stack = None,
    as_json: Json = False,
) -> None:
    """Let a connected account acknowledge by itself, or put it in shadow: judged wholly, and nothing is sent."""
    if wanted not in ("on", "off"):
        raise InputError("on|off", "say `on` to let the account speak, `off` to put it in shadow")
    if not reason.strip():
        raise InputError("--reason", "say why, in a few words, for those who come after you")
    opened, now = stores.chosen(stack), datetime.now(UTC)
    after = connected.let(
        opened, platform, account, automatic=wanted == "on", by=getuser(), because=reason.strip(), at=now
    )
    (found,) = connected.figures([after], stores.all_mentions(opened), now - timedelta(days=7))
    if as_json:
        present.as_json(found.row())
        return
    done = "acknowledges by itself from now on" if after.automatic else "is in shadow from now on"
    present.console.print(f"{account} on {platform} {done}. {found.told('7 days')}")


def corrections(since: Since = "30d", stack: Stack = None) -> None:
    """What staff corrected, as JSON lines for training. They hold texts: keep them as you keep the mentions."""
    left_out: Counter[str] = Counter()
    written = 0
    for line in exported.lines(stores.all_mentions(stores.chosen(stack)), moment(since), left_out):
        print(json.dumps(line, ensure_ascii=False))
        written += 1
    if not written:
        print(f"Nothing was corrected within {since} that can be exported.", file=sys.stderr)
    for cause, count in left_out.items():
        print(f"{count} left out: {cause}", file=sys.stderr)


def rehearse(
    playbook: Annotated[
        Path, typer.Option("--playbook", exists=True, dir_okay=False, help="A playbook, or a settings file with one.")
    ],
    since: Since = "30d",
    texts: Annotated[bool, typer.Option("--texts", help="Show the texts of the examples as well.")] = False,
    stack: Stack = None,
    as_json: Json = False,
) -> None:
    """Whose decision another playbook would change, over stored mentions. Nothing is judged anew or written."""
    other, opened = settings_file.one_playbook(playbook), stores.chosen(stack)
    current = opened.settings.playbook(other.brand)
    found = rehearsal.rehearse(
        stores.all_mentions(opened), current, other, cache(opened.settings.account), surface_rules, moment(since)
    )
    examples = [one.row(with_text=texts) for one in found.examples]
    if as_json:
        present.as_json(
            {"decided": found.decided, "changed": found.changed, "changes": found.rows(), "examples": examples}
        )
        return
    present.console.print(f"{found.changed} of {found.decided} decisions would change.")
    if found.changed:
        present.console.print("", present.plain_table(found.rows()), "", present.plain_table(examples), sep="\n")


def moment(span: str) -> datetime:
    """So long ago. InputError unless the span is written as `12h` or `30d`."""
    written = SPAN.fullmatch(span)
    if written is None:
        raise InputError("--since", "write a number and h or d, such as 12h or 30d")
    return datetime.now(UTC) - timedelta(**{UNITS[written[2]]: int(written[1])})


COMMANDS = (accounts, automatic, corrections, rehearse)
