"""What the pages and the JSON show: cases, messages and their history, read and put into words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache

from functions.desk import text, words
from functions.desk.act import Ports, may, name_of, seen_stamp
from functions.desk.replies import platform_title, rules_of, undo_ends, warnings_of
from shared.aws.cases import Held
from shared.domain.brand import UNASSIGNED, Staff, StopSwitch
from shared.domain.case import Case, CaseState, Outcome
from shared.domain.correction import KINDS, can_be_corrected
from shared.domain.lifecycle import REVIEW, actor
from shared.domain.mention import Mention, OutgoingReply, State
from shared.platforms.contract import ReplyRules

ROWS = 100  # shown at most; the next one is read to tell that there are more
HISTORY = 10
FOLDERS = {"open": CaseState.OPEN, "waiting": CaseState.WAITING, "closed": CaseState.CLOSED}
SHOWS = ("all", "unclaimed", "mine")
LOOK_AGAIN_S = 3  # while a reply is being sent
LOOK_AGAIN_AT_MOST_S = 30
UNTOLD = ("claimed", "joined", "raised", "rung")  # told by the case's own timeline, or of no use to people
ONLY_HERE = "corrected:"  # what a person did that the case's timeline does not tell
UNTOLD_EVENTS = ("reply_sent", "reply_failed")  # told, with the reason, by the message's own timeline

Names = Callable[[str], str]


@dataclass(frozen=True)
class Brand:
    """A brand as one person sees it. `stop` is its stop switch if that is on, `stopped_by` who turned it."""

    name: str
    title: str
    role: str
    stop: StopSwitch | None = None
    stopped_by: str = ""


@dataclass(frozen=True)
class Row:
    """A case in the list."""

    case: Case
    platform: str
    excerpt: str
    gone: bool
    holder: str
    is_mine: bool


@dataclass(frozen=True)
class Line:
    """A line of a timeline."""

    at: datetime
    who: str
    what: str
    why: str = ""


@dataclass(frozen=True)
class Judged:
    """One thing that a person may correct: the machine's word, the word that stands by now, and all that may stand."""

    what: str
    said: str
    stands: str
    allowed: Sequence[str]


@dataclass(frozen=True)
class Message:
    """A mention as it is read. `parts` is its text with the evidence marked; empty if the text is gone.

    `failed_text` says that a person's reply to it was written and not posted; `may_stand` that one may stand already.
    """

    mention: Mention
    surface: str
    state: str
    parts: Sequence[text.Part]
    link: text.Link | None
    media: Sequence[str]
    rules: ReplyRules | None
    reply_by: str
    earlier: Sequence[OutgoingReply]
    reply_link: text.Link | None
    failed_text: bool
    may_stand: bool
    excerpt: str
    judged: Sequence[Judged]


@dataclass(frozen=True)
class Pending:
    """A reply on its way. `undo_until` is None when it is too late; `look_again_s` is when to read the page again."""

    mention: Mention
    by: str
    warnings: Sequence[str]
    undo_until: datetime | None
    look_again_s: int


@dataclass(frozen=True)
class Earlier:
    """Another mention by the same author."""

    mention: Mention
    state: str
    excerpt: str


@dataclass(frozen=True)
class CaseView:
    """A case with all that is shown of it."""

    case: Case
    seen: str
    platform: str
    account: str
    messages: Sequence[Message]
    timeline: Sequence[Line]
    earlier: Sequence[Earlier]
    pending: Pending | None
    answerable: Sequence[Message]
    holder: str
    is_mine: bool
    is_held_by_other: bool
    may_act: bool
    still_open: int
    outcomes: Sequence[Outcome] = field(default=())


def brands_of(ports: Ports, staff: Staff, now: datetime) -> list[Brand]:
    """The brands that this person may see, with the stop switches that are on."""
    listed = {**ports.settings.brands(), UNASSIGNED: "Unassigned"}
    found = []
    for name, title in listed.items():
        role = staff.role(name)
        if role is None:
            continue
        switch = ports.settings.stop_switch(name) if name != UNASSIGNED else StopSwitch()
        on = switch.is_on(now)
        by = name_of(ports, switch.by) if on else ""
        found.append(Brand(name, title, role.value, switch if on else None, by))
    return found


def queue(
    ports: Ports, staff: Staff, brand: str, folder: str, show: str, now: datetime, limit: int = ROWS
) -> list[Row]:
    """The rows of one folder, at most one more than `limit`: that one tells that there are more."""
    held = {"all": None, "unclaimed": Held(None, now), "mine": Held(staff.staff_id, now)}[show]
    latest_first = folder == "closed"
    cases = ports.cases.queue(brand, FOLDERS[folder], limit + 1, held=held, latest_first=latest_first)
    newest = ports.mentions.get_many([case.newest for case in cases[:limit] if case.newest])
    names = cache(lambda staff_id: name_of(ports, staff_id))
    return [_row(case, newest.get(case.newest), staff, names, now) for case in cases]


