"""What stands around the box: drafts, saved replies, and who else is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from functions.desk import company, drafting, saved
from functions.desk.act import Ports
from functions.desk.company import Person
from functions.desk.drafting import NewerDraftError, Shown
from functions.desk.saved import Ready
from functions.desk.views.case import CaseView
from functions.desk.views.messages import Message
from shared.aws.drafts import Draft
from shared.domain.brand import Staff


@dataclass(frozen=True)
class Drafts:
    """Begun answers to messages of a case that still wait: this person's, and those that others left."""

    mine: Sequence[Shown] = ()
    others: Sequence[Shown] = ()


@dataclass(frozen=True)
class Composing:
    """For one message: `own` is this person's draft, `others` are what colleagues began, `newer` is what another window
    kept meanwhile; `fit` are the saved replies that suit it, `rest` the brand's others.

    `elsewhere` are anybody's drafts for the case's other open messages.
    """

    people: Sequence[Person] = ()
    own: Draft | None = None
    others: Sequence[Shown] = ()
    elsewhere: Sequence[Shown] = ()
    newer: Draft | None = None
    fit: Sequence[Ready] = ()
    rest: Sequence[Ready] = ()


def drafts_of(ports: Ports, staff: Staff, view: CaseView, now: datetime) -> Drafts:
    """Nothing for those who may only read."""
    if not view.may_act:
        return Drafts()
    members = [shown.mention for shown in view.messages]
    mine, others = drafting.of_case(ports, staff, view.case, members, now)
    waiting = {shown.mention.mention_id for shown in view.answerable}
    return Drafts(
        [shown for shown in mine if shown.draft.mention_id in waiting],
        [shown for shown in others if shown.draft.mention_id in waiting],
    )


def composing(
    ports: Ports,
    staff: Staff,
    view: CaseView,
    target: Message | None,
    drafts: Drafts,
    now: datetime,
    error: Exception | None,
) -> Composing:
    """For the message `target`; nothing but the company where nothing can be answered."""
    people = company.at_case(ports, staff, view.case, now)
    if not view.may_act or target is None or target.rules is None:
        return Composing(people)
    here = target.mention.mention_id
    fit, rest = saved.for_message(ports, staff, view.case, target.mention)
    return Composing(
        people=people,
        own=next((shown.draft for shown in drafts.mine if shown.draft.mention_id == here), None),
        others=[shown for shown in drafts.others if shown.draft.mention_id == here],
        elsewhere=[shown for shown in (*drafts.mine, *drafts.others) if shown.draft.mention_id != here],
        newer=error.kept if isinstance(error, NewerDraftError) else None,
        fit=fit,
        rest=rest,
    )
