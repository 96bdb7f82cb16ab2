"""A person's reply: checked, stored, undone. It is posted elsewhere, by the step `reply`, when its undo window ends."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from functions.desk.act import Act, Done, field, require_seen
from functions.desk.languages import sentence
from shared import observe
from shared.aws import candidates
from shared.aws.candidates import Candidate, Fate
from shared.aws.endings import MOST_COVERED
from shared.aws.mentions import StaffReply
from shared.domain import case as case_rules
from shared.domain.case import Case, CaseState
from shared.domain.lifecycle import move
from shared.domain.linter import Severity, lint
from shared.domain.mention import Mention, OutgoingReply, State
from shared.domain.playbook import UndoSeconds
from shared.errors import ConfigurationError, ConflictError, InputError
from shared.platforms import registry
from shared.platforms.contract import ReplyRules, Visibility
from shared.platforms.counting import COUNTERS

WARNINGS_SHOWN = 5
TEXT_LIMIT = 20_000  # characters looked at before any platform's own limit
REPLY_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
NOT_WAITING = {
    State.REPLYING: "A reply to this message is waiting to be sent already.",
    State.SENDING: "A reply to this message is being sent already.",
    State.WITHDRAWN: "Its author has deleted this message.",
    State.ERASED: "This message was erased.",
}


@dataclass(frozen=True)
class Measure:
    """How long a text is, as the platform counts it, and what its writer should think about again."""

    count: int
    limit: int
    warnings: Sequence[str] = ()


def rules_of(mention: Mention) -> ReplyRules | None:
    """How this message may be answered; None where it cannot be answered from here."""
    try:
        return registry.card(mention.platform).replies.get(mention.surface)
    except ConfigurationError:
        return None


def platform_title(platform: str) -> str:
    """The platform's name for people, without what is explained in brackets."""
    try:
        return registry.card(platform).title.partition(" (")[0]
    except ConfigurationError:
        return platform


def visible(text: str) -> str:
    """The text with the line ends of the web made ours, without control characters."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    """The text as it is sent: visible, without outer space."""
    return visible(text).strip()


def measure(rules: ReplyRules, text: str, mention: Mention) -> Measure:
    cleaned = clean(text)[:TEXT_LIMIT]
    return Measure(COUNTERS[rules.counting](cleaned), rules.max_length, warnings_of(cleaned, mention))


def warnings_of(text: str, mention: Mention) -> list[str]:
    """What a careful colleague would point at in this answer, each once, with the words that it is about."""
    composed = unicodedata.normalize("NFC", text)
    language = mention.assessment.language if mention.assessment else None
    found = lint(text, by_machine=False, language=language) if text else []
    said = (
        f"“{composed[one.start : one.end]}”: {sentence(one.says)}" for one in found if one.severity is Severity.WARNING
    )
    return list(dict.fromkeys(said))[:WARNINGS_SHOWN]


@dataclass(frozen=True)
class Spoken:
    """Whose words a reply is, and what is written with it. `settle` gives the case as it is stored then."""

    by: str
    what: str
    approved_by: str = ""
    also: Sequence[dict[str, Any]] = ()
    settle: Callable[[Case], Case] = lambda case: case


def reply(act: Act) -> Done:
    """Stores the reply and lets the undo window begin. The same `reply_id` again changes nothing."""
    me = act.staff.staff_id
    if not act.case.candidates:
        return send(act, Spoken(by=me, what="replied"))
    waiting = undecided(candidates.of_case(act.ports.cases, act.case.case_id))
    require_superseding(act, waiting)
    settle = partial(case_rules.decided, waiting=0)
    return send(act, Spoken(by=me, what="replied", also=superseded(act, waiting), settle=settle))


def send(act: Act, spoken: Spoken) -> Done:
    """The one way by which a person's words leave: the reply is stored, and posted when its undo window ends."""
    reply_id, target = addressed(act)
    if act.ports.mentions.staff_reply(target.mention_id, reply_id):
        return Done("already_received", target.mention_id, reply_id)
    require_seen(act, "send again")
    require_waiting(target)
    rules, text = checked_text(act, target)
    if target.may_stand and not act.fields.get("sure"):
        raise InputError("sure", "an earlier reply may stand already: look on the platform, then tick the box")
    also_answered = covered(act, target)
    due_at = act.now + _undo_window(act, rules, spoken)
    after = move(
        target,
        State.REPLYING,
        by=act.by,
        at=act.now,
        reason="written",
        due_at=due_at,
        reply=OutgoingReply(text=text, by=spoken.by, reply_id=reply_id),
        earlier_replies=(*target.earlier_replies, *_spoken(target)),
    )
    written = StaffReply(
        reply_id=reply_id,
        mention_id=target.mention_id,
        case_id=act.case.case_id,
        case_version=act.case.version,
        text=text,
        by=spoken.by,
        written_at=act.now,
        covers={member.mention_id: member.revision for member in also_answered} or None,
        approved_by=spoken.approved_by,
    )
    also = [
        {"Put": act.ports.mentions.put_staff_reply(written)},
        {"Update": act.ports.mentions.change(target, after)},
        *({"ConditionCheck": act.ports.mentions.unchanged(member)} for member in also_answered),
        *spoken.also,
    ]
    next_case = case_rules.acted(act.held(), act.staff.staff_id, act.now, state=CaseState.OPEN)
    try:
        act.write(spoken.settle(next_case), spoken.what, also=also)
    except ConflictError:
        if act.ports.mentions.staff_reply(target.mention_id, reply_id):
            return Done("already_received", target.mention_id, reply_id)
        raise
    ring(lambda: act.ports.replies.ring_at(target.mention_id, due_at, act.now), target.mention_id)
    return Done("replied", target.mention_id, reply_id)


