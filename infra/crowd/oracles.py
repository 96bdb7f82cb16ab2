"""What must not happen in a crowd: a reply twice, a case in two hands, a draft gone, a reply that nobody knows of."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from infra.crowd.diary import Drafted, Entry, Held, LetGo, Sent, Undone

SLACK_S = 0.05  # two processes read one clock; what they write down differs by less


@dataclass(frozen=True, slots=True)
class Fault:
    """A promise that was broken: which, about what, and how."""

    kind: str
    about: str
    how: str


def double_replies(diary: Iterable[Entry], wall: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """No reply stands twice, no mention has two, and none stands that was taken back."""
    diary = list(diary)
    stands = Counter(post["text"] for post in wall)
    sent = [entry for entry in diary if isinstance(entry, Sent)]
    undone = {entry.reply_id for entry in diary if isinstance(entry, Undone)}
    answered: Counter[str] = Counter()
    for reply in sent:
        count = stands[reply.text]
        answered[reply.mention_id] += count
        if count > 1:
            yield Fault("double", reply.reply_id, f"one reply stands {count} times")
        if count and reply.reply_id in undone:
            yield Fault("undone", reply.reply_id, "it stands, and its writer was told that it was taken back")
    for mention_id, count in answered.items():
        if count > 1:
            yield Fault("double", mention_id, f"{count} replies of people stand")
    for text in stands.keys() - {reply.text for reply in sent}:
        yield Fault("double", text[-34:], "a reply stands of which its writer was told that it was refused")


def lost_replies(
    diary: Iterable[Entry], wall: Iterable[Mapping[str, Any]], read: Callable[[str], Any]
) -> Iterator[Fault]:
    """What was stored and not taken back stands, or waits with its text for a person. `read` gives a mention."""
    stands = {post["text"] for post in wall}
    diary = list(diary)
    undone = {entry.reply_id for entry in diary if isinstance(entry, Undone)}
    for reply in diary:
        if not isinstance(reply, Sent) or reply.reply_id in undone or reply.text in stands:
            continue
        mention = read(reply.mention_id)
        held = [mention.reply, *mention.earlier_replies] if mention else []
        if not any(one and one.reply_id == reply.reply_id for one in held):
            yield Fault("lost", reply.reply_id, "it was stored, does not stand, and the mention knows nothing of it")


def owned_twice(diary: Iterable[Entry]) -> Iterator[Fault]:
    """While a lease runs nobody else is told that the case is theirs, unless they took it over."""
    ends: dict[tuple[str, str], list[float]] = {}
    holds: dict[str, list[Held]] = {}
    for entry in diary:
        if isinstance(entry, LetGo):
            ends.setdefault((entry.case_id, entry.staff_id), []).append(entry.at_s)
        elif isinstance(entry, Held):
            holds.setdefault(entry.case_id, []).append(entry)
    for case_id, held in holds.items():
        held.sort(key=lambda one: one.from_s)
        for number, one in enumerate(held):
            let_go = [at_s for at_s in ends.get((case_id, one.staff_id), ()) if at_s >= one.from_s]
            until_s = min([one.until_s, *let_go])
            for other in held[number + 1 :]:
                if other.staff_id == one.staff_id:
                    continue
                if other.taken_over:
                    break  # from then on it is theirs
                if other.from_s < until_s - SLACK_S:
                    yield Fault("owned twice", case_id, f"{other.staff_id} got it while it was {one.staff_id}'s")


def lost_drafts(diary: Iterable[Entry], draft: Callable[[str, str, str], str | None]) -> Iterator[Fault]:
    """The last text that somebody was told is kept is there. `draft` gives it by case, person and message."""
    last: dict[tuple[str, str, str], str] = {}
    for entry in diary:
        if isinstance(entry, Drafted):
            last[entry.case_id, entry.staff_id, entry.mention_id] = entry.text
    for key, text in last.items():
        if (draft(*key) or "") != text:
            yield Fault("lost draft", key[0], f"the draft of {key[1]} is not as they left it")
