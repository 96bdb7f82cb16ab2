"""Codes in words. What the system writes short, people read here; an unknown code is shown with spaces.

The tables are in English, and are the source of the catalogues; whoever shows a word of theirs translates it.
"""

from datetime import datetime, timedelta

from functions.desk import oversight_words, rule_words
from functions.desk.languages import gettext, ngettext, sentence
from functions.desk.reasons import DETAILS, REASONS
from shared.domain.assessment import Urgency
from shared.domain.brand import BlockKind
from shared.domain.case import Outcome
from shared.domain.mention import State, Surface
from shared.errors import InputError
from shared.platforms.contract import Visibility

# what an action of a person came to
DONE = {
    "claimed": "The case is yours for ten minutes; each thing you do renews that.",
    "released": "The case is free for others.",
    "stayed": "The case is yours for ten more minutes.",
    "draft_kept": "Your draft is kept. Only you see it, and whoever goes on with this case.",
    "draft_discarded": "Your draft is thrown away.",
    "saved_inserted": "The saved reply stands in the box. Make it yours before you send it.",
    "saved_added": "The saved reply can be used now.",
    "saved_changed": "The saved reply is changed.",
    "saved_reviewed": "Thank you: it counts as reviewed from today.",
    "saved_deleted": "The saved reply is deleted.",
    "replied": "Your reply is stored.",
    "already_received": "This reply was received already. It is not sent twice.",
    "undone": "Taken back: nothing was sent. Your text is in the box below.",
    "resolved": "The case is closed.",
    "reopened": "The case is open again.",
    "assigned": "The case is that person’s work now, until somebody changes it.",
    "unassigned": "The case is nobody’s work in particular any more.",
    "noted": "The note is stored. It stays among you.",
    "noted_with_strangers": "The note is stored, but nobody on the staff list has the name after one of its @ signs.",
    "note_struck": "The note is struck out.",
    "tagged": "The tags are stored.",
    "untagged": "The tags are stored.",
    "snoozed": "The case is put away; it comes back by itself.",
    "snoozed_until_message": "The case is put away until its author writes again, or for 30 days.",
    "woken": "The case is back.",
    "rated": "Its urgency and deadline are changed.",
    "submitted": "Your answer waits for another person’s yes. It is sent after that, and not before.",
    "rejected": "The answer went back to its writer, with what you said.",
    "withdrawn": "Your answer is yours again, as a draft.",
    "escalated": "Those who are told of urgent cases have been told of this one.",
    "escalated_untold": "The case is more urgent now and your note is stored, but nobody could be told: call somebody.",
    "corrected": "Thank you. What you said stays with the mention; nothing that happened is changed.",
    "as_it_stands": "Nothing to store: it stands there like this already.",
    "mention_reopened": "The mention goes to people now. Its case appears in the queue within seconds.",
    "author_silenced": "This author gets no automatic replies now.",
    "author_heard": "This author may get automatic replies again.",
    "thread_stopped": "No automatic replies under this post now.",
    "thread_started": "Automatic replies may be sent under this post again.",
    "stopped": "Automatic replies are stopped.",
    "started": "Automatic replies may be sent again.",
    **rule_words.DONE,
    **oversight_words.DONE,
}

# what an action on many cases will come to, where it is told before
BULK = {
    "resolved": "It will be closed.",
    "tagged": "It will get the tags.",
    "assigned": "It will be that person’s work.",
    "snoozed": "It will be put away.",
    "snoozed_until_message": "It will be put away until its author writes, or for 30 days.",
    "claimed": "It will be yours for ten minutes.",
    "as_it_stands": "It stands like this already.",
}

# what a snooze is called in a form, and how long it is
SNOOZES = (
    ("1 hour", timedelta(hours=1)),
    ("4 hours", timedelta(hours=4)),
    ("1 day", timedelta(days=1)),
    ("3 days", timedelta(days=3)),
    ("7 days", timedelta(days=7)),
)

BULK_ACTIONS = {
    "claim": "Claim them",
    "assign": "Assign them",
    "tag": "Tag them",
    "snooze": "Snooze them",
    "resolve": "Resolve them",
}

STATES = {
    State.RECEIVED: "Just received",
    State.ACKNOWLEDGING: "Being acknowledged",
    State.IN_REVIEW: "Waits for an answer",
    State.REPLYING: "Reply about to leave",
    State.SENDING: "Being sent",
    State.ACKNOWLEDGED: "Acknowledged",
    State.ANSWERED: "Answered",
    State.RESOLVED: "Resolved",
    State.IGNORED: "Needs nothing",
    State.WITHDRAWN: "Deleted by its author",
    State.ERASED: "Erased",
}

