"""How the guards of what people are owed, told and asked to decide are taken out of the running code."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from functions.desk.act import Act
from functions.reply import guards, notices
from functions.review import open_case
from infra.simulate.faults import Knobs
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, FRIENDLY, Mail
from infra.simulate.mutants.mutant import Patch
from infra.simulate.mutants.patches import always, echo_filter
from infra.simulate.payloads import Entry
from infra.simulate.world import Plot
from shared.aws import secrets
from shared.domain import case as case_rules
from shared.domain import policy, sending
from shared.domain.assessment import Urgency
from shared.domain.brand import Account
from shared.domain.case import CaseState
from shared.domain.mention import Mention
from shared.domain.playbook import Playbook

AT_WAR = Knobs(repeat_rate=0.01)  # nothing fails but what the plot names, and nobody counts costs


def ends_with_thanks() -> list[Patch]:
    """A question that was acknowledged is done."""
    applied = sending.applied

    def done(mention: Mention, **options: Any) -> Mention:
        decision = mention.decision and replace(mention.decision, follow_up=False)
        return applied(replace(mention, decision=decision), **options)

    return [(sending, "applied", done)]


def nothing_left() -> list[Patch]:
    """After a reply it is the author's turn, whoever else of the case waits."""
    replied = case_rules.replied

    def waits(case: Any, at: Any, *, still_open: bool) -> Any:
        del still_open
        return replied(case, at, still_open=False)

    return [(case_rules, "replied", waits)]


def whenever() -> list[Patch]:
    """Everything is due as if it were of little urgency."""

    def due_at(self: Playbook, urgency: Urgency, since: datetime) -> datetime:
        del urgency
        return since + timedelta(minutes=self.sla_minutes.low)

    return [(Playbook, "due_at", due_at)]


def whoever_holds_it() -> list[Patch]:
    def held(self: Act) -> Any:
        return case_rules.take_over(self.case, self.staff.staff_id, self.now)

    return [(Act, "held", held)]


def only_where_work_waits() -> list[Patch]:
    """A case that waits for its author is nobody's business to the machine."""

    def has_open_case(mention: Mention, cases: Any) -> bool:
        case = cases.of_conversation(mention)
        return case is not None and case.state is CaseState.OPEN

    return [(guards, "_has_open_case", has_open_case)]


def own_account() -> list[Patch]:
    """Our own posts are not told from others', neither at the door nor where it is decided, nor by their name."""
    return [*echo_filter(), (Account, "is_own", always(False)), (policy, "imitates", always(False))]


def untold(unsaid: str) -> list[Patch]:
    page = notices.page

    def said(cause: str, *rest: Any) -> None:
        if cause != unsaid:
            page(cause, *rest)

    return [(notices, "page", said)]


def named_notice() -> list[Patch]:
    """The notice of an urgent case says who wrote."""
    tell = open_case.tell_of_case

    def named(topic: Any, case: Any) -> None:
        publish = topic.publish
        topic.publish = lambda subject, **facts: publish(subject, author=case.author_name, **facts)
        try:
            tell(topic, case)
        finally:
            del topic.publish

    return [(open_case, "tell_of_case", named)]


def impatient() -> list[Patch]:
    """How long a platform asked us to wait is not heard."""
    not_applied = sending.not_applied

    def at_once(mention: Mention, **options: Any) -> Mention:
        return not_applied(mention, **{**options, "retry_after_s": None})

    return [(sending, "not_applied", at_once)]


def newest_secret() -> list[Patch]:
    """After a rotation only the new secret counts, whatever overlap was agreed."""
    in_force = secrets._in_force
    return [(secrets, "_in_force", lambda *arguments: in_force(*arguments)[:1])]


def token_that_died_a_while() -> Plot:
    """One kind word meets a token that is refused, and two minutes later comes another one, of somebody else."""
    mail, apart_us = Mail(Random(0), SECOND), 120 * SECOND
    for number, at_us in enumerate((0, apart_us)):
        content = mail._write("x", number, number, at_us, FRIENDLY[0])
        mail._deliver("x", [Entry("created", content, content.first)], at_us)
    return Plot(apart_us + SECOND, AT_WAR, mail, echoes=False, refusals=[(0, "x", "token_dead", apart_us // 2)])


def limited_for_hours() -> Plot:
    """A platform that takes nothing for a long time, and a reply that waits for it when its writer goes home. X tells
    of no edits there, so nothing comes between; and the day goes on, since somebody writes hours later."""
    mail, hours_us = Mail(Random(0), SECOND), 4 * 3600 * SECOND
    for number in range(8):
        content = mail._write("x", number, number, 0, DANGER[0], private=True)
        mail._deliver("x", [Entry("created", content, content.first)], 0)
    mail.deliveries[-1].first_us = hours_us
    refusals = [(0, "x", "rate_limited", hours_us)]
    return Plot(60 * SECOND, AT_WAR, mail, staff=1, echoes=False, refusals=refusals)
