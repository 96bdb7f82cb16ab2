"""One mention by itself: for what never had a case."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, replies, views, words
from functions.desk.act import load_mention, may, name_of
from functions.desk.actions import of_mention
from functions.desk.admission import Visit, checked_id
from functions.desk.pages.frame import page, visit_of
from shared.errors import ConflictError, InputError

router = APIGatewayHttpRouter()


@router.get("/mentions/<mention_id>")
def mention(mention_id: str) -> Response:
    visit = visit_of(router)
    return _mention_page(visit, checked_id(mention_id))


@router.post("/mentions/<mention_id>/reopen")
def reopen_mention(mention_id: str) -> Response:
    visit = visit_of(router)
    try:
        done = of_mention.reopen_mention(visit.ports, visit.staff, checked_id(mention_id), visit.fields)
    except (ConflictError, InputError) as error:
        return _mention_page(visit, mention_id, error=error)
    return answers.redirect(f"/mentions/{mention_id}?done={done.code}")


@router.post("/mentions/<mention_id>/correct")
def correct_mention(mention_id: str) -> Response:
    visit = visit_of(router)
    try:
        done = of_mention.correct_mention(visit.ports, visit.staff, checked_id(mention_id), visit.fields)
    except (ConflictError, InputError) as error:
        return _mention_page(visit, mention_id, error=error)
    found = visit.ports.mentions.get(mention_id)
    where = f"/cases/{found.case_id}" if found and found.case_id else f"/mentions/{mention_id}"
    return answers.redirect(f"{where}?done={done.code}")


def _mention_page(visit: Visit, mention_id: str, *, error: ConflictError | InputError | None = None) -> Response:
    found = load_mention(visit.ports, visit.staff, mention_id, "see")
    return page(
        visit,
        "mention.html",
        status=answers.problem(error)[0] if error else 200,
        brands=views.brands_of(visit.ports, visit.staff, visit.now),
        shown=views.message(found, lambda staff_id: name_of(visit.ports, staff_id)),
        platform=replies.platform_title(found.platform),
        timeline=views.mention_timeline(found, lambda staff_id: name_of(visit.ports, staff_id)),
        earlier=views.earlier(visit.ports, visit.staff, found.platform, found.author_id, {mention_id}),
        may_act=may(visit.staff, found.brand, "act"),
        may_reopen=may(visit.staff, found.brand, "act") and not found.case_id and not found.is_open,
        reasons=of_mention.MENTION_REASONS,
        problem=words.refusal(error) if error else "",
    )
