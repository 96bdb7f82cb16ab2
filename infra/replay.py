"""Reads a delivery in quarantine again, as if it came now, with the adapter as it is today."""

from datetime import datetime

from functions.ingest.receive import Ports, take_in
from infra.stores import Stores
from shared.errors import InputError
from shared.platforms.contract import WebhookRequest


def replay_delivery(stores: Stores, delivery_id: str, now: datetime) -> list[str]:
    """Why it is still not understood; empty if it was, and then it has left quarantine.

    What was stored from it before is met as a duplicate and changes nothing.
    """
    kept = stores.deliveries.kept(delivery_id)
    if kept is None:
        raise InputError("delivery", f"none in quarantine has the id {delivery_id!r}; `heed quarantine` lists them")
    request = WebhookRequest(method="POST", path="", query={}, headers=kept.headers, body=kept.body, received_at=now)
    ports = Ports(
        mentions=stores.mentions,
        deliveries=stores.deliveries,
        secrets=lambda _platform, _now, _renew: None,
        clock=lambda: now,
    )
    reasons = take_in(request, kept.platform, kept.account, ports, via="replay")
    if not reasons:
        stores.deliveries.discard(delivery_id)
    return reasons
