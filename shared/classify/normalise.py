"""From a text as it was typed to the tokens that rules read.

Letters lose case, accents, invisible characters and disguises; every token knows where it stood in
the original. One pass, and no token does more work than its own length, so time is linear.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from shared.domain.likeness import LOOKALIKES

LETTER_LIMIT = 5000  # letters that are read; some signs unfold into eighteen
WORD_LIMIT = 40  # letters of one word that are kept: no word of a rule is longer
VARIED_RUNS = 3  # lengthened runs of one word that are tried both single and double ("coool": col, cool)
SPELLED_OUT = 3  # this many single letters in a row are one word ("k i l l")
APOSTROPHES = frozenset("'’‘ʼ`´＇′")
SKIN_TONES = range(0x1F3FB, 0x1F400)
INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Me"})

DIGIT_LETTERS = str.maketrans("013457@$!|", "oieastasil")
DIGIT_LETTERS_L = str.maketrans("013457@$!|", "oleastasil")
INSIDE_WORDS = frozenset("@$!|*")  # stand for letters when letters stand on both sides

EMOTICONS = {
    ":)": "🙂", ":-)": "🙂", "(:": "🙂", "=)": "🙂", ":d": "😃", ":-d": "😃", "<3": "❤", "^^": "😊",
    ";)": "😉", ";-)": "😉", ":p": "😛", ":(": "🙁", ":-(": "🙁", "):": "🙁", ":/": "😕", ":-/": "😕", ":'(": "😢",
}  # fmt: skip
FACES_BEGIN = frozenset(face[0] for face in EMOTICONS)

ARABIC_LETTERS = str.maketrans("ىةٱیک", "يهايك", "ـ")  # written either way; the last only lengthens a word
ARABIC_PREFIXES = tuple("و ف ب ك ل س ال لل وب وك ول وس فب فل فس وال فال بال كال ولل فلل وبال وكال".split())
ARABIC_ROOT = 3  # letters that must stay when "and", "with", "for", "the" are taken off

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

ENGLISH_TAILS = {"m": "am", "ve": "have", "ll": "will", "re": "are", "d": "would"}
JOINED = {  # written without the apostrophe
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "arent": "are not",
    "wasnt": "was not", "werent": "were not", "wont": "will not", "wouldnt": "would not", "cant": "can not",
    "cannot": "can not", "couldnt": "could not", "shouldnt": "should not", "hasnt": "has not", "havent": "have not",
    "hadnt": "had not", "aint": "is not", "im": "i am", "ive": "i have", "thats": "that is", "whats": "what is",
    "youre": "you are", "theyre": "they are", "gonna": "going to", "wanna": "want to",
    "imma": "i will", "gotta": "have to",
}  # fmt: skip
NOT_HEADS = {"can": "can", "won": "will", "shan": "shall"}  # "can't", "won't", "shan't"; others lose the n
IS_AFTER = frozenset("it that what he she there here where who how".split())

LATIN = re.compile("[a-z]")
LINK = re.compile(
    r"(?:https?://|www\.)|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|info|biz|io|ly|co|es|example)(?:/|$)"
)


class Kind(StrEnum):
    WORD = "word"
    NUMBER = "number"
    EMOJI = "emoji"
    LINK = "link"
    HANDLE = "handle"
    MARK = "mark"


class Token(NamedTuple):
    """One word or sign. `forms` are all the ways to read it, `word` the plainest one.

    `start` and `end` point into the original text. `capital` is true for a word such as "Maria".
    """

    word: str
    kind: Kind
    start: int
    end: int
    forms: tuple[str, ...] = ()
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text as tokens. `disguised`: letters were hidden behind look-alikes, or spelled out.
    `cut`: it was longer than can be read, so nobody knows what the rest says."""

    tokens: tuple[Token, ...]
    disguised: bool = False
    cut: bool = False


class Letters(NamedTuple):
    """Folded characters; of each, where it stood, and whether it was a capital."""

    text: str
    at: list[int]
    upper: list[bool]

    def cut(self, first: int, last: int) -> "Letters":
        return Letters(self.text[first:last], self.at[first:last], self.upper[first:last])


def normalise(text: str | None) -> Normalised:
    """The tokens of a text, in order. Never raises, whatever Unicode holds."""
    unfolded = _fold(text or "")
    letters = unfolded.cut(0, LETTER_LIMIT)
    mostly_latin = 2 * len(LATIN.findall(letters.text)) > sum(map(str.isalpha, letters.text))
    tokens: list[Token] = []
    disguised = False
    for chunk in re.finditer(r"[^ ]+", letters.text):
        for token in _read_chunk(letters.cut(*chunk.span())):
            plain, hidden = _undisguise(token, mostly_latin)
            disguised = disguised or hidden
            tokens.extend(_expand(plain))
    joined = _join_spelled_out(tokens)
    return Normalised(
        tuple(joined),
        disguised or len(joined) < len(tokens),
        len(unfolded.text) > LETTER_LIMIT or len(text or "") > LETTER_LIMIT,
    )