# the shape says what the colour says
URGENCIES = {
    Urgency.CRITICAL: ("◆", "Critical"),
    Urgency.HIGH: ("▲", "High"),
    Urgency.NORMAL: ("●", "Normal"),
    Urgency.LOW: ("○", "Low"),
}

SURFACES = {
    Surface.POST: "post",
    Surface.COMMENT: "comment",
    Surface.DIRECT_MESSAGE: "direct message",
    Surface.STORY: "story",
    Surface.REVIEW: "review",
}

VISIBILITIES = {
    Visibility.PUBLIC: ("Public reply", "Everybody can read it."),
    Visibility.PRIVATE: ("Private reply", "Only the author can read it."),
}

OUTCOMES = {
    Outcome.ANSWERED: "Answered",
    Outcome.DISMISSED: "Needs no answer",
    Outcome.DUPLICATE: "Duplicate of another case",
    Outcome.COVERED: "Covered by another answer",
    Outcome.HANDLED_ELSEWHERE: "Handled elsewhere",
}

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "other": "Other language",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}

TOPICS = {
    "question_simple": "Simple question",
    "question_account": "Question about an account",
    "self_harm": "Self-harm",
    "injection": "Attempt to steer the machine",
    "job": "Job enquiry",
    "other": "Other topic",
}

ACTORS = {
    "ingest": "The platform",
    "triage": "Triage",
    "reply": "Sending",
    "review": "The queue",
    "watch": "The sweep",
    "erase": "Erasure",
    "machine": "The machine",
}

# a line of a case's timeline
EVENTS = {
    "opened": "opened the case",
    "joined": "added a new message",
    "news": "noticed a change",
    "claimed": "took the case",
    "released": "released the case",
    "taken_over": "took the case over",
    "replied": "wrote a reply",
    "undone": "took the reply back",
    "author_silenced": "stopped automatic replies to the author",
    "author_marked_troll": "marked the author as a troll",
    "author_marked_spam": "marked the author as a sender of spam",
    "author_heard": "let the author be answered automatically again",
    "thread_stopped": "stopped automatic replies under the post",
    "thread_started": "let automatic replies go under the post again",
    "reply_sent": "answered",
    "reply_failed": "gave the reply back",
    "resolved": "closed the case",
    "reopened": "opened the case again",
    "assigned": "assigned the case",
    "unassigned": "made the case nobody’s work",
    "noted": "wrote a note",
    "note_struck": "struck out a note",
    "tagged": "tagged the case",
    "untagged": "took tags off",
    "snoozed": "put the case away",
    "woken": "took the case back",
    "urgency_raised": "made the case more urgent",
    "urgency_lowered": "made the case less urgent",
    "escalated": "escalated the case",
    "submitted": "submitted an answer for approval",
    "approved": "approved an answer",
    "rejected": "sent an answer back",
    "withdrawn": "took an answer back",
}


# what is to be mended, as the page calls it
FIELDS = {
    "acknowledge": "Whether it was acknowledged",
    "after": "The form",
    "edition": "The form",
    "revision": "The form",
    "topic": "Its topic",
    "urgency": "Its urgency",
    "action": "What is to be done",
    "approver": "Who approves it",
    "candidate": "This answer",
    "case": "This case",
    "correction": "What is right",
    "acknowledged": "Whether it was acknowledged",
    "owner": "The owner",
    "covers": "Also answered",
    "days": "How long",
    "kind": "As what",
    "language": "The language",
    "mention": "This mention",
    "mention_id": "This message",
    "moment": "The end",
    "note": "The note",
    "note_id": "The note",
    "outcome": "How it ends",
    "reason": "The reason",
    "reply_id": "The form",
    "saved": "The saved reply",
    "seen": "The form",
    "stopped": "The switch",
    "supersede": "Confirm",
    "sure": "Confirm",
    "tags": "The tags",
    "text": "Your text",
    "to": "Whose work it is",
    "title": "Its name",
    "until": "The end",
    "version": "The form",
    "what": "What you do",
    "window": "The form",
    **rule_words.FIELDS,
    **oversight_words.FIELDS,
}

