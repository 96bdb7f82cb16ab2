"""Connected accounts: which may speak, who let them, and what the machine said or would have said of late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infra.stores import Stores
from shared.aws import audit
from shared.domain import brand, deed, times
from shared.domain.brand import Account
from shared.domain.correction import ACKNOWLEDGE
from shared.domain.decision import Action
from shared.domain.mention import Mention
from shared.errors import InputError


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one account since some moment. `corrected`: staff say that the machine should not have, or in shadow would
    have wrongly.
    """

    account: Account
    judged: int
    acknowledged: int
    shadowed: int
    corrected: int

    def row(self) -> dict[str, Any]:
        account = self.account
        decided = f"{account.decided_by}, {times.to_text(account.decided_at)}" if account.decided_at else ""
        return {
            "platform": account.platform,
            "account": account.account_id,
            "brand": account.brand,
            "speaks": "by itself" if account.automatic else "in shadow",
            "decided by": decided,
            "judged": self.judged,
            "acknowledged": self.acknowledged,
            "would have been": self.shadowed,
            "staff say no": self.corrected,
        }

    def told(self, since: str) -> str:
        """What to look at before the account is let speak."""
        return (
            f"In the last {since} Heed judged {self.judged} of its mentions, acknowledged {self.acknowledged} and "
            f"in shadow would have acknowledged {self.shadowed}; staff say that {self.corrected} of these should not "
            "have been."
        )


def figures(accounts: Iterable[Account], mentions: Iterable[Mention], since: datetime) -> list[Figures]:
    """One for each account, from the mentions received since."""
    by_account: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.decision and mention.received_at >= since:
            by_account.setdefault((mention.platform, mention.account_id), []).append(mention)
    return [_figures(account, by_account.get((account.platform, account.account_id), [])) for account in accounts]


def _figures(account: Account, judged: list[Mention]) -> Figures:
    decisions = [mention.decision for mention in judged if mention.decision]
    return Figures(
        account,
        judged=len(judged),
        acknowledged=sum(decision.action is Action.ACKNOWLEDGE for decision in decisions),
        shadowed=sum(decision.in_shadow for decision in decisions),
        corrected=sum(_is_wrongly_acknowledged(mention) for mention in judged),
    )


def _is_wrongly_acknowledged(mention: Mention) -> bool:
    """Whether staff say so; in shadow, of what would have been."""
    return any((one.what, one.right) == (ACKNOWLEDGE, "no") for one in mention.corrections)


def let(
    stores: Stores, platform: str, account_id: str, *, automatic: bool, by: str, because: str, at: datetime
) -> Account:
    """Lets an account speak by itself, or puts it in shadow. InputError if nobody connected it."""
    account = stores.settings.account(platform, account_id)
    if account is None:
        raise InputError("account", f"nobody connected {account_id} on {platform}; `heed accounts` lists the connected")
    after = brand.let(account, automatic=automatic, by=by, because=because, at=at)
    stores.settings.put_account(after, also=[audit.put(stores.settings.table, deed.of_let(after, at))])
    return after
