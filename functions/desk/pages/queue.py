"""The list of cases, as a page and as the part of it that browsers read again."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from operator import itemgetter
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, asked, company, views, words
from functions.desk.act import may, name_of, require_role
from functions.desk.admission import Visit
from functions.desk.languages import gettext
from functions.desk.pages.frame import event_of, page, visit_of
from functions.desk.replies import platform_title
from functions.desk.views import Brand, Row
from shared.domain.brand import UNASSIGNED
from shared.errors import NotFoundError, RequestError

router = APIGatewayHttpRouter()
BESIDE = 40  # rows beside an open case


@router.get("/")
def queue() -> Response:
    visit = visit_of(router)
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    listed = listing(visit, brands, views.ROWS)
    if not listed:
        return page(visit, "no_brand.html", brands=brands)
    return page(visit, "queue.html", brands=_tabs(visit, brands, listed["brand"].name), **listed)


@router.get("/rows")
def rows() -> Response:
    """The list alone, 304 while nothing in it changed. `at` names the case that stands open beside it."""
    visit = visit_of(router)
    limit = BESIDE if visit.query.get("at") else views.ROWS
    listed = listing(visit, views.brands_of(visit.ports, visit.staff, visit.now), limit)
    if not listed:
        raise NotFoundError("There is no brand to list.")
    stamp = _stamp(listed)
    if event_of(router).headers.get("if-none-match") == stamp:
        return Response(status_code=304, headers={"ETag": stamp})
    return answers.page("rows.html", headers={"ETag": stamp}, **listed, now=visit.now, csrf=visit.session.csrf)


@router.get("/folders")
def folders() -> Response:
    """How many cases stand in each folder of a brand."""
    visit = visit_of(router)
    brand = visit.query.get("brand", "")
    require_role(visit.staff, brand, "see")
    return answers.in_json(views.counts(visit.ports, visit.staff, brand, visit.now))


def listing(visit: Visit, brands: Sequence[Brand], limit: int) -> dict[str, Any]:
    """What a list shows; empty for who has no brand."""
    brand, folder, show = queue_choice(visit, brands)
    if not brand:
        return {}
    wanted = asked.read(visit.query)
    found = views.queue(visit.ports, visit.staff, brand, folder, show, visit.now, limit, asked=wanted)
    shown, more = found[:limit], len(found) > limit
    return {
        "at": visit.query.get("at", ""),
        "brand": next(listed for listed in brands if listed.name == brand),
        "folder": folder,
        "show": show,
        "rows": shown,
        "more": more,
        "asked": wanted,
        "chosen": {"brand": brand, **asked.chosen_of(visit.query)},
        "folders": views.FOLDERS,
        "filters": _filters(visit, found, wanted),
        "older": asked.end_of([row.case for row in shown], wanted.after) if more and not wanted.is_search else None,
        "people": company.at_brand(visit.ports, visit.staff, brand, visit.now),
        "may_act": may(visit.staff, brand, "act"),
    }


def _filters(visit: Visit, rows: Sequence[Row], wanted: asked.Asked) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Every filter: its name in the address, its title, and its choices with their titles."""
    people = {visit.staff.staff_id: gettext("Me")}
    for row in rows:
        people |= {row.case.holder: row.holder} if row.case.holder and row.holder else {}
        people |= {row.case.assigned_to: row.assigned} if row.case.assigned_to else {}
    if wanted.owner:
        people.setdefault(wanted.owner, name_of(visit.ports, wanted.owner))
    people[visit.staff.staff_id] = gettext("Me")
    platforms = [(name, platform_title(name)) for name in asked.ALLOWED["platform"]]
    urgencies = [(urgency.value, gettext(word)) for urgency, (_, word) in words.URGENCIES.items()]
    topics = sorted(((name, words.topic(name)) for name in asked.ALLOWED["topic"]), key=itemgetter(1))
    languages = sorted(((code, words.language(code)) for code in words.LANGUAGES), key=itemgetter(1))
    return [
        ("platform", gettext("Platform"), platforms),
        ("urgency", gettext("Urgency"), urgencies),
        ("topic", gettext("Topic"), topics),
        ("language", gettext("Language"), languages),
        ("owner", gettext("Owner"), list(people.items())),
        ("acknowledged", gettext("Acknowledged"), [("yes", gettext("Yes")), ("no", gettext("No"))]),
    ]


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


def _stamp(listed: dict[str, Any]) -> str:
    """Changes whenever the list would look different, but for the passing of time."""
    held = [(row.case.case_id, row.case.version, row.holder, row.assigned) for row in listed["rows"]]
    people = sorted((case_id, [asdict(one) for one in found]) for case_id, found in listed["people"].items())
    return f'"{hashlib.sha256(repr((held, people, listed["more"])).encode()).hexdigest()[:20]}"'


def _first_with_work(visit: Visit, brands: Sequence[Brand]) -> str:
    names = [brand.name for brand in brands]
    if len(names) < 2:
        return "".join(names)
    return next((name for name in names if visit.ports.cases.has_any(name, "open")), names[0])


def _tabs(visit: Visit, brands: Sequence[Brand], chosen: str) -> list[Brand]:
    """The brands to choose from. Accounts without a brand have a tab only while something waits there."""
    if not any(brand.name == UNASSIGNED for brand in brands):
        return list(brands)
    is_shown = chosen == UNASSIGNED or visit.ports.cases.has_any(UNASSIGNED, "open")
    return [brand for brand in brands if brand.name != UNASSIGNED or is_shown]
