"""The language of the interface, as the person chooses it. Kept by the browser for a year."""

from urllib.parse import urlsplit

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, languages
from functions.desk.act import field
from functions.desk.admission import local_path
from functions.desk.pages.frame import event_of, visit_of
from shared.errors import InputError

router = APIGatewayHttpRouter()
YEAR_S = 365 * 24 * 3600


@router.post("/language")
def choose() -> Response:
    """Then back to the page where the form stood."""
    wanted = field(visit_of(router).fields, "language", "choose a language")
    if wanted not in languages.known():
        raise InputError("language", f"it must be one of {', '.join(languages.known())}")
    before = urlsplit(event_of(router).headers.get("referer", ""))
    back = local_path(f"{before.path}?{before.query}" if before.query else before.path)
    return answers.redirect(back, cookies=[answers.cookie(answers.LANGUAGE_COOKIE, wanted, YEAR_S)])