def case_view(ports: Ports, staff: Staff, case: Case, now: datetime) -> CaseView:
    """All that is shown of one case."""
    members = ports.cases.members(case.case_id)
    names = cache(lambda staff_id: name_of(ports, staff_id))
    messages = [message(member, names) for member in members]
    account = ports.settings.account(case.platform, case.account_id)
    holder = case.held_by(now)
    may_act = may(staff, case.brand, "act")
    pending = next(
        (_pending(member, names, now) for member in members if member.state in (State.REPLYING, State.SENDING)), None
    )
    waiting = [shown for shown in messages if shown.mention.state is State.IN_REVIEW]
    still_open = sum(member.is_open for member in members)
    return CaseView(
        case=case,
        seen=seen_stamp(case, members),
        platform=platform_title(case.platform),
        account=account.title if account and account.title else case.account_id,
        messages=messages,
        timeline=_case_timeline(ports, case, members, names),
        earlier=earlier(ports, staff, case.platform, case.author_id, {member.mention_id for member in members}),
        pending=pending,
        answerable=waiting,
        holder=names(holder) if holder else "",
        is_mine=holder == staff.staff_id,
        is_held_by_other=holder is not None and holder != staff.staff_id,
        may_act=may_act,
        still_open=still_open,
        outcomes=[outcome for outcome in Outcome if not (still_open and outcome is Outcome.ANSWERED)],
    )


def message(mention: Mention, names: Names) -> Message:
    """One mention as it is read."""
    assessed = mention.assessment.reasons if mention.assessment and not mention.assess_again else ()
    reply = mention.reply
    return Message(
        mention=mention,
        surface=words.SURFACES[mention.surface],
        state=words.STATES[mention.state],
        parts=text.marked(mention.text, assessed) if mention.text else (),
        link=text.safe_link(mention.permalink),
        media=[words.MEDIA.get(kind, words.spaced(kind)) for kind in mention.media],
        rules=rules_of(mention),
        reply_by=_who(reply.by, names) if reply else "",
        earlier=[replace(said, by=_who(said.by, names)) for said in mention.earlier_replies],
        reply_link=text.safe_link(reply.permalink) if reply else None,
        failed_text=mention.state is State.IN_REVIEW and bool(reply and reply.reply_id and not reply.sent_at),
        may_stand=mention.may_stand,
        excerpt=text.first_line(mention.text, 100),
        judged=_judged(mention) if can_be_corrected(mention) else (),
    )


def mention_timeline(mention: Mention, names: Names) -> list[Line]:
    """A mention's own history, newest first."""
    return list(reversed(_told(mention, names)))


def earlier(ports: Ports, staff: Staff, platform: str, author_id: str | None, without: set[str]) -> list[Earlier]:
    """The author's other newest mentions, as far as this person may see their brands."""
    if not author_id:
        return []
    ids = [
        found for found in ports.mentions.by_author(platform, author_id, HISTORY + len(without)) if found not in without
    ]
    found = ports.mentions.get_many(ids[:HISTORY])
    return [
        Earlier(mention, words.STATES[mention.state], text.first_line(mention.text, 80))
        for mention in (found[mention_id] for mention_id in ids if mention_id in found)
        if may(staff, mention.brand, "see")
    ]


def _judged(mention: Mention) -> list[Judged]:
    right = {one.what: one.right for one in mention.corrections if one.revision == mention.revision}
    said = {what: str(kind.said(mention)) for what, kind in KINDS.items()}
    return [Judged(what, said[what], right.get(what, said[what]), kind.allowed) for what, kind in KINDS.items()]


def _row(case: Case, newest: Mention | None, staff: Staff, names: Names, now: datetime) -> Row:
    holder = case.held_by(now)
    return Row(
        case=case,
        platform=platform_title(case.platform),
        excerpt=text.first_line(newest.text) if newest else "",
        gone=newest is not None and newest.text is None,
        holder=names(holder) if holder else "",
        is_mine=holder == staff.staff_id,
    )


def _pending(mention: Mention, names: Names, now: datetime) -> Pending:
    until = undo_ends(mention, now)
    wait_s = int((until - now) / timedelta(seconds=1)) + 2 if until else LOOK_AGAIN_S
    warnings = warnings_of(mention.reply.text, mention) if mention.reply and mention.reply.reply_id else ()
    by = _who(mention.reply.by, names) if mention.reply else ""
    return Pending(mention, by, warnings, until, min(wait_s, LOOK_AGAIN_AT_MOST_S))


def _case_timeline(ports: Ports, case: Case, members: Sequence[Mention], names: Names) -> list[Line]:
    """The case's lines and those of its members that the case's do not tell, newest first."""
    lines = [
        Line(
            event.at, _who(event.by, names), words.EVENTS.get(event.what, words.spaced(event.what)), _why(event.reason)
        )
        for event in ports.cases.timeline(case.case_id)
        if event.what not in UNTOLD_EVENTS
    ]
    for member in members:
        lines += _told(member, names, without=("desk", REVIEW))
    return sorted(lines, key=lambda line: line.at)[::-1]


def _told(mention: Mention, names: Names, *, without: Sequence[str] = ()) -> list[Line]:
    lines, before = [], None
    for entry in mention.timeline:
        moved, before = entry.state is not before, entry.state
        is_told = actor(entry.by) in without and not entry.reason.startswith(ONLY_HERE)
        if is_told or entry.reason in UNTOLD:
            continue
        why = words.reason(entry.reason) if entry.reason else ""
        lines.append(Line(entry.at, _who(entry.by, names), f"→ {words.STATES[entry.state]}" if moved else "", why))
    return lines


def _why(reason: str) -> str:
    """An outcome or a code in words; what a person wrote as it is."""
    return words.reason(reason) if reason.partition(":")[0] in words.REASONS else reason


def _who(by: str, names: Names) -> str:
    """The name of a person, or what a step is called."""
    step, _, person = by.partition(":")
    if by in words.ACTORS:
        return words.ACTORS[by]
    return names(person) if step == "desk" and person else names(by)