def fold_word(word: str) -> str:
    """A word of a rule or list as tokens show it: no case, no accents."""
    return "".join(_fold_character(word))


def spellings(word: str) -> tuple[str, ...]:
    """The word folded, and also as people type it who have no umlauts ("fuer")."""
    if word.isascii():
        return (word.lower(),)
    small = unicodedata.normalize("NFC", word).casefold()
    return tuple(dict.fromkeys((fold_word(small), fold_word(small.translate(UMLAUTS)))))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in APOSTROPHES:
        return "'"
    if character.isspace():
        return " "
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(
        " " if part.isspace() else part
        for part in decomposed
        if part.isspace() or (unicodedata.category(part) not in INVISIBLE and ord(part) not in SKIN_TONES)
    ).translate(ARABIC_LETTERS)


def _fold(text: str) -> Letters:
    pieces = [_fold_character(character) for character in text[: LETTER_LIMIT + 1]]
    capitals = [character.isupper() for character in text[: LETTER_LIMIT + 1]]
    places = [at for at, piece in enumerate(pieces) for _ in piece]
    return Letters("".join(pieces), places, [capitals[at] for at in places])


def _read_chunk(letters: Letters) -> list[Token]:
    """The tokens of what stands between two spaces."""
    chunk = letters.text
    lead = len(chunk) - len(chunk.lstrip("([{<\"'«“*_-.,;:!?¡¿"))
    if LINK.match(chunk, lead) or _is_mail_address(chunk):
        return [_token(letters, 0, len(chunk), Kind.LINK, "<link>")]
    tokens: list[Token] = []
    at = 0
    while at < len(chunk):
        face = _find_face(chunk, at)
        if face is not None and not (at and chunk[at - 1].isalnum() and face[0].isalnum()):
            tokens.append(_token(letters, at, at + len(face), Kind.EMOJI, EMOTICONS[face]))
            at += len(face)
        elif chunk[at] == "@" and at + 1 < len(chunk) and chunk[at + 1].isalnum():
            end = _run(chunk, at + 1, "_.-")
            tokens.append(_token(letters, at, end, Kind.HANDLE, "<handle>"))
            at = end
        elif chunk[at] == "#" and at + 1 < len(chunk) and chunk[at + 1].isalnum():
            end = _run(chunk, at + 1, "_")
            tokens.extend(_read_hashtag(letters, at + 1, end))
            at = end
        elif chunk[at].isalnum():
            end = _word_end(chunk, at)
            tokens.append(_read_word(letters, at, end))
            at = end
        else:
            kind = Kind.EMOJI if _is_emoji(chunk[at]) else Kind.MARK
            end = at + 1
            while end < len(chunk) and chunk[end] == chunk[at]:
                end += 1  # a sign said often is one sign
            tokens.append(_token(letters, at, end, kind, chunk[at]))
            at = end
    return tokens


def _find_face(chunk: str, at: int) -> str | None:
    if chunk[at] not in FACES_BEGIN:
        return None
    return next((chunk[at : at + size] for size in (3, 2) if chunk[at : at + size] in EMOTICONS), None)


def _is_mail_address(chunk: str) -> bool:
    local, at, domain = chunk.partition("@")
    return bool(at) and local[-1:].isalnum() and "." in domain.strip(".,;:!?")


def _is_emoji(character: str) -> bool:
    return ord(character) >= 0x2190 and unicodedata.category(character) == "So"


def _run(chunk: str, at: int, also: str) -> int:
    while at < len(chunk) and (chunk[at].isalnum() or chunk[at] in also):
        at += 1
    return at


def _word_end(chunk: str, at: int) -> int:
    """Where a word ends: apostrophes, and signs that stand for letters, belong to it inside only."""
    while at < len(chunk):
        inside = chunk[at] == "'" or chunk[at] in INSIDE_WORDS
        if chunk[at].isalnum():
            at += 1
        elif inside:
            after = at
            while after < len(chunk) and chunk[after] == chunk[at]:
                after += 1
            if after == len(chunk) or not chunk[after].isalpha():
                return at
            at = after
        else:
            return at
    return at


def _read_hashtag(letters: Letters, start: int, end: int) -> list[Token]:
    """`#ThankYou` as two words: a capital after a small letter begins a new one."""
    chunk, upper = letters.text, letters.upper
    cuts = [start]
    for at in range(start + 1, end):
        if chunk[at] == "_" or (upper[at] and not upper[at - 1]):
            cuts.append(at)
    pieces = [(begin, finish) for begin, finish in zip(cuts, [*cuts[1:], end], strict=True)]
    trimmed = [(begin + (chunk[begin] == "_"), finish) for begin, finish in pieces]
    return [_read_word(letters, begin, finish) for begin, finish in trimmed if begin < finish]


