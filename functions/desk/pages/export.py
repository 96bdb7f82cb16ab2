"""The list of cases for a spreadsheet."""

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, asked, views
from functions.desk.pages.frame import visit_of
from functions.desk.pages.queue import queue_choice
from functions.desk.views.export import Wanted, lines
from shared.errors import NotFoundError

router = APIGatewayHttpRouter()


@router.get("/cases.csv")
def cases() -> Response:
    """Takes what the address of the list takes."""
    visit = visit_of(router)
    brand, folder, show = queue_choice(visit, views.brands_of(visit.ports, visit.staff, visit.now))
    if not brand:
        raise NotFoundError("There is no brand to list.")
    found = lines(visit.ports, visit.staff, Wanted(brand, folder, show, asked.read(visit.query)), visit.now)
    return answers.in_csv(found, f"heed-{brand}-{folder}-{visit.now:%Y-%m-%d}.csv")
