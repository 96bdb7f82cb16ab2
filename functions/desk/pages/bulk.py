"""Many cases at once: what would happen, then what happened, with a way back for a minute. Plain forms."""

from collections.abc import Callable, Sequence

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, views, words
from functions.desk.act import colleagues, may
from functions.desk.actions import bulk
from functions.desk.actions.bulk import Step
from functions.desk.admission import Visit, checked_id
from functions.desk.pages.frame import page, visit_of
from shared.errors import InputError

router = APIGatewayHttpRouter()
# what the actions take, which goes from form to form
TAKEN = ("outcome", "tags", "to", "until", "moment", "reason")


@router.get("/bulk")
@router.get("/bulk/do")
@router.get("/bulk/undo")
def after_reading() -> Response:
    """A form's address in the browser, read again: its cases are in the list."""
    return answers.redirect("/")


@router.post("/bulk")
def rehearse() -> Response:
    """What the action would do to each chosen case; where none was chosen yet, what there is to choose from."""
    visit = visit_of(router)
    ids = list(dict.fromkeys(checked_id(case_id) for case_id in visit.fields.get("case", ())))
    if "action" not in visit.fields:
        return _shown(visit, "chosen", lambda: bulk.chosen(visit.ports, visit.staff, ids))
    return _shown(
        visit, "rehearsed", lambda: bulk.rehearse(visit.ports, visit.staff, _action(visit), ids, _taken(visit))
    )


@router.post("/bulk/do")
def do() -> Response:
    visit = visit_of(router)
    stamps = _stamps(visit)
    return _shown(visit, "done", lambda: bulk.perform(visit.ports, visit.staff, _action(visit), stamps, _taken(visit)))


@router.post("/bulk/undo")
def undo() -> Response:
    visit = visit_of(router)
    return _shown(visit, "undone", lambda: bulk.undo(visit.ports, visit.staff, _action(visit), _stamps(visit)))


def _shown(visit: Visit, stage: str, act: Callable[[], Sequence[Step]]) -> Response:
    problem, steps = None, []
    try:
        steps = act()
    except InputError as error:
        problem = error
    brand = (visit.fields.get("brand") or [""])[-1]
    return page(
        visit,
        "bulk.html",
        status=answers.problem(problem)[0] if problem else 200,
        brands=views.brands_of(visit.ports, visit.staff, visit.now),
        stage=stage,
        action=_action(visit),
        taken=_taken(visit),
        brand=brand,
        colleagues=colleagues(visit.ports, brand, "act") if may(visit.staff, brand, "act") else [],
        snoozes=[(title, visit.now + length) for title, length in words.SNOOZES],
        steps=steps,
        undo_until=bulk.undo_until(visit.ports.clock()),
        problem=problem,
    )


def _action(visit: Visit) -> str:
    return (visit.fields.get("action") or [""])[-1]


def _taken(visit: Visit) -> dict[str, Sequence[str]]:
    return {name: visit.fields[name] for name in TAKEN if name in visit.fields}


def _stamps(visit: Visit) -> dict[str, str]:
    """Case ids and what the form knows of each, as `<id> <stamp>`."""
    pairs = (written.partition(" ") for written in visit.fields.get("case", ()))
    return {checked_id(case_id): stamp for case_id, _, stamp in pairs}
