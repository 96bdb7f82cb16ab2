"""What a person did with the power that the desk gives them, for those who must be able to look it up. Pure."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.brand import Account, StopSwitch
from shared.domain.playbook import Playbook
from shared.domain.publication import Publication
from shared.domain.staffing import EVERY, StaffChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Who did what when and why. `about` is a kind and an id, such as `case:<case id>` or `person:<staff id>`: never a
    text, nor the name or handle of an author. `brand` is EVERY for what belongs to no single brand."""

    at: datetime
    by: str
    brand: str
    what: str
    about: str = ""
    reason: str = ""


def of_switch(brand: str, switch: StopSwitch, at: datetime) -> Deed:
    what = "switch_on" if switch.stopped else "switch_off"
    return Deed(at=at, by=switch.by, brand=brand, what=what, about=f"brand:{brand}", reason=switch.reason)


def of_let(account: Account, at: datetime) -> Deed:
    """That somebody let an account speak by itself, or put it in shadow, as it bears now."""
    return Deed(
        at=at,
        by=account.decided_by,
        brand=account.brand,
        what="account_speaks" if account.automatic else "account_silenced",
        about=f"account:{account.platform}/{account.account_id}",
        reason=account.decided_because,
    )


def of_publication(playbook: Playbook, publication: Publication) -> Deed:
    return Deed(
        at=publication.at,
        by=publication.by,
        brand=playbook.brand,
        what="playbook_restored" if publication.restores else "playbook_published",
        about=f"playbook:{playbook.brand}/{playbook.version}",
        reason=publication.reason,
    )


def of_staff_change(change: StaffChange) -> list[Deed]:
    """One for each brand whose role was changed; one of no single brand where none was."""
    brands = [name for name in {**change.before, **change.after} if change.before.get(name) != change.after.get(name)]
    return [
        Deed(
            at=change.at,
            by=change.by,
            brand=brand,
            what=f"staff_{change.what}",
            about=f"person:{change.staff_id}",
            reason=change.because,
        )
        for brand in sorted(brands) or [EVERY]
    ]
