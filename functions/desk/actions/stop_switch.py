"""The one control that stops all automatic sending of a brand."""

from datetime import datetime, timedelta

from functions.desk.act import REASON_LIMIT, Done, Fields, Ports, field, require_role
from shared import observe
from shared.aws import audit
from shared.domain import deed, times
from shared.domain.brand import Staff, StopSwitch
from shared.errors import InputError, NotFoundError

LONGEST_STOP = timedelta(days=30)


def switch(ports: Ports, staff: Staff, brand: str, fields: Fields) -> Done:
    """Turns the brand's stop switch on or off. From then on no automatic reply begins, or they may again."""
    if brand not in ports.settings.brands():
        raise NotFoundError(f"There is no brand {brand!r}.")
    require_role(staff, brand, "stop")
    wanted = field(fields, "stopped", "send on or off")
    if wanted not in ("on", "off"):
        raise InputError("stopped", "it must be on or off")
    reason = field(fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    now = ports.clock()
    until = _until(fields, now) if wanted == "on" else None
    turned = StopSwitch(stopped=wanted == "on", reason=reason, by=staff.staff_id, at=now, until=until)
    told = audit.put(ports.settings.table, deed.of_switch(brand, turned, now))
    ports.settings.put_stop_switch(brand, turned, also=[told])
    observe.log("desk", level="WARNING", task="stop_switch", code=wanted)
    return Done("stopped" if wanted == "on" else "started")


def _until(fields: Fields, now: datetime) -> datetime | None:
    written = (fields.get("until") or [""])[-1].strip()
    if not written:
        return None
    try:
        until = times.from_text(written)
    except (ValueError, OverflowError) as error:
        raise InputError("until", "write a moment such as 2026-11-22T18:00:00Z, or leave it empty") from error
    if not now < until <= now + LONGEST_STOP:
        raise InputError("until", f"it must lie ahead, at most {LONGEST_STOP.days} days")
    return until