def addressed(act: Act) -> tuple[str, Mention]:
    """The reply's own id, and the message that it answers. InputError if one of them is wrong."""
    reply_id = field(act.fields, "reply_id", "send an id of your own: 32 hexadecimal digits")
    if not REPLY_ID.fullmatch(reply_id):
        raise InputError("reply_id", "it must be 32 hexadecimal digits")
    return reply_id, _member(act, field(act.fields, "mention_id", "name the message that is answered"))


def require_waiting(target: Mention) -> None:
    """ConflictError unless the message waits for an answer."""
    if target.state is not State.IN_REVIEW:
        raise ConflictError(
            NOT_WAITING.get(target.state, "This message waits for no answer any more.") + " Nothing was sent."
        )


def undecided(known: Sequence[Candidate]) -> list[Candidate]:
    """Those that still wait for a yes or no."""
    return [one for one in known if one.fate is None]


def require_superseding(act: Act, waiting: Sequence[Candidate]) -> None:
    """InputError unless it was said that these answers, which wait for approval, are given up."""
    if waiting and not act.fields.get("supersede"):
        what = "an answer waits" if len(waiting) == 1 else f"{len(waiting)} answers wait"
        raise InputError("supersede", f"{what} for approval: tick the box to give that up, or decide on it first")


def superseded(act: Act, waiting: Sequence[Candidate]) -> list[dict[str, Any]]:
    """These answers given up, as members of a transaction."""
    by, at = act.staff.staff_id, act.now
    return [candidates.decide(act.ports.cases, one, Fate.SUPERSEDED, by=by, at=at) for one in waiting]


def _spoken(target: Mention) -> Sequence[OutgoingReply]:
    """The reply before this one, if it was ever tried: what was said in public must stay known."""
    return (target.reply,) if target.reply and target.reply.tries else ()


def undo(act: Act) -> Done:
    """Takes a reply back while its window is open; its text is kept."""
    reply_id = field(act.fields, "reply_id", "name the reply")
    target = _member(act, field(act.fields, "mention_id", "name the message that was answered"))
    if target.reply is None or target.reply.reply_id != reply_id:
        raise ConflictError("This reply is not the one that waits to be sent. Nothing was done.")
    if target.state is State.IN_REVIEW:
        raise ConflictError("This reply does not wait to be sent any more. Its history says why.")
    if undo_ends(target, act.now) is None:
        raise ConflictError("Too late to undo: the reply has left.")
    after = move(
        target, State.IN_REVIEW, by=act.by, at=act.now, reason="undone", due_at=act.case.due_at, with_people=True
    )
    next_case = case_rules.acted(act.held(), act.staff.staff_id, act.now, state=CaseState.OPEN)
    act.write(next_case, "undone", also=[{"Update": act.ports.mentions.change(target, after)}])
    return Done("undone", target.mention_id, reply_id)


def ring(doorbell: Callable[[], None], mention_id: str) -> None:
    """Rings after the write. If it fails, what was written stands, and the sweep rings again."""
    try:
        doorbell()
    except Exception as error:
        observe.log("ring_failed", level="WARNING", mention_id=mention_id, error_type=type(error).__name__)


def checked_text(act: Act, target: Mention) -> tuple[ReplyRules, str]:
    """The rules and the text that keeps them. InputError says what is wrong with it."""
    rules, title = rules_of(target), platform_title(target.platform)
    if rules is None:
        raise InputError("mention_id", f"{title} takes no reply to this kind of message from here: answer it there")
    written = act.fields.get("text") or [""]
    text = clean(written[-1])
    if not text:
        raise InputError("text", "write something first")
    measured = measure(rules, text, target)
    if len(text) > TEXT_LIMIT or measured.count > measured.limit:
        raise InputError("text", f"it has {measured.count} characters; {title} allows {measured.limit}: shorten it")
    return rules, text


def covered(act: Act, target: Mention) -> Sequence[Mention]:
    """The other open messages that this reply answers too."""
    named = dict.fromkeys(act.fields.get("covers", ()))
    named.pop(target.mention_id, None)
    if len(named) > MOST_COVERED:
        raise InputError("covers", f"one reply can answer {MOST_COVERED} further messages at most")
    found = [_member(act, mention_id) for mention_id in named]
    if any(member.state is not State.IN_REVIEW for member in found):
        raise ConflictError("A message that this reply would answer too is not open any more. Nothing was sent.")
    return found


def _member(act: Act, mention_id: str) -> Mention:
    for member in act.members:
        if member.mention_id == mention_id:
            return member
    raise InputError("mention_id", "it is no message of this case")


def _undo_window(act: Act, rules: ReplyRules, spoken: Spoken) -> timedelta:
    """How long it can be undone. InputError where the brand wants two people for a public reply, and one sends it."""
    playbook = act.ports.settings.find_playbook(act.case.brand)
    undo_s = playbook.undo_s if playbook else UndoSeconds()
    if rules.visibility is Visibility.PRIVATE:
        return timedelta(seconds=undo_s.private)
    if playbook and playbook.two_people and not spoken.approved_by:
        raise InputError("approver", "two people are needed for a public reply now: submit it for approval")
    return timedelta(seconds=undo_s.public)


def undo_ends(mention: Mention, now: datetime) -> datetime | None:
    """Until when the reply to this message can be taken back; None if it cannot."""
    if mention.state is not State.REPLYING or mention.due_at is None or now >= mention.due_at:
        return None
    return mention.due_at
