"""The saved replies of a brand: a list, and one of them to be changed."""

from collections.abc import Callable

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, saved, views, words
from functions.desk.act import Done, may, require_role
from functions.desk.admission import Visit, checked_id
from functions.desk.pages.frame import page, visit_of
from shared.domain.assessment import Topic
from shared.domain.brand import UNASSIGNED
from shared.errors import ConflictError, ForbiddenError, InputError, NotFoundError

router = APIGatewayHttpRouter()


@router.get("/brands/<brand>/saved")
def listed(brand: str) -> Response:
    return _page(visit_of(router), checked_id(brand))


@router.get("/brands/<brand>/saved/<saved_id>")
def one(brand: str, saved_id: str) -> Response:
    return _page(visit_of(router), checked_id(brand), checked_id(saved_id))


@router.get("/brands/<brand>/saved/<saved_id>/<_action>")
def after_refusal(brand: str, saved_id: str, _action: str) -> Response:
    """A refused form leaves its address in the browser: reading that page again leads to the reply."""
    return answers.redirect(f"/brands/{checked_id(brand)}/saved/{checked_id(saved_id)}")


@router.post("/brands/<brand>/saved")
def add(brand: str) -> Response:
    visit = visit_of(router)
    return _do(visit, brand, "", lambda: saved.add(visit.ports, visit.staff, checked_id(brand), visit.fields))


@router.post("/brands/<brand>/saved/<saved_id>")
def edit(brand: str, saved_id: str) -> Response:
    return _change(saved.edit, brand, saved_id)


@router.post("/brands/<brand>/saved/<saved_id>/review")
def review(brand: str, saved_id: str) -> Response:
    return _change(saved.review, brand, saved_id)


@router.post("/brands/<brand>/saved/<saved_id>/delete")
def delete(brand: str, saved_id: str) -> Response:
    return _change(saved.delete, brand, saved_id)


def _change(act: Callable[..., Done], brand: str, saved_id: str) -> Response:
    visit, names = visit_of(router), (checked_id(brand), checked_id(saved_id))
    return _do(visit, brand, saved_id, lambda: act(visit.ports, visit.staff, *names, visit.fields))


def _do(visit: Visit, brand: str, saved_id: str, act: Callable[[], Done]) -> Response:
    try:
        done = act()
    except (ConflictError, InputError) as error:
        return _page(visit, brand, saved_id, error=error)
    return answers.redirect(f"/brands/{brand}/saved?done={done.code}")


def _page(visit: Visit, brand: str, saved_id: str = "", *, error: ConflictError | InputError | None = None) -> Response:
    """The list; or, of one reply, its form, which only those see who may change it."""
    require_role(visit.staff, brand, "see")
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    found = next((listed for listed in brands if listed.name == brand and brand != UNASSIGNED), None)
    if found is None:
        raise NotFoundError(f"There is no brand {brand!r}.")
    entries = saved.entries(visit.ports, visit.staff, brand, visit.now)
    shown = next((entry for entry in entries if entry.saved.saved_id == saved_id), None)
    if saved_id and shown is None:
        raise NotFoundError("There is no saved reply at this address. It may have been deleted.")
    if shown and not shown.may_edit:
        raise ForbiddenError(f"This saved reply belongs to {shown.owner}. Ask them, or an administrator of the brand.")
    return page(
        visit,
        "saved.html",
        status=answers.problem(error)[0] if error else 200,
        brands=brands,
        brand=found,
        entries=entries,
        shown=shown,
        may_add=may(visit.staff, brand, "act"),
        topics=list(Topic),
        problem=words.refusal(error) if error else "",
        field=error.field if isinstance(error, InputError) else "",
        fields=visit.fields,
    )
