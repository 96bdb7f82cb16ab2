"""Words of what oversees the machine: quarantine, connections and the record of deeds."""

from shared.aws.deliveries import Became

DONE = {
    "replay_asked": "Asked for. It is read again within seconds: load the page again to see what came of it.",
    "discarded": "The delivery is thrown away.",
    "account_speaks": "The account may acknowledge by itself now.",
    "account_silenced": "The account is in shadow now: nothing is sent by itself.",
}

FIELDS = {"platform": "The platform", "account": "The account"}

# why a delivery was kept; a code may be followed by a colon and a detail, which is the sender's or the adapter's
KEPT_FOR = {
    "kept_by_setting": "Every delivery is kept: that is how this deployment is set up.",
    "payload": "The body is not in the format of this platform",
    "parser_failed": "Our reader of this platform failed at it",
    "nothing_found": "Nothing was found in it.",
    "too_many_entries": "It holds more entries than a delivery may; none of them was stored.",
    "unknown": "It holds a kind of entry that the platform's documentation does not name",
    "lone_surrogate": "A text in it is broken; it was stored with the broken signs replaced.",
    "bad_identifier": "An id in it is too long or holds signs that no id has",
    "not_served": "It holds a kind of entry that is not served",
}

BECAME = {
    Became.LEFT: "It was understood and left quarantine.",
    Became.STILL_THERE: "It is still there.",
    Became.GONE: "It was not in quarantine any more.",
    Became.DISCARDED: "It was thrown away.",
}

# what somebody did, where it is no line of a case's timeline
DEEDS = {
    "switch_on": "stopped automatic replies",
    "switch_off": "let automatic replies go again",
    "playbook_published": "put a playbook in force",
    "playbook_restored": "put an older playbook in force again",
    "account_speaks": "let an account acknowledge by itself",
    "account_silenced": "put an account in shadow",
    "replayed": "had a delivery read again",
    "discarded": "threw a delivery away",
    "mention_reopened": "brought a mention before people",
    "mention_corrected": "corrected the machine",
    "staff_roles": "changed somebody’s roles",
    "staff_removed": "took somebody off the staff list",
    "staff_signed_out": "signed somebody out",
    "staff_came_by_group": "came by a group of the sign-in",
}

# what a deed was about, by the kind that stands before the id
ABOUT = {
    "case": "Case",
    "mention": "Mention",
    "brand": "Brand",
    "person": "Person",
    "account": "Account",
    "delivery": "Delivery",
    "playbook": "Playbook",
}
