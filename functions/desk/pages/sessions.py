"""Your sessions: where you are signed in, and the way out of each."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, views
from functions.desk.act import field
from functions.desk.pages.frame import page, visit_of
from shared.aws import sessions as stored

router = APIGatewayHttpRouter()


@router.get("/sessions")
def sessions() -> Response:
    visit = visit_of(router)
    return page(
        visit,
        "sessions.html",
        brands=views.brands_of(visit.ports, visit.staff, visit.now),
        opened=stored.of_person(visit.ports.settings, visit.staff.staff_id, visit.now),
        this=visit.session.key,
    )


@router.post("/sessions/end")
def end() -> Response:
    """Ends one session of one's own; another person's is as one that is not there."""
    visit = visit_of(router)
    wanted = field(visit.fields, "session", "choose a session")
    mine = stored.of_person(visit.ports.settings, visit.staff.staff_id, visit.now)
    stored.end(visit.ports.settings, visit.staff.staff_id, [one.key for one in mine if one.key == wanted])
    return _out() if wanted == visit.session.key else answers.redirect("/sessions?done=session_ended")


@router.post("/sessions/end-all")
def end_all() -> Response:
    """Ends all of one's own, this one too."""
    visit = visit_of(router)
    mine = stored.of_person(visit.ports.settings, visit.staff.staff_id, visit.now)
    stored.end(visit.ports.settings, visit.staff.staff_id, {visit.session.key, *(one.key for one in mine)})
    return _out()


def _out() -> Response:
    return answers.redirect("/sign-in?out=1", cookies=[answers.cookie(answers.SESSION_COOKIE, "", 0)])
