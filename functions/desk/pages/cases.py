"""One case: its messages, the box to answer in, and every action as a form."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import actions, answers, asked, drafting, replies, views, words
from functions.desk.act import load
from functions.desk.admission import Visit, checked_id
from functions.desk.pages import focus
from functions.desk.pages.frame import came_from, page, visit_of
from functions.desk.views import CaseView
from functions.desk.views.author import author_block, thread_stop
from functions.desk.views.composing import Composing, Drafts, composing, drafts_of
from shared.errors import ConflictError, InputError

router = APIGatewayHttpRouter()
# after these, nothing is left to do at the case
LEAVE = ("released", "resolved", "snoozed", "snoozed_until_message", "submitted")


@router.get("/cases/<case_id>")
def case(case_id: str) -> Response:
    visit = visit_of(router)
    found = load(visit.ports, visit.staff, checked_id(case_id), "see")
    return _case_page(visit, views.case_view(visit.ports, visit.staff, found, visit.now))


@router.get("/cases/<case_id>/<action>")
def after_refusal(case_id: str, action: str) -> Response:
    """A refused form leaves its address in the browser: reading that page again leads to the case."""
    return answers.redirect(f"/cases/{checked_id(case_id)}" if action in actions.ACTIONS else "/")


@router.post("/cases/<case_id>/<action>")
def act(case_id: str, action: str) -> Response:
    """After the action the case is read afresh; where it was refused, the page comes again with what was written."""
    visit = visit_of(router)
    try:
        done = actions.perform(visit.ports, visit.staff, checked_id(case_id), action, visit.fields)
    except (ConflictError, InputError) as error:
        found = load(visit.ports, visit.staff, case_id, "see")
        view = views.case_view(visit.ports, visit.staff, found, visit.now)
        return _case_page(visit, view, error=error)
    before = came_from(router)
    if done.code in LEAVE and (visit.fields.get("then") or [""])[-1] == "next":
        return answers.redirect(focus.address_of_next(focus.take_next(visit, done.brand), done.brand))
    if done.code in LEAVE and before.pop("focus", ""):
        return answers.redirect(f"/focus?{asked.address({'brand': done.brand, 'done': done.code})}")
    if done.code in LEAVE:
        return answers.redirect(f"/?{asked.address({'brand': done.brand, **before, 'done': done.code})}")
    draft = done.reply_id if done.code == "undone" else ""
    query = asked.address(before, done=done.code, answer=done.mention_id, draft=draft)
    return answers.redirect(f"/cases/{case_id}?{query}")


def _case_page(visit: Visit, view: CaseView, *, error: ConflictError | InputError | None = None) -> Response:
    status = answers.problem(error)[0] if error else 200
    drafts = drafts_of(visit.ports, visit.staff, view, visit.now)
    target = _target(visit, view, drafts)
    begun = composing(visit.ports, visit.staff, view, target, drafts, visit.now, error)
    text = _text(visit, view, target, begun)
    return page(
        visit,
        "case.html",
        status=status,
        brands=views.brands_of(visit.ports, visit.staff, visit.now),
        view=view,
        chosen={"brand": view.case.brand, **asked.chosen_of(visit.query)},
        block=author_block(visit.ports, view.case, visit.now),
        stop=thread_stop(visit.ports, view.case, visit.now),
        target=target,
        composing=begun,
        text=text,
        measured=replies.measure(target.rules, text, target.mention) if target and target.rules else None,
        reply_id=visit.ports.new_id(),
        problem=words.refusal(error) if error else "",
        field=error.field if isinstance(error, InputError) else "",
        fields=visit.fields,
    )


def _target(visit: Visit, view: CaseView, drafts: Drafts) -> views.Message | None:
    """The message that the box answers: the one that was asked for, else one whose answer this person has begun, else
    the newest that waits."""
    asked = (visit.fields.get("mention_id") or [visit.query.get("answer", "")])[-1]
    waiting = {shown.mention.mention_id: shown for shown in view.answerable}
    wanted = [asked, *(shown.draft.mention_id for shown in drafts.mine), *reversed(waiting)]
    return next((waiting[mention_id] for mention_id in wanted if mention_id in waiting), None)


def _text(visit: Visit, view: CaseView, target: views.Message | None, begun: Composing) -> str:
    """What stands in the box: what was written just now, a reply that came back, or the draft that was kept."""
    if "text" in visit.fields:
        return visit.fields["text"][-1]
    draft = visit.query.get("draft", "")
    if target and replies.REPLY_ID.fullmatch(draft):
        kept = visit.ports.mentions.staff_reply(target.mention.mention_id, draft)
        if kept and kept.case_id == view.case.case_id:
            return kept.text
    own = begun.own.text if begun.own else ""
    used = [shown.draft.text for shown in begun.others if shown.draft.by == visit.query.get("use")]
    return drafting.together(own, used[0]) if used and used[0] not in own else own
