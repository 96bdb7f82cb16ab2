"""Lists of cases, and how many there are, driven over both kinds of tables."""

from random import Random

from shared.aws.cases import Held
from shared.domain.case import CaseState
from tests.simulate.agreement_stores import Run, a_time
from tests.support.made import BRAND, PLATFORM


def queue(rng: Random) -> Run:
    folder, limit = rng.choice(list(CaseState)).value, rng.choice((1, 2, 50))
    held = rng.choice((None, Held(None, a_time(rng)), Held("ana", a_time(rng))))
    latest_first = rng.random() < 0.5
    where = rng.choice(({}, {"urgency": "high"}, {"platform": PLATFORM, "language": "en"}))
    failed, bound = rng.random() < 0.3, rng.choice(({}, {"due_by": a_time(rng)}, {"due_after": a_time(rng)}))
    asked = {"held": held, "failed": failed, "latest_first": latest_first, "where": where, **bound}
    return lambda at: at.cases.queue(BRAND, folder, limit, **asked)


def has_any(rng: Random) -> Run:
    brand, folder = rng.choice((BRAND, "other")), rng.choice(list(CaseState)).value
    return lambda at: at.cases.has_any(brand, folder)


def count_some(rng: Random) -> Run:
    folder, failed = rng.choice(list(CaseState)).value, rng.random() < 0.3
    held = rng.choice((None, Held(None, a_time(rng)), Held("ana", a_time(rng))))
    return lambda at: at.cases.count_some(BRAND, folder, 50, held=held, failed=failed)
