"""Every connected account of the brands that one may see: whether it speaks, what stops it, and what arrives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from functions.desk.act import Ports, may, name_of
from functions.desk.replies import platform_title
from functions.desk.views.brands import Brand
from shared.domain.brand import Account, Staff
from shared.errors import ConfigurationError
from shared.platforms import registry
from shared.platforms.contract import Card

LOOKED_BACK = timedelta(hours=24)


@dataclass(frozen=True)
class Arrivals:
    """Of a brand on one platform: how many in the hours looked at, and the newest hour with any."""

    count: int = 0
    newest: datetime | None = None


@dataclass(frozen=True)
class Breaker:
    """Automatic replies of the account in the window that runs, and how many the playbook allows in it."""

    sends: int
    most: int
    minutes: int

    @property
    def is_open(self) -> bool:
        return self.sends >= self.most


@dataclass(frozen=True)
class Connection:
    """One account. `blocked_until` is when the platform may be tried again; `card` is None where it is not served any
    more."""

    account: Account
    title: str
    brand: str
    decided_by: str
    blocked_until: datetime | None
    breaker: Breaker | None
    arrivals: Arrivals
    card: Card | None
    may_let: bool


def connections(ports: Ports, staff: Staff, brands: Sequence[Brand], now: datetime) -> list[Connection]:
    """By brand, platform and id."""
    titles = {brand.name: brand.title for brand in brands}
    arrived = cache(lambda brand: _arrivals(ports, brand, now))
    breaker_of = cache(lambda brand: _allowed(ports, brand))
    names = cache(lambda staff_id: name_of(ports, staff_id))
    found = [account for account in ports.settings.accounts() if account.brand in titles]
    found.sort(key=lambda account: (titles[account.brand], account.platform, account.account_id))
    return [
        Connection(
            account=account,
            title=platform_title(account.platform),
            brand=titles[account.brand],
            decided_by=names(account.decided_by) if account.decided_by else "",
            blocked_until=ports.tallies.circuit_until(account.platform, account.account_id, now),
            breaker=_breaker(ports, account, breaker_of(account.brand), now),
            arrivals=arrived(account.brand).get(account.platform, Arrivals()),
            card=_card(account.platform),
            may_let=may(staff, account.brand, "let_speak"),
        )
        for account in found
    ]


def _arrivals(ports: Ports, brand: str, now: datetime) -> Mapping[str, Arrivals]:
    """By platform, in the hours that began within the last 24."""
    found: dict[str, Arrivals] = {}
    for day in sorted({(now - LOOKED_BACK).date(), now.date()}):
        for hour, figures in ports.tallies.figures(brand, day).items():
            if hour.begins_at <= now - LOOKED_BACK or not figures["arrived"]:
                continue
            before = found.get(hour.platform, Arrivals())
            newest = max(hour.begins_at, before.newest or hour.begins_at)
            found[hour.platform] = Arrivals(before.count + figures["arrived"], newest)
    return found


def _allowed(ports: Ports, brand: str) -> tuple[int, int] | None:
    """How many automatic replies in how many minutes; None where the brand has no playbook that can be read."""
    try:
        playbook = ports.settings.find_playbook(brand)
    except ConfigurationError:
        return None
    return (playbook.breaker.sends, playbook.breaker.minutes) if playbook else None


def _breaker(ports: Ports, account: Account, allowed: tuple[int, int] | None, now: datetime) -> Breaker | None:
    if allowed is None:
        return None
    most, minutes = allowed
    window = timedelta(minutes=minutes)
    return Breaker(ports.tallies.sends(account.platform, account.account_id, window, now), most, minutes)


def _card(platform: str) -> Card | None:
    try:
        return registry.card(platform)
    except ConfigurationError:
        return None
