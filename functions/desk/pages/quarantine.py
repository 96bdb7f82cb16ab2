"""Quarantine: verified deliveries that were not understood. Who works on cases reads them; an admin decides."""

from collections.abc import Callable

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, views, words
from functions.desk.act import Done, Fields, Ports, may_somewhere, require_somewhere
from functions.desk.actions import quarantine as deeds
from functions.desk.admission import Visit, checked_id
from functions.desk.pages.frame import page, visit_of
from functions.desk.views import quarantine as view
from shared.domain.brand import Staff
from shared.errors import ConflictError, InputError, NotFoundError

router = APIGatewayHttpRouter()
GONE = "There is no such delivery in quarantine. It is kept for 14 days, unless it was understood or thrown away."


@router.get("/quarantine")
def listed() -> Response:
    visit = visit_of(router)
    require_somewhere(visit.staff, "act")
    entries, count, is_whole = view.listed(visit.ports)
    return page(
        visit,
        "quarantine.html",
        brands=views.brands_of(visit.ports, visit.staff, visit.now),
        entries=entries,
        count=count,
        is_whole=is_whole,
        searched_mb=view.PAGES,
        decisions=view.decisions(visit.ports),
        page_of=view.address,
    )


@router.get("/quarantine/<platform>/<name>")
def one(platform: str, name: str) -> Response:
    return _page(visit_of(router), _id(platform, name))


@router.get("/quarantine/<platform>/<name>/replay")
@router.get("/quarantine/<platform>/<name>/discard")
def after_refusal(platform: str, name: str) -> Response:
    """A refused form leaves its address in the browser: reading that page again leads to the delivery."""
    return answers.redirect(view.address(_id(platform, name)))


@router.post("/quarantine/<platform>/<name>/replay")
def replay(platform: str, name: str) -> Response:
    return _do(deeds.replay, _id(platform, name))


@router.post("/quarantine/<platform>/<name>/discard")
def discard(platform: str, name: str) -> Response:
    return _do(deeds.discard, _id(platform, name))


def _id(platform: str, name: str) -> str:
    return f"{checked_id(platform)}#{checked_id(name)}"


def _do(deed: Callable[[Ports, Staff, str, Fields], Done], delivery_id: str) -> Response:
    visit = visit_of(router)
    try:
        done = deed(visit.ports, visit.staff, delivery_id, visit.fields)
    except (ConflictError, InputError) as error:
        return _page(visit, delivery_id, error=error)
    return answers.redirect(f"{view.address(delivery_id)}?done={done.code}")


def _page(visit: Visit, delivery_id: str, *, error: ConflictError | InputError | None = None) -> Response:
    """The delivery; after it has left, what became of it."""
    require_somewhere(visit.staff, "act")
    kept, decisions = visit.ports.deliveries.kept(delivery_id), view.decisions(visit.ports, delivery_id)
    if kept is None and not decisions:
        raise NotFoundError(GONE)
    return page(
        visit,
        "delivery.html",
        status=answers.problem(error)[0] if error else 200,
        brands=views.brands_of(visit.ports, visit.staff, visit.now),
        delivery_id=delivery_id,
        page_here=view.address(delivery_id),
        opened=view.opened(kept) if kept else None,
        decisions=decisions,
        may_decide=may_somewhere(visit.staff, "replay"),
        problem=words.refusal(error) if error else "",
        fields=visit.fields,
    )
