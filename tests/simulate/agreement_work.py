"""Notes, and answers that wait for approval: values to drive their rows with."""

from random import Random

from shared.aws import candidates, notes
from shared.aws.candidates import Candidate, Fate
from shared.aws.notes import Note
from tests.simulate.agreement_stores import STAFF, TEXTS, Driver, Run, a_case_id, a_time, an_id, transact


def a_note(rng: Random) -> Note:
    return Note(
        note_id=rng.choice(("one", "two")),
        case_id=a_case_id(rng),
        by=rng.choice(STAFF),
        at=a_time(rng),
        text=rng.choice(TEXTS) or "Look",
        mentioned=rng.choice(((), ("ana",))),
    )


def a_candidate(rng: Random) -> Candidate:
    return Candidate(
        reply_id=f"{rng.randrange(3):032x}",
        case_id=a_case_id(rng),
        mention_id=an_id(rng),
        text=rng.choice(TEXTS) or "Dear Rita",
        by=rng.choice(STAFF),
        at=a_time(rng),
        covers=rng.choice(((), (an_id(rng),))),
        approver=rng.choice((None, "ana")),
    )


def put_note(rng: Random) -> Run:
    note = a_note(rng)
    return lambda at: transact(at, notes.put(at.cases, note))


def strike_note(rng: Random) -> Run:
    """One that is there, or one that may be."""
    other, place, moment = a_note(rng), rng.randrange(3), a_time(rng)

    def run(at):
        there = notes.of_case(at.cases, other.case_id)
        transact(at, notes.strike(at.cases, there[place] if place < len(there) else other, moment))

    return run


def put_candidate(rng: Random) -> Run:
    candidate = a_candidate(rng)
    return lambda at: transact(at, candidates.put(at.cases, candidate))


def decide(rng: Random) -> Run:
    """On one that is there, or one that may be."""
    other, place, moment = a_candidate(rng), rng.randrange(3), a_time(rng)
    fate, by, note = rng.choice(list(Fate)), rng.choice(STAFF), rng.choice(("", "Too stiff"))

    def run(at):
        there = candidates.of_case(at.cases, other.case_id)
        chosen = there[place] if place < len(there) else other
        transact(at, candidates.decide(at.cases, chosen, fate, by=by, at=moment, note=note))

    return run


def of_case(module) -> Driver:
    def draw(rng: Random) -> Run:
        case_id = a_case_id(rng)
        return lambda at: module.of_case(at.cases, case_id)

    return draw


WORK: dict[str, Driver] = {
    "notes.of_case": of_case(notes),
    "notes.put": put_note,
    "notes.strike": strike_note,
    "candidates.of_case": of_case(candidates),
    "candidates.put": put_candidate,
    "candidates.decide": decide,
}
