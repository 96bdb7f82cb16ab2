"""The playbook of a brand: what it says, the form to change it, who would be answered otherwise, and its history."""

from collections.abc import Sequence
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from functions.desk import answers, playbook_changes, playbook_form, rule_words, views, words
from functions.desk.act import may, name_of, require_role
from functions.desk.actions import publishing
from functions.desk.actions.publishing import OvertakenError
from functions.desk.admission import Visit, checked_id
from functions.desk.dry_run import DryRun, dry_run
from functions.desk.languages import gettext
from functions.desk.pages.frame import page, visit_of
from functions.desk.playbook_form import Form, FormError, Problem
from shared.aws import playbooks
from shared.aws.playbooks import Version
from shared.domain.brand import UNASSIGNED
from shared.domain.playbook import Playbook
from shared.errors import ConflictError, InputError, RequestError

router = APIGatewayHttpRouter()
VERSIONS = 20


@router.get("/playbook")
def of_first_brand() -> Response:
    """To the playbook of the first brand that this person may see."""
    visit = visit_of(router)
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    first = next((found.name for found in brands if found.name != UNASSIGNED), "")
    return answers.redirect(f"/brands/{first}/playbook" if first else "/")


@router.get("/brands/<brand>/playbook")
def playbook(brand: str) -> Response:
    visit, current = _visit(brand, "see")
    newest = playbooks.version(visit.ports.settings, brand, current.version)
    told = newest.publication if newest else None
    return _page(
        visit,
        "playbook.html",
        current,
        form=playbook_form.of_playbook(current),
        told=told,
        told_by=name_of(visit.ports, told.by) if told else "",
        may_edit=may(visit.staff, brand, "playbook"),
        warnings=playbook_changes.warnings(current),
    )


@router.get("/brands/<brand>/playbook/edit")
def edit(brand: str) -> Response:
    visit, current = _visit(brand, "playbook")
    return _form_page(visit, current, playbook_form.of_playbook(current))


@router.post("/brands/<brand>/playbook/edit")
def change(brand: str) -> Response:
    """Publishes, or with `do=check` only says what would come of it. What was typed stays."""
    visit, current = _visit(brand, "playbook")
    form = playbook_form.of_fields(visit.fields)
    try:
        if visit.fields.get("do", [""])[-1] != "publish":
            current, other = publishing.written(visit.ports, visit.staff, brand, visit.fields)
            return _form_page(visit, current, form, other=other)
        done = publishing.publish(visit.ports, visit.staff, brand, visit.fields)
    except FormError as refused:
        return _form_page(visit, current, form, status=422, problems=refused.problems)
    except OvertakenError as overtaken:
        return _form_page(visit, overtaken.current, overtaken.form, status=409, overtaken=overtaken)
    except InputError as error:
        found = Problem(error.field, gettext(words.FIELDS[error.field]), words.refusal(error))
        return _form_page(visit, current, form, status=422, problems=[found])
    return answers.redirect(f"/brands/{brand}/playbook?done={done.code}")


@router.get("/brands/<brand>/playbook/history")
def history(brand: str) -> Response:
    visit, current = _visit(brand, "see")
    return _history_page(visit, current)


@router.post("/brands/<brand>/playbook/restore")
def restore(brand: str) -> Response:
    visit, current = _visit(brand, "playbook")
    try:
        done = publishing.restore(visit.ports, visit.staff, brand, visit.fields)
    except (ConflictError, InputError) as error:
        return _history_page(visit, current, error=error)
    return answers.redirect(f"/brands/{brand}/playbook?done={done.code}")


@router.get("/brands/<brand>/playbook/restore")
def after_refusal(brand: str) -> Response:
    """A refused form leaves its address in the browser."""
    return answers.redirect(f"/brands/{checked_id(brand)}/playbook/history")


def _visit(brand: str, what: str) -> tuple[Visit, Playbook]:
    visit = visit_of(router)
    require_role(visit.staff, checked_id(brand), what)
    return visit, publishing.in_force(visit.ports, brand)


def _page(visit: Visit, template: str, current: Playbook, *, status: int = 200, **values: Any) -> Response:
    brands = views.brands_of(visit.ports, visit.staff, visit.now)
    brand = next(found for found in brands if found.name == current.brand)
    told = {
        "brands": brands,
        "brand": brand,
        "current": current,
        "rules": rule_words,
        "label": playbook_form.label,
        "shown": playbook_form.shown,
    }
    return page(visit, template, status=status, **told, **values)


def _form_page(
    visit: Visit,
    current: Playbook,
    form: Form,
    *,
    status: int = 200,
    other: Playbook | None = None,
    problems: Sequence[Problem] = (),
    overtaken: OvertakenError | None = None,
) -> Response:
    """The form. With `other`, which the form makes of `current`, also what would come of it."""
    theirs: Version | None = None
    their_changes: Sequence[playbook_changes.Difference] = ()
    if overtaken:
        theirs = publishing.version(visit.ports, current.brand, current.version)
        their_changes = _changes(visit, current.brand, theirs)
    run: DryRun | None = dry_run(visit.ports, current, other) if other else None
    known = playbook_form.of_playbook(current)
    return _page(
        visit,
        "playbook_edit.html",
        current,
        status=status,
        form={**dict.fromkeys(known, ""), **form},
        topics=playbook_form.topics(current),
        languages_shown=playbook_form.languages({**known, **form}),
        reason=(visit.fields.get("reason") or [""])[-1],
        problems={found.name: found for found in problems},
        changes=playbook_changes.differences(known, form) if other or overtaken else None,
        warnings=playbook_changes.warnings(other) if other else (),
        run=run,
        theirs=theirs,
        theirs_by=_by(visit, theirs) if theirs else "",
        their_changes=their_changes,
        both=[playbook_form.label(name) for name in overtaken.both] if overtaken else (),
    )


def _history_page(visit: Visit, current: Playbook, *, error: Exception | None = None) -> Response:
    below = visit.query.get("below", "")
    if below and not (below.isascii() and below.isdigit() and len(below) <= publishing.NUMBER_LIMIT):
        raise RequestError("below", "it must be the number of a version")
    limits = {"below": int(below)} if below else {}
    found = playbooks.versions(visit.ports.settings, current.brand, VERSIONS + 1, **limits)
    pairs = zip(found, [*found[1:], None], strict=True)
    listed = [
        {"version": one, "by": _by(visit, one), "changes": _between(before, one)}
        for one, before in list(pairs)[:VERSIONS]
    ]
    written = {name: values[-1] for name, values in visit.fields.items() if values}
    return _page(
        visit,
        "playbook_history.html",
        current,
        status=answers.problem(error)[0] if error else 200,
        listed=listed,
        more=found[VERSIONS - 1].number if len(found) > VERSIONS else 0,
        may_edit=may(visit.staff, current.brand, "playbook"),
        written=written,
        problem=words.refusal(error) if error else "",
    )


def _by(visit: Visit, version: Version) -> str:
    return name_of(visit.ports, version.publication.by) if version.publication else gettext("A settings file")


def _changes(visit: Visit, brand: str, version: Version) -> list[playbook_changes.Difference]:
    """What a version changed of the one before it."""
    before = playbooks.versions(visit.ports.settings, brand, 1, below=version.number)
    return _between(before[0] if before else None, version) or []


def _between(before: Version | None, after: Version) -> list[playbook_changes.Difference] | None:
    """None where one of the two is not there, or cannot be read any more."""
    if before is None or before.playbook is None or after.playbook is None:
        return None
    return playbook_changes.differences(
        playbook_form.of_playbook(before.playbook), playbook_form.of_playbook(after.playbook)
    )
