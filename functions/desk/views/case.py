"""One case, with all that is shown of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from functions.desk import words
from functions.desk.act import Ports, may, name_of, seen_stamp
from functions.desk.languages import gettext
from functions.desk.replies import platform_title, undo_ends, warnings_of
from functions.desk.views.messages import Earlier, Line, Message, Names, earlier, message, told, who
from functions.desk.views.work import NOTHING, Work, work_of
from shared.domain.brand import Staff
from shared.domain.case import Case, Outcome, awake
from shared.domain.lifecycle import REVIEW
from shared.domain.mention import Mention, State

LOOK_AGAIN_S = 3  # while a reply is being sent
LOOK_AGAIN_AT_MOST_S = 30
ABOUT_PEOPLE = ("assigned",)  # their reason is a staff id
UNTOLD_EVENTS = ("reply_sent", "reply_failed")  # told, with the reason, by the message's own timeline


@dataclass(frozen=True)
class Pending:
    """A reply on its way. `undo_until` is None when it is too late; `look_again_s` is when to read the page again."""

    mention: Mention
    by: str
    warnings: Sequence[str]
    undo_until: datetime | None
    look_again_s: int


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
    work: Work = NOTHING


def case_view(ports: Ports, staff: Staff, case: Case, now: datetime) -> CaseView:
    """All that is shown of one case, as it stands now: a snooze that has ended is none."""
    case = awake(case, now)
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
        work=work_of(ports, staff, case, names, now),
        outcomes=[outcome for outcome in Outcome if not (still_open and outcome is Outcome.ANSWERED)],
    )


def _pending(mention: Mention, names: Names, now: datetime) -> Pending:
    until = undo_ends(mention, now)
    wait_s = int((until - now) / timedelta(seconds=1)) + 2 if until else LOOK_AGAIN_S
    warnings = warnings_of(mention.reply.text, mention) if mention.reply and mention.reply.reply_id else ()
    by = who(mention.reply.by, names) if mention.reply else ""
    return Pending(mention, by, warnings, until, min(wait_s, LOOK_AGAIN_AT_MOST_S))


def _case_timeline(ports: Ports, case: Case, members: Sequence[Mention], names: Names) -> list[Line]:
    """The case's lines and those of its members that the case's do not tell, newest first."""
    lines = [
        Line(
            event.at,
            who(event.by, names),
            gettext(words.EVENTS.get(event.what, words.spaced(event.what))),
            names(event.reason) if event.what in ABOUT_PEOPLE else _why(event.reason),
        )
        for event in ports.cases.timeline(case.case_id)
        if event.what not in UNTOLD_EVENTS
    ]
    for member in members:
        lines += told(member, names, without=("desk", REVIEW))
    return sorted(lines, key=lambda line: line.at)[::-1]


def _why(reason: str) -> str:
    """An outcome or a code in words; what a person wrote as it is."""
    return words.reason(reason) if reason.partition(":")[0] in words.REASONS else reason