def _read_word(letters: Letters, start: int, end: int) -> Token:
    word = letters.text[start:end]
    kind = Kind.NUMBER if word.isdigit() or word.replace("x", "").isdigit() else Kind.WORD
    return _token(letters, start, end, kind, word)


def _token(letters: Letters, start: int, end: int, kind: Kind, word: str) -> Token:
    first, last = letters.at[start], letters.at[end - 1] + 1
    if kind is not Kind.WORD:
        return Token(word[:WORD_LIMIT], kind, first, last, forms=(word[:WORD_LIMIT],))
    capital = letters.upper[start] and not all(
        letters.upper[at] for at in range(start + 1, min(end, start + WORD_LIMIT)) if letters.text[at].isalpha()
    )
    return Token(word[:WORD_LIMIT], kind, first, last, capital=capital)


def _undisguise(token: Token, mostly_latin: bool) -> tuple[Token, bool]:
    """The token with look-alike letters read as Latin, and whether there were any."""
    if token.kind is not Kind.WORD or token.word.isascii():
        return token, False
    plain = token.word.translate(LOOKALIKES)
    if plain == token.word or not plain.isascii() or not (mostly_latin or any("a" <= c <= "z" for c in token.word)):
        return token, False
    return token._replace(word=plain), True


def _expand(token: Token) -> list[Token]:
    """English contractions in full, other words cut at apostrophes; and each word's forms."""
    if token.kind is not Kind.WORD:
        return [token]
    head, _, tail = token.word.partition("'")
    if not tail:
        words = JOINED.get(head, head).split()
    elif tail == "t" and head.endswith("n"):
        words = [NOT_HEADS.get(head, head[:-1]), "not"]
    elif tail == "s":
        words = [head, "is"] if head in IS_AFTER else [head]
    elif tail in ENGLISH_TAILS:
        words = [head, ENGLISH_TAILS[tail]]
    else:
        words = [part for part in token.word.split("'") if part]
    return [token._replace(word=forms[0], forms=forms) for forms in map(_read_forms, words)]


@lru_cache(maxsize=4096)
def _read_forms(word: str) -> tuple[str, ...]:
    """Every way to read a word: as it stands, lengthened letters cut, digits and signs as letters."""
    if "*" in word:
        return ("***",)
    spelled = [word]
    if not word.isalpha() and sum(map(str.isalpha, word)) * 2 >= len(word):
        spelled += [word.translate(DIGIT_LETTERS), word.translate(DIGIT_LETTERS_L)]
    forms: list[str] = []
    for spelling in spelled:
        forms.extend(_shorten(spelling))
    return tuple(dict.fromkeys((*forms, *(bare for form in forms for bare in _without_prefixes(form)))))


def _without_prefixes(word: str) -> list[str]:
    """An Arabic word without the short words that are written onto it."""
    return [
        word.removeprefix(prefix)
        for prefix in ARABIC_PREFIXES
        if word.startswith(prefix) and len(word) - len(prefix) >= ARABIC_ROOT
    ]


def _shorten(word: str) -> list[str]:
    runs = [match.span() for match in re.finditer(r"([^\W\d_])\1{2,}", word)]
    if not runs:
        return [word]
    choices = product((2, 1), repeat=len(runs)) if len(runs) <= VARIED_RUNS else ((2,) * len(runs), (1,) * len(runs))
    shortened = []
    for lengths in choices:
        pieces, at = [], 0
        for (start, end), length in zip(runs, lengths, strict=True):
            pieces += [word[at:start], word[start] * length]
            at = end
        shortened.append("".join(pieces) + word[at:])
    return shortened


def _join_spelled_out(tokens: list[Token]) -> list[Token]:
    """`k i l l` and `k.i.l.l` as one word."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        letters, end = _spelled_run(tokens, at)
        if len(letters) >= SPELLED_OUT:
            word = "".join(token.word for token in letters)[:WORD_LIMIT]
            joined.append(letters[0]._replace(word=word, forms=_read_forms(word), end=letters[-1].end))
            at = end
        else:
            joined.append(tokens[at])
            at += 1
    return joined


def _spelled_run(tokens: list[Token], at: int) -> tuple[list[Token], int]:
    """The single letters from here on, all with a mark between them or all without; and where they end."""
    letters: list[Token] = []
    end, marked, all_marked = at, False, None
    while at < len(tokens):
        token = tokens[at]
        alone = token.end - token.start == 1  # not cut off at an apostrophe ("il n'y a")
        if token.kind is Kind.WORD and len(token.word) == 1 and token.word.isalpha() and alone:
            if letters and all_marked not in (None, marked):
                break
            all_marked = marked if letters else None
            letters.append(token)
            end, marked = at + 1, False
        elif letters and token.kind is Kind.MARK and token.word in ".-_*":
            marked = True
        else:
            break
        at += 1
    return letters, end
