"""Staff and roles: for administrators of a brand."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, rule_words, views, words
from functions.desk.actions import staffing
from functions.desk.admission import Visit
from functions.desk.pages.frame import page, visit_of
from functions.desk.views.staff import roster
from shared.errors import ConflictError, ForbiddenError, InputError, NotFoundError

router = APIGatewayHttpRouter()
ACTIONS = {"role": staffing.give_role, "remove": staffing.remove, "sign-out": staffing.sign_out}


@router.get("/staff")
def staff() -> Response:
    return _staff_page(visit_of(router))


@router.get("/staff/<action>")
def after_refusal(action: str) -> Response:
    """A refused form leaves its address in the browser."""
    return answers.redirect("/staff" if action in ACTIONS else "/")


@router.post("/staff/<action>")
def change(action: str) -> Response:
    visit = visit_of(router)
    if action not in ACTIONS:
        raise NotFoundError(f"There is no action {action!r}. Known: {', '.join(ACTIONS)}.")
    try:
        done = ACTIONS[action](visit.ports, visit.staff, visit.fields)
    except (ConflictError, ForbiddenError, InputError, NotFoundError) as error:
        return _staff_page(visit, error=error)
    if visit.ports.settings.staff(visit.staff.staff_id) is None:  # they took themselves off
        return answers.redirect("/sign-in?out=1", cookies=[answers.cookie(answers.SESSION_COOKIE, "", 0)])
    return answers.redirect(f"/staff?done={done.code}")


def _staff_page(visit: Visit, *, error: Exception | None = None) -> Response:
    shown = roster(visit.ports, visit.staff)
    written = {name: values[-1] for name, values in visit.fields.items() if values}
    return page(
        visit,
        "staff.html",
        status=answers.problem(error)[0] if error else 200,
        brands=views.brands_of(visit.ports, visit.staff, visit.now),
        shown=shown,
        roles=[(role.value, *told) for role, told in rule_words.ROLES.items()],
        written=written,
        is_new=bool(written) and written.get("staff_id") not in [member.staff_id for member in shown.members],
        problem=words.refusal(error) if error else "",
    )
