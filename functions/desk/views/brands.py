"""The brands of one person, as the bar above every page shows them."""

from dataclasses import dataclass
from datetime import datetime

from functions.desk.act import Ports, name_of
from functions.desk.languages import gettext
from shared.domain.brand import UNASSIGNED, Staff, StopSwitch


@dataclass(frozen=True)
class Brand:
    """A brand as one person sees it. `stop` is its stop switch if that is on, `stopped_by` who turned it."""

    name: str
    title: str
    role: str
    stop: StopSwitch | None = None
    stopped_by: str = ""


def brands_of(ports: Ports, staff: Staff, now: datetime) -> list[Brand]:
    """The brands that this person may see, with the stop switches that are on."""
    listed = {**ports.settings.brands(), UNASSIGNED: gettext("Unassigned")}
    found = []
    for name, title in listed.items():
        role = staff.role(name)
        if role is None:
            continue
        switch = ports.settings.stop_switch(name) if name != UNASSIGNED else StopSwitch()
        on = switch.is_on(now)
        by = name_of(ports, switch.by) if on else ""
        found.append(Brand(name, title, role.value, switch if on else None, by))
    return found
