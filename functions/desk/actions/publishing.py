"""A playbook's next version: written by an admin over the one that they saw, or an older one's content again."""

from functions.desk import playbook_form
from functions.desk.act import REASON_LIMIT, Done, Fields, Ports, field, require_role
from functions.desk.playbook_form import Form
from shared import observe
from shared.aws import playbooks
from shared.aws.playbooks import Version
from shared.domain.brand import Staff
from shared.domain.playbook import Playbook
from shared.domain.publication import Publication
from shared.errors import ConflictError, HeedError, InputError, NotFoundError

NUMBER_LIMIT = 8
WHY = "say why, for those who come after you"


class OvertakenError(HeedError):
    """Another version came meanwhile. `form` is what was written, put on top of it; `both` what both changed."""

    def __init__(self, current: Playbook, form: Form, both: list[str]) -> None:
        super().__init__(f"Version {current.version} came meanwhile.")
        self.current = current
        self.form = form
        self.both = both


def written(ports: Ports, staff: Staff, brand: str, fields: Fields) -> tuple[Playbook, Playbook]:
    """The playbook in force, and the next one as the form says it. Raises OvertakenError or FormError."""
    require_role(staff, brand, "playbook")
    form, seen = playbook_form.of_fields(fields), number(fields, "version")
    current = in_force(ports, brand)
    if current.version != seen:
        base = playbooks.version(ports.settings, brand, seen)
        known = playbook_form.of_playbook(base.playbook) if base and base.playbook else {}
        raise OvertakenError(current, *playbook_form.merged(known, form, playbook_form.of_playbook(current)))
    return current, playbook_form.read(form, brand, _next(ports, current))


def publish(ports: Ports, staff: Staff, brand: str, fields: Fields) -> Done:
    """Puts what the form says in force. Raises as `written`, InputError without a reason."""
    current, playbook = written(ports, staff, brand, fields)
    reason = field(fields, "reason", WHY, most=REASON_LIMIT)
    if playbook.model_copy(update={"version": current.version}) == current:
        return Done("as_it_stands", brand=brand)
    try:
        _publish(ports, playbook, current, Publication(by=staff.staff_id, at=ports.clock(), reason=reason))
    except ConflictError:  # within this very second
        form = playbook_form.of_fields(fields)
        newer = in_force(ports, brand)
        merged = playbook_form.merged(playbook_form.of_playbook(current), form, playbook_form.of_playbook(newer))
        raise OvertakenError(newer, *merged) from None
    return Done("playbook_published", brand=brand)


def restore(ports: Ports, staff: Staff, brand: str, fields: Fields) -> Done:
    """Publishes an older version's content as the next version. ConflictError if another came meanwhile."""
    require_role(staff, brand, "playbook")
    old, seen = version(ports, brand, number(fields, "number")), number(fields, "version")
    current = in_force(ports, brand)
    if old.playbook is None:
        raise InputError("number", "it was written under rules that no longer hold: take its content over by hand")
    if current.version != seen:
        raise ConflictError(f"Version {current.version} came meanwhile. Nothing was done: look at the history again.")
    reason = field(fields, "reason", WHY, most=REASON_LIMIT)
    told = Publication(by=staff.staff_id, at=ports.clock(), reason=reason, restores=old.number)
    try:
        _publish(ports, old.playbook.model_copy(update={"version": _next(ports, current)}), current, told)
    except ConflictError as conflict:
        raise ConflictError(
            "Another version came meanwhile. Nothing was done: look at the history again."
        ) from conflict
    return Done("playbook_published", brand=brand)


def in_force(ports: Ports, brand: str) -> Playbook:
    found = ports.settings.find_playbook(brand)
    if found is None:
        raise NotFoundError(f"There is no brand {brand!r}.")
    return found


def version(ports: Ports, brand: str, wanted: int) -> Version:
    found = playbooks.version(ports.settings, brand, wanted)
    if found is None:
        raise NotFoundError(f"There is no version {wanted} of this playbook.")
    return found


def number(fields: Fields, name: str) -> int:
    given = field(fields, name, "send the number that came with the page", most=NUMBER_LIMIT)
    if not (given.isascii() and given.isdigit()):
        raise InputError(name, "send the number that came with the page")
    return int(given)


def _next(ports: Ports, current: Playbook) -> int:
    """One more than every version there is: an older one may be in force by a settings file."""
    newest = playbooks.versions(ports.settings, current.brand, 1)
    return max([current.version, *(one.number for one in newest)]) + 1


def _publish(ports: Ports, playbook: Playbook, current: Playbook, told: Publication) -> None:
    ports.settings.publish(playbook, told, seen=current.version)
    observe.log("desk", level="WARNING", task="playbook", code="published")
