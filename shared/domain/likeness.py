"""Whether an author's name is made to look like one of ours."""

import unicodedata
from collections.abc import Iterable

# Letters of other scripts that look Latin
LOOKALIKES = str.maketrans(
    "абвекмнорстухіјѕԁԛԝһԍьαβεικνορτυχωοєɑɡıᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "abbekmhopctyxijsdqwhgbabeikvoptuxwoeagiabcdeghijklmnoprstuvwyz",
)
ONE_SHAPE = str.maketrans("013457@$!|l", "oieastasiii")  # drawn alike, so read alike, in their name and in ours
PAIRS = (("rn", "m"), ("vv", "w"))
SHORTEST = 4  # letters; a shorter name of ours stands in too many words, so theirs must be the same whole


def imitates(name: str | None, ours: Iterable[str]) -> bool:
    """Whether `name`, as a hasty reader sees it, holds one of our names. Fans are meant too: nobody can tell."""
    shown = _shape(name or "")
    shapes = [shape for shape in map(_shape, ours) if shape]
    return any(shape in shown if len(shape) >= SHORTEST else shape == shown for shape in shapes)


def _shape(name: str) -> str:
    """Letters only, without case, accents, invisible signs, spaces and disguises."""
    plain = unicodedata.normalize("NFKD", name).casefold().translate(LOOKALIKES).translate(ONE_SHAPE)
    letters = "".join(sign for sign in plain if sign.isalnum())
    for pair, letter in PAIRS:
        letters = letters.replace(pair, letter)
    return letters
