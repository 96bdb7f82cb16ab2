"""The promises, checked from outside: senders' answers, the platforms' walls and the rows, never the program's opinion.

Each oracle yields what is wrong; a module has those of one promise.
"""

from collections.abc import Callable, Iterator

from infra.simulate.oracles.alarms import alarmed, counted, honest, told
from infra.simulate.oracles.cases import against_the_clock, gone_on, in_sight
from infra.simulate.oracles.costs import frugal
from infra.simulate.oracles.discretion import discreet
from infra.simulate.oracles.evidence import Evidence, Violation
from infra.simulate.oracles.history import edited_as_often_as_told, one_way
from infra.simulate.oracles.judgement import judged
from infra.simulate.oracles.ledger import balanced
from infra.simulate.oracles.pauses import in_shadow, rested, within_breaker
from infra.simulate.oracles.persistence import not_before_it_may, not_for_ever
from infra.simulate.oracles.promptness import bounded, prompt, settled
from infra.simulate.oracles.republished import by_the_new_playbook
from infra.simulate.oracles.speech import in_the_brands_words, well_spoken
from infra.simulate.oracles.staff import as_meant, in_hand
from infra.simulate.oracles.storage import conserved, stored
from infra.simulate.oracles.wall import in_time, recorded, spoken_once

ORACLES: tuple[Callable[[Evidence], Iterator[Violation]], ...] = (
    stored,
    conserved,
    balanced,
    one_way,
    edited_as_often_as_told,
    spoken_once,
    recorded,
    well_spoken,
    judged,
    in_the_brands_words,
    by_the_new_playbook,
    within_breaker,
    rested,
    in_shadow,
    in_time,
    as_meant,
    in_hand,
    not_for_ever,
    not_before_it_may,
    settled,
    bounded,
    in_sight,
    gone_on,
    against_the_clock,
    alarmed,
    told,
    counted,
    prompt,
    frugal,
    honest,
    discreet,
)


def judge(evidence: Evidence) -> list[Violation]:
    """Everything that is wrong, the worst kinds first."""
    return [violation for oracle in ORACLES for violation in oracle(evidence)]
