"""One case: its messages, the box to answer in, and every action as a form."""

from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import actions, answers, replies, views, words
from functions.desk.act import load
from functions.desk.admission import Visit, checked_id
from functions.desk.pages.frame import page, visit_of
from functions.desk.views import CaseView
from shared.errors import ConflictError, InputError

router = APIGatewayHttpRouter()


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
    if done.code in ("released", "resolved"):
        return answers.redirect(f"/?{urlencode({'brand': done.brand, 'done': done.code})}")
    query = {"done": done.code, "answer": done.mention_id, "draft": done.reply_id if done.code == "undone" else ""}
    return answers.redirect(f"/cases/{case_id}?{urlencode({name: value for name, value in query.items() if value})}")


def _case_page(visit: Visit, view: CaseView, *, error: ConflictError | InputError | None = None) -> Response:
    status = answers.problem(error)[0] if error else 200
    target = _target(visit, view)
    text = _text(visit, view, target)
    return page(
        visit,
        "case.html",
        status=status,
        brands=views.brands_of(visit.ports, visit.staff, visit.now),
        view=view,
        target=target,
        text=text,
        measured=replies.measure(target.rules, text, target.mention) if target and target.rules else None,
        reply_id=visit.ports.new_id(),
        problem=words.refusal(error) if error else "",
        field=error.field if isinstance(error, InputError) else "",
        fields=visit.fields,
    )


def _target(visit: Visit, view: CaseView) -> views.Message | None:
    """The message that the box answers: the one that was asked for, else the newest that waits."""
    asked = (visit.fields.get("mention_id") or [visit.query.get("answer", "")])[-1]
    waiting = list(view.answerable)
    return next((shown for shown in waiting if shown.mention.mention_id == asked), waiting[-1] if waiting else None)


def _text(visit: Visit, view: CaseView, target: views.Message | None) -> str:
    """What stands in the box: what was written just now, or a reply that came back."""
    if "text" in visit.fields:
        return visit.fields["text"][-1]
    draft = visit.query.get("draft", "")
    if not target or not replies.REPLY_ID.fullmatch(draft):
        return ""
    kept = visit.ports.mentions.staff_reply(target.mention.mention_id, draft)
    return kept.text if kept and kept.case_id == view.case.case_id else ""
