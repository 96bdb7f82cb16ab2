"""What the positive-evidence rule knows of a language: lists of words, by what they say."""

from dataclasses import dataclass

from shared.classify.normalise import spellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Single words, folded.

    thanks, strong and weak speak for an acknowledgement; plain says nothing either way; asking says
    nothing in a question. negative, turning (not, but, if, still) and doubtful (irony) speak against.
    opening begins a question, also without a question mark. mine marks a question about the writer's
    own affairs. A word in no list is not understood.
    """

    thanks: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    plain: frozenset[str]
    asking: frozenset[str]
    opening: frozenset[str]
    negative: frozenset[str]
    turning: frozenset[str]
    doubtful: frozenset[str]
    mine: frozenset[str]


def words(listed: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(spelling for word in listed.split() for spelling in spellings(word))


WARM_EMOJI = frozenset(
    "❤♥💕💖💗💓💞💘💝💙💚💛💜🧡🤍🖤🤎💟😍🥰😘😊☺🙂😃😄😀😁🤩🙏👏👍👌🙌🎉🥳✨⭐🌟💯🔥🤗😋💐🌹🌸🌺🌷🌻🌼🍀🤘💪🏆🥇🎂🎁🎊😻🫶🤝👋☀🌞🌈☕🍰🍕🥐😌🙋💃🕺🎵🎶✅✔🐶🐱🐾"
)
BITTER_EMOJI = frozenset(
    "😡🤬😠👎😤🤮🤢💩😒🙄🙃🤡😏🖕😞😔😟😕🙁☹😣😖😫😩😢😭😨😰😱😑😐🤔🤨🥱😴🤥🤦🤷💔😂🤣💀☠😆😅😬😓🥵🥶😷🤒🤕🚑⚠❌🛑🚫"
)
