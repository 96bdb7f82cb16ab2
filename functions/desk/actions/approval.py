"""Approval: an answer that one person wrote is sent after another said yes, by the same way as every reply.

Several may wait for one message; the one that is approved is sent, and the others for that message go back.
"""

from dataclasses import replace
from typing import Any

from functions.desk import drafting, replies
from functions.desk.act import REASON_LIMIT, Act, Done, colleagues, field, require_seen
from functions.desk.replies import Spoken
from shared.aws import candidates
from shared.aws.candidates import Candidate, Fate
from shared.aws.drafts import Draft
from shared.domain import case as case_rules
from shared.domain.brand import Role
from shared.domain.case import Case
from shared.errors import ConflictError, ForbiddenError, InputError

DECIDED = "Somebody decided on this answer already, or its writer took it back. Nothing was done."


def submit(act: Act) -> Done:
    """Hands an answer over to be approved; the case is let go. The same `reply_id` again changes nothing."""
    reply_id, target = replies.addressed(act)
    known = candidates.of_case(act.ports.cases, act.case.case_id)
    if any(one.reply_id == reply_id for one in known):
        return Done("already_received", target.mention_id)
    require_seen(act, "submit it again")
    act.free()
    replies.require_waiting(target)
    _rules, text = replies.checked_text(act, target)
    covered = replies.covered(act, target)
    mine = [
        one for one in replies.undecided(known) if (one.by, one.mention_id) == (act.staff.staff_id, target.mention_id)
    ]
    replies.require_superseding(act, mine)
    written = Candidate(
        reply_id=reply_id,
        case_id=act.case.case_id,
        mention_id=target.mention_id,
        text=text,
        by=act.staff.staff_id,
        at=act.now,
        covers=tuple(member.mention_id for member in covered),
        approver=_approver(act),
    )
    waiting = len(replies.undecided(known)) - len(mine) + 1
    after = case_rules.submit(act.case, act.now, waiting=waiting, approver=written.approver)
    also = [candidates.put(act.ports.cases, written), *replies.superseded(act, mine)]
    act.write(after, "submitted", also=also)
    _empty_draft(act, written)
    return Done("submitted", target.mention_id)


def approve(act: Act) -> Done:
    """Sends another person's answer: as a reply with its undo window. The others for that message are rejected."""
    known = candidates.of_case(act.ports.cases, act.case.case_id)
    chosen = _chosen(act, known)
    if chosen.fate is Fate.APPROVED:
        return Done("already_received", chosen.mention_id, chosen.reply_id)
    _require_undecided(chosen)
    _require_approver(act, chosen)
    others = [one for one in replies.undecided(known) if one is not chosen]
    beside = [one for one in others if one.mention_id == chosen.mention_id]
    decided = [_decided(act, chosen, Fate.APPROVED), *(_decided(act, one, Fate.REJECTED) for one in beside)]
    left = len(others) - len(beside)
    fields = {
        **act.fields,
        "reply_id": [chosen.reply_id],
        "mention_id": [chosen.mention_id],
        "text": [chosen.text],
        "covers": [*chosen.covers],
    }
    spoken = Spoken(
        by=chosen.by,
        what="approved",
        approved_by=act.staff.staff_id,
        also=decided,
        settle=lambda case: case_rules.decided(case, waiting=left),
    )
    done = replies.send(replace(act, fields=fields), spoken)
    for one in beside:
        _give_back(act, one)
    return done


def reject(act: Act) -> Done:
    """Sends an answer back to its writer, as a draft, with a note that says why."""
    note = field(act.fields, "reason", "say what is wrong with it", most=REASON_LIMIT)
    known = candidates.of_case(act.ports.cases, act.case.case_id)
    chosen = _chosen(act, known)
    _require_undecided(chosen)
    if chosen.by == act.staff.staff_id:
        raise InputError("candidate", "you wrote it: take it back instead")
    _require_approver(act, chosen)
    act.free()
    return _back(act, chosen, len(replies.undecided(known)) - 1, Fate.REJECTED, note)


def withdraw(act: Act) -> Done:
    """Takes one's own answer back before anybody decided on it; it is a draft again."""
    known = candidates.of_case(act.ports.cases, act.case.case_id)
    chosen = _chosen(act, known)
    _require_undecided(chosen)
    if chosen.by != act.staff.staff_id:
        raise InputError("candidate", "only its writer takes it back: reject it instead")
    return _back(act, chosen, len(replies.undecided(known)) - 1, Fate.WITHDRAWN, "")


def _back(act: Act, chosen: Candidate, left: int, fate: Fate, note: str) -> Done:
    code = "rejected" if fate is Fate.REJECTED else "withdrawn"
    after: Case = case_rules.sent_back(act.case, act.now, waiting=left, writer=chosen.by)
    try:
        act.write(after, code, reason=note, also=[_decided(act, chosen, fate, note)])
    except ConflictError as conflict:
        if 2 in conflict.failed:
            raise ConflictError(DECIDED) from conflict
        raise
    _give_back(act, chosen)
    return Done(code, chosen.mention_id)


def _give_back(act: Act, candidate: Candidate) -> None:
    """The text as its writer's draft, unless they have begun another one."""
    draft = Draft(
        case_id=candidate.case_id,
        mention_id=candidate.mention_id,
        by=candidate.by,
        text=candidate.text,
        edition=1,
        window=candidate.reply_id,
        updated_at=act.now,
    )
    drafting.store(act.ports).keep(draft, after=0)


def _empty_draft(act: Act, candidate: Candidate) -> None:
    """What was submitted is no draft any more; a text that was changed since stays one."""
    drafts = drafting.store(act.ports)
    for draft in drafts.of_case(candidate.case_id, act.now):
        if (draft.by, draft.mention_id, replies.clean(draft.text)) == (
            candidate.by,
            candidate.mention_id,
            candidate.text,
        ):
            drafts.empty(draft, act.now)


def _chosen(act: Act, known: list[Candidate]) -> Candidate:
    reply_id = field(act.fields, "candidate", "name the answer by its reply_id")
    require_seen(act, "decide again")
    found = next((one for one in known if one.reply_id == reply_id), None)
    if found is None:
        raise InputError("candidate", "there is no such answer in this case")
    return found


def _require_undecided(candidate: Candidate) -> None:
    if candidate.fate:
        raise ConflictError(DECIDED)


def _require_approver(act: Act, candidate: Candidate) -> None:
    """Another person than the writer; the one whom it was handed to, or an administrator."""
    me = act.staff.staff_id
    if candidate.by == me:
        raise ForbiddenError("You wrote it: another person must approve it.")
    role = act.staff.role(act.case.brand)
    if candidate.approver not in (None, me) and not (role and role.allows(Role.ADMIN)):
        raise ForbiddenError("It was handed to somebody else: ask them, or an administrator of the brand.")


def _approver(act: Act) -> str | None:
    """The colleague whom the answer is handed to; None for anybody who may."""
    wanted = (act.fields.get("approver") or [""])[-1].strip()
    if not wanted:
        return None
    if wanted == act.staff.staff_id:
        raise InputError("approver", "it must be somebody else: two people see each such answer")
    if wanted not in {person.staff_id for person in colleagues(act.ports, act.case.brand, "act")}:
        raise InputError("approver", "choose a colleague who may work on cases of this brand, or anybody")
    return wanted


def _decided(act: Act, candidate: Candidate, fate: Fate, note: str = "") -> dict[str, Any]:
    return candidates.decide(act.ports.cases, candidate, fate, by=act.staff.staff_id, at=act.now, note=note)