# what an author can be silenced as
BLOCKS = {
    BlockKind.SILENCED: "Wants no automatic replies",
    BlockKind.TROLL: "Troll",
    BlockKind.SPAM: "Sender of spam",
}

MEDIA = {"image": "a picture", "photo": "a picture", "video": "a video", "audio": "a sound", "file": "a file"}


# keys, and what they do, as the sheet tells it
KEYS = {
    "j k": "next, previous case",
    "o Enter": "open the case",
    "c": "claim, or take over",
    "x": "release",
    "r": "write a reply",
    "Ctrl Enter": "send it (Cmd on a Mac)",
    "z": "undo a reply that has not left",
    "n": "write a note",
    "a": "assign",
    "e": "resolve",
    "Shift+E": "resolve, and take the next case",
    "Shift+J": "one after another: leave this, take the next",
    "s": "snooze",
    "t": "tag",
    "u": "change the urgency",
    "w": "why it is here",
    "/": "search",
    "g": "then a letter: go to a folder",
    "Esc": "leave the box; back to the list",
    "Ctrl K": "everything that can be done here",
    "?": "this sheet",
}

SHOWS = {"all": "All", "unclaimed": "Unclaimed", "mine": "Mine", "failed": "Failed sends"}

JUDGED = {
    "urgency": "How urgent is it?",
    "topic": "What is it about?",
    "acknowledge": "May the machine acknowledge it?",
}


def judged(what: str, value: str) -> str:
    """A word of the judgement, as the form for corrections has it."""
    if what == "urgency":
        return gettext(URGENCIES[Urgency(value)][1])
    return topic(value) if what == "topic" else gettext(value.capitalize())


def spaced(code: str) -> str:
    """`some_code` as "some code"."""
    return code.replace("_", " ")


def topic(code: str) -> str:
    return gettext(TOPICS.get(code) or spaced(code).capitalize())


def language(code: str) -> str:
    return gettext(LANGUAGES[code]) if code in LANGUAGES else code.upper()


def sentiment(code: str) -> str:
    return gettext(code.capitalize())


def reason(code: str) -> str:
    """A reason code as a sentence."""
    if code in REASONS:
        return _sentence(gettext(REASONS[code]))
    name, colon, detail = code.partition(":")
    if colon and name in REASONS:
        told = gettext(DETAILS[detail]) if detail in DETAILS else spaced(detail)
        return _sentence(f"{gettext(REASONS[name]).rstrip('.')}: {told}")
    return _sentence(topic(code))


def refusal(error: Exception) -> str:
    """Why something was not done; what is to be mended is named as the page names it."""
    if isinstance(error, InputError):
        named = gettext(FIELDS[error.field]) if error.field in FIELDS else spaced(error.field).capitalize()
        return _sentence(f"{named}: {sentence(error.remedy)}")
    return sentence(str(error))


def refused(error: Exception | str) -> str:
    """The same for a case among many."""
    return sentence(error) if isinstance(error, str) else refusal(error)


def relative(moment: datetime, now: datetime) -> str:
    """`in 12 min` or `3 h ago`: as exact as a person needs it."""
    length = abs(moment - now)
    if length < timedelta(minutes=1):
        return gettext("now")
    told = gettext("in {span}") if moment >= now else gettext("{span} ago")
    return told.format(span=span(length))


def deadline(due_at: datetime, now: datetime) -> str:
    """`due in 12 min`, `overdue by 5 min`."""
    told = gettext("due in {span}") if due_at > now else gettext("overdue by {span}")
    return told.format(span=span(abs(due_at - now)))


def span(length: timedelta) -> str:
    """`12 min`, `1 h 5 min`, `3 days`."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 60:
        return gettext("{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        told = gettext("{hours} h {minutes} min") if minutes else gettext("{hours} h")
        return told.format(hours=hours, minutes=minutes)
    days = hours // 24
    return ngettext("{days} day", "{days} days", days).format(days=days)


def length(seconds: int) -> str:
    """`10 s`, else as `span`."""
    if seconds < 60:
        return gettext("{seconds} s").format(seconds=seconds)
    return span(timedelta(seconds=seconds))


def reach(followers: int) -> str:
    """`1.2k followers`, `1 follower`."""
    told = str(followers)
    for limit, unit in ((1_000_000, "M"), (1_000, "k")):
        if followers >= limit:
            told = f"{followers / limit:.1f}".removesuffix(".0") + unit
            break
    return ngettext("{count} follower", "{count} followers", followers).format(count=told)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
