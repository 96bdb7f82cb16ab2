"""How the command line shows things: tables for people, JSON for programs."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from infra.follow import Followed
from shared.domain import times
from shared.domain.case import Case
from shared.domain.mention import Mention, State

console = Console(file=sys.stdout)  # kept: while the system runs, standard output is the functions' log

COLOURS = {
    State.ACKNOWLEDGED: "green",
    State.ANSWERED: "green",
    State.IN_REVIEW: "yellow",
    State.IGNORED: "bright_black",
    State.WITHDRAWN: "bright_black",
    State.RESOLVED: "green",
}
URGENCY_COLOURS = {"critical": "bold red", "high": "red", "normal": "default", "low": "bright_black"}


def as_json(value: Any) -> None:
    """Prints dataclasses, mappings and lists of them as JSON."""
    console.out(json.dumps(value, default=_plain, indent=2, ensure_ascii=False), highlight=False)


def mentions(found: Sequence[Mention]) -> Table:
    table = Table("received", box=None, header_style="dim")
    table.add_column("mention", no_wrap=True, overflow="fold")  # an id that is cut cannot be copied
    for head in ("state", "why", "text"):
        table.add_column(head)
    for mention in found:
        table.add_row(
            _clock(mention.received_at),
            mention.mention_id,
            _state(mention),
            mention.decision.reason if mention.decision else "",
            _excerpt(mention.text),
        )
    return table


def mention(one: Mention, desk_url: str) -> Group:
    """Everything about one mention: what it says, where it stands, and why."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_row("platform", f"{one.platform}, account {one.account_id}, {one.surface}, via {one.via}")
    facts.add_row("state", _state(one))
    if one.due_at:
        facts.add_row("due", times.to_text(one.due_at))
    if one.assessment:
        believed = one.assessment
        topics = ", ".join(str(topic) for topic in believed.topics) or "no topic"
        facts.add_row(
            "assessment",
            f"{topics}; {believed.sentiment}, {believed.urgency}, {believed.language}, "
            f"confidence {believed.confidence:.2f}, rules {believed.ruleset_version}",
        )
        for reason in believed.reasons:
            facts.add_row("", Text(f"{reason.says} ({reason.rule})"))
    if one.decision:
        follow_up = ", and a person must still answer" if one.decision.follow_up else ""
        facts.add_row(
            "decision",
            f"{one.decision.action}: {one.decision.reason}{follow_up}, playbook {one.decision.playbook_version}",
        )
    for said in (*one.earlier_replies, *((one.reply,) if one.reply else ())):
        sent = times.to_text(said.sent_at) if said.sent_at else "not sent (yet)"
        facts.add_row("reply", foreign(f"{said.text}  [{said.by}, {sent}]"))
    if one.case_id:
        facts.add_row("case", f"{desk_url}/cases/{one.case_id}")
    steps = Table("at", "state", "by", "why", box=None, header_style="dim")
    for entry in one.timeline:
        steps.add_row(times.to_text(entry.at), str(entry.state), entry.by, entry.reason)
    return Group(Panel(foreign(one.text or "(no text)"), title=one.mention_id, title_align="left"), facts, "", steps)


def cases(found: Sequence[Case], now: datetime) -> Table:
    table = Table("due", "urgency", "case", "platform", "author", "topic", "held by", box=None, header_style="dim")
    for case in found:
        left_s = (case.due_at - now).total_seconds()
        due = f"in {_span(left_s)}" if left_s >= 0 else f"[red]late by {_span(-left_s)}[/red]"
        urgency = Text(str(case.urgency), style=URGENCY_COLOURS[str(case.urgency)])
        author = foreign(case.author_name or case.author_id or "unknown")
        table.add_row(due, urgency, case.case_id, case.platform, author, case.topic, case.held_by(now) or "")
    return table


def timeline(followed: Sequence[Followed], waiting: int) -> Table:
    """The samples on their way: the picture that `heed up` draws again and again."""
    table = Table(box=None, header_style="dim", expand=True)
    table.add_column("platform", no_wrap=True)
    table.add_column("what arrives", no_wrap=True, overflow="ellipsis", ratio=3)
    table.add_column("answer", no_wrap=True)
    table.add_column("where it ends", no_wrap=True, overflow="ellipsis", ratio=4)
    table.add_column("after", no_wrap=True, justify="right")
    for one in followed:
        after = f"{one.settled_after_s:.1f} s" if one.settled_after_s is not None else "…"
        table.add_row(one.sample.platform, Text(one.sample.what), str(one.status), _ending(one), after)
    if waiting:
        table.add_row("", f"[dim]{waiting} more to come[/dim]", "", "", "")
    return table


def summary(followed: Sequence[Followed]) -> str:
    """One line: how many samples ended where."""
    return counted(Counter(one.ends_in.replace("_", " ") for one in followed))


def plain_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Rows with the same keys, the keys as heads."""
    table = Table(box=None, header_style="dim")
    for head in rows[0] if rows else ("nothing",):
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(foreign(str(value)) for value in row.values()))
    return table


def listed(rows: Iterable[tuple[str, str]]) -> None:
    """Prints names, each on a line that is never broken, with what is to be said of it below."""
    for name, said in rows:
        console.print(foreign(name), soft_wrap=True, highlight=False)
        console.print(Padding(foreign(said), (0, 0, 0, 2)), highlight=False)


def counted(found: Counter[str]) -> str:
    """One line: what there is how often, the most first."""
    return ", ".join(f"{count} {word}" for word, count in found.most_common())


def _ending(one: Followed) -> Text:
    mention = next(iter(one.mentions.values()), None)
    if mention is None:
        reason = f" ({', '.join(one.ignored)})" if one.ignored else ""
        return Text(f"{one.ends_in}{reason}", style="bright_black" if one.settled else "dim")
    if not one.settled:
        return Text(str(mention.state).replace("_", " "), style="dim")
    if mention.reply and mention.reply.sent_at:
        said = Text(f"{one.ends_in.replace('_', ' ')}: ", style=COLOURS.get(mention.state, ""))
        return said.append(f"“{mention.reply.text}”", style="italic")
    urgency = f", {mention.assessment.urgency}" if mention.assessment and mention.is_open else ""
    why = mention.decision.reason if mention.decision else mention.timeline[-1].reason
    text = f"{one.ends_in}{urgency} ({why})".replace("_", " ")
    return Text(text, style=COLOURS.get(mention.state, ""))


def _state(mention: Mention) -> str:
    colour = COLOURS.get(mention.state, "cyan")
    return f"[{colour}]{mention.state}[/{colour}]"


def foreign(text: str) -> Text:
    """What strangers wrote, without what would steer the terminal: control characters, overrides of direction."""
    return Text("".join(sign if sign.isprintable() or sign in "\n\u200d" else "\ufffd" for sign in text))


def _excerpt(text: str | None) -> Text:
    line = foreign(" ".join((text or "").split())).plain
    return Text(line if len(line) <= 60 else line[:59] + "…")


def _clock(moment: datetime) -> str:
    return moment.astimezone().strftime("%H:%M:%S")


def _span(seconds: float) -> str:
    minutes = int(seconds // 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return times.to_text(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)
