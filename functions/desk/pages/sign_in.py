"""In and out: through the provider, and files that need nobody signed in."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, session
from functions.desk.admission import Desk, cookies_of
from functions.desk.pages.frame import event_of, next_of, visit_of

router = APIGatewayHttpRouter()


@router.get("/sign-in")
def sign_in() -> Response:
    out = "out" in event_of(router).query_string_parameters
    return answers.page("sign_in.html", problem="", out=out, next=next_of(router), text="")


@router.get("/sign-in/start")
def sign_in_start() -> Response:
    """To the provider. The cookie binds the answer to this browser; several tabs may sign in at once."""
    desk: Desk = router.context["desk"]
    held = cookies_of(event_of(router)).get(answers.SIGN_IN_COOKIE, "")
    browser = held if session.TOKEN.fullmatch(held) else desk.provider.new_token()
    address = session.begin(desk.provider, desk.ports.settings, browser, next_of(router), router.context["now"])
    lifetime_s = int(session.SIGN_IN_WITHIN.total_seconds())
    return answers.redirect(address, cookies=[answers.cookie(answers.SIGN_IN_COOKIE, browser, lifetime_s)])


@router.get("/sign-in/callback")
def sign_in_callback() -> Response:
    desk: Desk = router.context["desk"]
    event = event_of(router)
    browser = cookies_of(event).get(answers.SIGN_IN_COOKIE, "")
    query = event.query_string_parameters
    agent = event.headers.get("user-agent", "")
    sid, next_path = session.finish(
        desk.provider, desk.ports.settings, browser, query, router.context["now"], agent=agent
    )
    return answers.redirect(next_path, cookies=[answers.cookie(answers.SESSION_COOKIE, sid)])


@router.post("/sign-out")
def sign_out() -> Response:
    visit = visit_of(router)
    session.end(visit.ports.settings, visit.session)
    return answers.redirect("/sign-in?out=1", cookies=[answers.cookie(answers.SESSION_COOKIE, "", 0)])


@router.get("/static/<_version>/<name>")
def static(_version: str, name: str) -> Response:
    return answers.asset(name)


@router.get("/favicon.ico")
def icon() -> Response:
    return answers.asset("icon.svg")
