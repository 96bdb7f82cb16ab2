"""What becomes of a delivery that was not understood: it is read again, or thrown away. Both for a reason."""

from functions.desk.act import REASON_LIMIT, Done, Fields, Ports, field, require_somewhere
from shared import observe
from shared.aws import audit, writes
from shared.aws.deliveries import ASKED, NOTED, Became, Decided, Kept
from shared.domain import times
from shared.domain.brand import Staff
from shared.domain.deed import Deed
from shared.domain.staffing import EVERY
from shared.errors import ConflictError, NotFoundError

LEFT = "It has left quarantine meanwhile. Nothing was done."
WHY = "say why, for those who come after you"


def replay(ports: Ports, staff: Staff, delivery_id: str, fields: Fields) -> Done:
    """Asks for another reading with today's adapter. It happens elsewhere, by the step `ingest`, which notes what came
    of it; asked twice, it changes nothing twice."""
    kept = _kept(ports, staff, delivery_id)
    asked = _decided(ports, staff, kept, field(fields, "reason", WHY, most=REASON_LIMIT), kind=ASKED)
    writes.transact(ports.deliveries.client, [ports.deliveries.decide(asked), _deed(ports, asked, "replayed")])
    observe.log("desk", task="replay", code="replay_asked")
    return Done("replay_asked")


def discard(ports: Ports, staff: Staff, delivery_id: str, fields: Fields) -> Done:
    """Throws a delivery away for good. What was understood of it stays stored."""
    kept = _kept(ports, staff, delivery_id)
    reason = field(fields, "reason", WHY, most=REASON_LIMIT)
    decided = _decided(ports, staff, kept, reason, became=Became.DISCARDED)
    store = ports.deliveries
    taken = [*store.discarding(kept), store.decide(decided), _deed(ports, decided, "discarded")]
    try:
        writes.transact(store.client, taken)
    except ConflictError as conflict:
        raise ConflictError(LEFT) from conflict
    observe.log("desk", level="WARNING", task="discard", code="discarded")
    return Done("discarded")


def _kept(ports: Ports, staff: Staff, delivery_id: str) -> Kept:
    require_somewhere(staff, "replay")
    kept = ports.deliveries.kept(delivery_id)
    if kept is None:
        raise NotFoundError("This delivery is not in quarantine. It may have left it, or been thrown away.")
    return kept


def _decided(
    ports: Ports, staff: Staff, kept: Kept, reason: str, *, kind: str = NOTED, became: Became | None = None
) -> Decided:
    now = ports.clock()
    return Decided(
        decision_id=f"{times.to_text(now)}#{ports.new_id()[:8]}",
        at=now,
        what=(kept.delivery_id,),
        reason=reason,
        by=staff.staff_id,
        kind=kind,
        became=became,
    )


def _deed(ports: Ports, decided: Decided, what: str) -> dict:
    (delivery_id,) = decided.what
    told = Deed(
        at=decided.at, by=decided.by, brand=EVERY, what=what, about=f"delivery:{delivery_id}", reason=decided.reason
    )
    return audit.put(ports.settings.table, told)
