"""The drift guard: where the share of acknowledged mentions leaves the brand's band, automatic replies stop.

A classifier that goes astray, or a day on which everybody writes the same, shows there first. Nobody knows which it is,
so the stop switch goes on, a person is told, and a person turns it off.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared import observe
from shared.aws.settings import Settings
from shared.aws.tallies import Tallies
from shared.aws.topics import Topic
from shared.domain import times
from shared.domain.brand import StopSwitch
from shared.domain.playbook import Playbook

STOPPED_BY = "Heed"  # where a switch that a person turned has their staff id
REMEDY = "Look at what was acknowledged of late; then turn the stop switch off at the desk, or mend the playbook first."


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention that was judged just now, where the machine may speak; under which rules, and whether it will."""

    playbook: Playbook
    acknowledged: bool


def count(judged: Sequence[Judged], tallies: Tallies, settings: Settings, alarms: Topic, now: datetime) -> None:
    """Counts them, in one write a brand; when a brand's window is full, looks at its share and begins the next."""
    by_brand: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_brand[one.playbook.brand].append(one)
    for brand, found in by_brand.items():
        playbook = found[-1].playbook
        total, acknowledged = tallies.count_judged(brand, len(found), sum(one.acknowledged for one in found))
        if total >= playbook.drift.window:
            if not playbook.drift.low <= acknowledged / total <= playbook.drift.high:
                _stop(playbook, f"{acknowledged} of {total}", tallies, settings, alarms, now)
            tallies.begin_window(brand, total)


def _stop(playbook: Playbook, share: str, tallies: Tallies, settings: Settings, alarms: Topic, now: datetime) -> None:
    """Turns the switch on, also where a person's own stop would end by itself; then tells, once a day and stop."""
    brand = playbook.brand
    switch = settings.stop_switch(brand)
    if not switch.is_on(now) or switch.until is not None:
        band = f"{playbook.drift.low:.0%} to {playbook.drift.high:.0%}"
        reason = f"{share} mentions judged of late were to be acknowledged; the playbook's band is {band}"
        switch = StopSwitch(stopped=True, reason=reason, by=STOPPED_BY, at=now)
        settings.put_stop_switch(brand, switch)
    observe.log("drift", level="ERROR", reason=share)
    told = f"drift#{brand}#{times.to_text(switch.at) if switch.at else ''}"
    if not tallies.is_told(told, now):
        subject = "An unusual share was acknowledged: automatic replies are stopped"
        alarms.publish(subject, code="drift", brand=brand, share=share, remedy=REMEDY)
        tallies.note_told(told, now)
