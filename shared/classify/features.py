"""What the lexical heads see of a text: hashed words, pairs of words, and pieces of words.

Nothing is looked up, so any text has features, and a typo changes few of them. Training and running
use this one function; a change here asks for new weights.
"""

import html
import re
from itertools import pairwise
from zlib import crc32

SIZE = 1 << 18  # places; the hash of a feature is its place
LETTERS_READ = 1200  # of one text; more says nothing new about its tone
WORD_LETTERS = 40  # of one word
PIECES = (3, 4, 5)  # letters
NEGATED_WORDS = 3  # after a "not" so many words mean something else

HANDLE = re.compile(r"@\w+")
LINK = re.compile(r"https?://\S+|www\.\S+")
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
LENGTHENED = re.compile(r"(.)\1{3,}")
NEGATION = re.compile(
    r"not|no|never|cannot|nothing|neither|nor|without|hardly|ain['’]?t|\w+n['’]t|[cdw]ont|isnt|cant|didnt|doesnt|wasnt"
)
CLAUSE_ENDS = frozenset(".!?;")
PAUSES = frozenset(".!?;,:")


def clean(text: str) -> str:
    """The text as the models know texts: no entities of HTML, one word for every handle and every link."""
    written = text[:LETTERS_READ].encode("utf-8", "replace").decode("utf-8")  # half a sign cannot be encoded
    plain = html.unescape(html.unescape(written))
    return LINK.sub("http", HANDLE.sub("@user", plain))


def hashed(cleaned: str) -> tuple[frozenset[int], frozenset[int]]:
    """The places of the words and pairs of words, and of the pieces of words, of a text from `clean`."""
    folded = LENGTHENED.sub(r"\1\1\1", cleaned.lower())
    words = _words(folded)
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    pieces = (
        f"#{padded[start : start + length]}"
        for padded in {f" {word[:WORD_LETTERS]} " for word in folded.split()}
        for length in PIECES
        for start in range(len(padded) - length + 1)
    )
    return frozenset(map(_place, (*words, *pairs))), frozenset(map(_place, pieces))


def _words(folded: str) -> list[str]:
    """Words and signs in order; those that a negation turns are marked."""
    words: list[str] = []
    negated = 0
    for token in TOKEN.findall(folded):
        if negated and token not in PAUSES:
            words.append(f"{token}_NOT")
            negated -= 1
        else:
            words.append(token)
            negated = 0 if token in CLAUSE_ENDS else negated
        if NEGATION.fullmatch(token):
            negated = NEGATED_WORDS
    return words


def _place(feature: str) -> int:
    return crc32(feature.encode()) % SIZE
