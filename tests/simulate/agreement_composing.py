"""What staff write and where they are: values to drive its stores with."""

from dataclasses import replace
from random import Random

from shared.aws.drafts import Draft
from shared.aws.presence import Doing, Seen
from shared.domain.assessment import Topic
from shared.domain.saved_reply import SavedReply
from tests.simulate.agreement_stores import (
    STAFF,
    TEXTS,
    Driver,
    Run,
    Stores,
    a_case,
    a_case_id,
    a_time,
    an_id,
    one_of,
    plainly,
)
from tests.support.made import BRAND

a_brand = one_of(BRAND, "other")
a_person = one_of(*STAFF)
a_version = one_of(0, 1, 2)
a_saved_id = one_of("one", "two")


def a_draft(rng: Random) -> Draft:
    return Draft(
        case_id=a_case_id(rng),
        mention_id=an_id(rng),
        by=rng.choice(STAFF),
        text=rng.choice(TEXTS),
        edition=rng.randrange(1, 4),
        window=rng.choice(("left", "right")),
        updated_at=a_time(rng),
    )


def keep_draft(rng: Random) -> Run:
    draft, after = a_draft(rng), rng.randrange(3)
    return lambda at: at.drafts.keep(draft, after=after)


def a_sight(rng: Random) -> Seen:
    return Seen(staff_id=rng.choice(STAFF), case_id=a_case_id(rng), what=rng.choice(list(Doing)), at=a_time(rng))


def a_saved_reply(rng: Random) -> SavedReply:
    return SavedReply(
        saved_id=a_saved_id(rng),
        brand=a_brand(rng),
        title="We look into it",
        text=rng.choice(TEXTS) or "Dear {author}",
        owner=rng.choice(STAFF),
        reviewed_at=a_time(rng),
        version=rng.randrange(1, 3),
        language=rng.choice((None, "en")),
        topic=rng.choice((None, Topic.BILLING)),
    )


def put_saved_reply(rng: Random) -> Run:
    reply, seen = a_saved_reply(rng), a_version(rng)
    return lambda at: at.saved_replies.put(reply, seen_version=seen)


def delete_saved_reply(rng: Random) -> Run:
    brand, saved_id, seen = a_brand(rng), a_saved_id(rng), a_version(rng)
    return lambda at: at.saved_replies.delete(brand, saved_id, seen_version=seen)


def stay(rng: Random) -> Run:
    """A lease that is held, renewed, now and then from a stale sight of it."""
    held = a_case(rng, holder=rng.choice(STAFF), lease_until=a_time(rng))
    stale, until = rng.random() < 0.2, a_time(rng)

    def run(at: Stores) -> None:
        at.client.put_item(TableName=at.cases.table, Item=at.cases.to_item(held))
        seen = replace(held, lease_until=until) if stale else held
        at.cases.stay(seen, replace(held, lease_until=until))

    return run


COMPOSING: dict[str, Driver] = {
    "drafts.Drafts.of_case": plainly("drafts", "of_case", a_case_id, a_time),
    "drafts.Drafts.keep": keep_draft,
    "drafts.Drafts.empty": plainly("drafts", "empty", a_draft, a_time),
    "cases.Cases.stay": stay,
    "presence.Presence.tell": plainly("presence", "tell", a_brand, a_sight),
    "presence.Presence.leave": plainly("presence", "leave", a_brand, a_person, a_case_id),
    "presence.Presence.at_brand": plainly("presence", "at_brand", a_brand, a_time),
    "saved_replies.SavedReplies.of_brand": plainly("saved_replies", "of_brand", a_brand),
    "saved_replies.SavedReplies.get": plainly("saved_replies", "get", a_brand, a_saved_id),
    "saved_replies.SavedReplies.put": put_saved_reply,
    "saved_replies.SavedReplies.delete": delete_saved_reply,
}
