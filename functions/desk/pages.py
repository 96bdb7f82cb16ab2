"""The pages: every action is a plain form and works without JavaScript."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from functions.desk import actions, answers, replies, session, views, words
from functions.desk.act import may, name_of, require_role
from functions.desk.admission import Desk, Visit, address_of, checked_id, cookies_of, local_path
from functions.desk.views import Brand, CaseView
from shared.domain.brand import UNASSIGNED
from shared.errors import ConflictError, InputError, NotFoundError, RequestError

router = APIGatewayHttpRouter()
STOP_HOURS = (1, 4, 24)


@router.get("/")
def queue() -> Response:
    visit = _visit()
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    brand, folder, show = queue_choice(visit, brands)
    if not brand:
        return _page(visit, "no_brand.html", brands=brands)
    rows = views.queue(visit.ports, visit.staff, brand, folder, show, visit.now)
    return _page(
        visit,
        "queue.html",
        brands=_tabs(visit, brands, brand),
        brand=next(found for found in brands if found.name == brand),
        folder=folder,
        show=show,
        rows=rows[: views.ROWS],
        more=len(rows) > views.ROWS,
        may_act=may(visit.staff, brand, "act"),
    )


@router.get("/cases/<case_id>")
def case(case_id: str) -> Response:
    visit = _visit()
    found = actions.load(visit.ports, visit.staff, checked_id(case_id), "see")
    return _case_page(visit, views.case_view(visit.ports, visit.staff, found, visit.now))


@router.get("/cases/<case_id>/<action>")
def after_refusal(case_id: str, action: str) -> Response:
    """A refused form leaves its address in the browser: reading that page again leads to the case."""
    return answers.redirect(f"/cases/{checked_id(case_id)}" if action in actions.ACTIONS else "/")


@router.post("/cases/<case_id>/<action>")
def act(case_id: str, action: str) -> Response:
    """After the action the case is read afresh; where it was refused, the page comes again with what was written."""
    visit = _visit()
    try:
        done = actions.perform(visit.ports, visit.staff, checked_id(case_id), action, visit.fields)
    except (ConflictError, InputError) as error:
        found = actions.load(visit.ports, visit.staff, case_id, "see")
        view = views.case_view(visit.ports, visit.staff, found, visit.now)
        return _case_page(visit, view, error=error)
    if done.code in ("released", "resolved"):
        return answers.redirect(f"/?{urlencode({'brand': done.brand, 'done': done.code})}")
    query = {"done": done.code, "answer": done.mention_id, "draft": done.reply_id if done.code == "undone" else ""}
    return answers.redirect(f"/cases/{case_id}?{urlencode({name: value for name, value in query.items() if value})}")


@router.get("/mentions/<mention_id>")
def mention(mention_id: str) -> Response:
    visit = _visit()
    return _mention_page(visit, checked_id(mention_id))


@router.post("/mentions/<mention_id>/reopen")
def reopen_mention(mention_id: str) -> Response:
    visit = _visit()
    try:
        done = actions.reopen_mention(visit.ports, visit.staff, checked_id(mention_id), visit.fields)
    except (ConflictError, InputError) as error:
        return _mention_page(visit, mention_id, error=error)
    return answers.redirect(f"/mentions/{mention_id}?done={done.code}")


@router.post("/mentions/<mention_id>/correct")
def correct_mention(mention_id: str) -> Response:
    visit = _visit()
    try:
        done = actions.correct_mention(visit.ports, visit.staff, checked_id(mention_id), visit.fields)
    except (ConflictError, InputError) as error:
        return _mention_page(visit, mention_id, error=error)
    found = visit.ports.mentions.get(mention_id)
    where = f"/cases/{found.case_id}" if found and found.case_id else f"/mentions/{mention_id}"
    return answers.redirect(f"{where}?done={done.code}")


@router.get("/brands/<brand>/stop")
def stop(brand: str) -> Response:
    return _stop_page(_visit(), checked_id(brand))


@router.post("/brands/<brand>/stop")
def switch(brand: str) -> Response:
    visit = _visit()
    try:
        done = actions.switch(visit.ports, visit.staff, checked_id(brand), visit.fields)
    except InputError as error:
        return _stop_page(visit, brand, error=error)
    return answers.redirect(f"/brands/{brand}/stop?done={done.code}")


@router.get("/sign-in")
def sign_in() -> Response:
    out = "out" in _event().query_string_parameters
    return answers.page("sign_in.html", problem="", out=out, next=_next(), text="")


@router.get("/sign-in/start")
def sign_in_start() -> Response:
    """To the provider. The cookie binds the answer to this browser; several tabs may sign in at once."""
    desk: Desk = router.context["desk"]
    held = cookies_of(_event()).get(answers.SIGN_IN_COOKIE, "")
    browser = held if session.TOKEN.fullmatch(held) else desk.provider.new_token()
    address = session.begin(desk.provider, desk.ports.settings, browser, _next(), router.context["now"])
    lifetime_s = int(session.SIGN_IN_WITHIN.total_seconds())
    return answers.redirect(address, cookies=[answers.cookie(answers.SIGN_IN_COOKIE, browser, lifetime_s)])


@router.get("/sign-in/callback")
def sign_in_callback() -> Response:
    desk: Desk = router.context["desk"]
    event = _event()
    browser = cookies_of(event).get(answers.SIGN_IN_COOKIE, "")
    query = event.query_string_parameters
    sid, next_path = session.finish(desk.provider, desk.ports.settings, browser, query, router.context["now"])
    return answers.redirect(next_path, cookies=[answers.cookie(answers.SESSION_COOKIE, sid)])


@router.post("/sign-out")
def sign_out() -> Response:
    visit = _visit()
    session.end(visit.ports.settings, visit.session)
    return answers.redirect("/sign-in?out=1", cookies=[answers.cookie(answers.SESSION_COOKIE, "", 0)])


@router.get("/static/<name>")
def static(name: str) -> Response:
    return answers.asset(name)


@router.get("/favicon.ico")
def icon() -> Response:
    return answers.asset("icon.svg")


def queue_choice(visit: Visit, brands: Sequence[Brand]) -> tuple[str, str, str]:
    """Brand, folder and filter that the address names; by default all open cases of the first brand that has any."""
    brand = visit.query.get("brand") or _first_with_work(visit, brands)
    if brand and brand not in [found.name for found in brands]:
        require_role(visit.staff, brand, "see")
        raise NotFoundError(f"There is no brand {brand!r}.")
    folder, show = visit.query.get("folder", "open"), visit.query.get("show", "all")
    if folder not in views.FOLDERS:
        raise RequestError("folder", f"it must be one of {', '.join(views.FOLDERS)}")
    if show not in views.SHOWS:
        raise RequestError("show", f"it must be one of {', '.join(views.SHOWS)}")
    return brand, folder, show


def error_page(error: Exception) -> Response:
    """An error as a page; who is not signed in gets the way in, and back what was written."""
    status, title, detail = answers.problem(error)
    context: dict[str, Any] = router.context
    written = (context.get("fields", {}).get("text") or [""])[-1]
    if status == 401:
        return answers.page("sign_in.html", status=401, problem=detail, out=False, next=_next(), text=written)
    visit: Visit | None = context.get("visit") if status < 500 else None
    brands = views.brands_of(visit.ports, visit.staff, visit.now) if visit else []
    said = {"title": title, "detail": detail, "text": written}
    return answers.page("error.html", status=status, brands=brands, **said, **_frame(visit))


def _visit() -> Visit:
    return router.context["visit"]


def _event() -> APIGatewayProxyEventV2:
    return APIGatewayProxyEventV2(router.current_event.raw_event)


def _next() -> str:
    """Where to go after sign-in: as the address says, or, on a page that could not be shown, that page."""
    event = _event()
    if event.path.startswith("/sign-in"):
        return local_path(event.query_string_parameters.get("next", "/"))
    return local_path(address_of(event) if event.http_method == "GET" else event.path.rpartition("/")[0])


def _frame(visit: Visit | None) -> dict[str, Any]:
    done = visit.query.get("done", "") if visit else ""
    return {
        "staff": visit.staff if visit else None,
        "csrf": visit.session.csrf if visit else "",
        "now": visit.now if visit else None,
        "notice": words.DONE.get(done, ""),
        "done": done if done in words.DONE else "",
    }


def _page(visit: Visit, template: str, *, status: int = 200, brands: Sequence[Brand], **values: Any) -> Response:
    return answers.page(template, status=status, brands=brands, **_frame(visit), **values)


def _first_with_work(visit: Visit, brands: Sequence[Brand]) -> str:
    names = [brand.name for brand in brands]
    return next((name for name in names if visit.ports.cases.queue(name, "open", 1)), names[0] if names else "")


def _tabs(visit: Visit, brands: Sequence[Brand], chosen: str) -> list[Brand]:
    """The brands to choose from. Accounts without a brand have a tab only while something waits there."""
    is_shown = chosen == UNASSIGNED or bool(visit.ports.cases.queue(UNASSIGNED, "open", 1))
    return [brand for brand in brands if brand.name != UNASSIGNED or is_shown]


def _case_page(visit: Visit, view: CaseView, *, error: ConflictError | InputError | None = None) -> Response:
    status = answers.problem(error)[0] if error else 200
    target = _target(visit, view)
    text = _text(visit, view, target)
    return _page(
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


def _mention_page(visit: Visit, mention_id: str, *, error: ConflictError | InputError | None = None) -> Response:
    found = actions.load_mention(visit.ports, visit.staff, mention_id, "see")
    return _page(
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
        reasons=actions.MENTION_REASONS,
        problem=words.refusal(error) if error else "",
    )


def _stop_page(visit: Visit, brand: str, *, error: InputError | None = None) -> Response:
    require_role(visit.staff, brand, "see")
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    found = next((listed for listed in brands if listed.name == brand and brand != UNASSIGNED), None)
    if found is None:
        raise NotFoundError(f"There is no brand {brand!r}.")
    last = visit.ports.settings.stop_switch(brand)
    return _page(
        visit,
        "stop.html",
        status=422 if error else 200,
        brands=brands,
        brand=found,
        last=last,
        last_by=name_of(visit.ports, last.by) if last.by else "",
        may_switch=may(visit.staff, brand, "stop"),
        choices=[(hours, visit.now + timedelta(hours=hours)) for hours in STOP_HOURS],
        problem=words.refusal(error) if error else "",
        fields=visit.fields,
    )
