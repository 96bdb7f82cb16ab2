"""Which language a text is in: one of eight that are served, or "other" where we cannot tell or do not serve it.

Letter groups decide: a table says how well each group fits each language, and the language that fits
the whole text best wins if the next one stays well behind and if it fits at all. Texts of a word or two
need a word that is unmistakable. What the platform says is only a prior, and never enough alone: an
emoji, a name or an international word ("Super!") is "other", and a person reads it.

The table is cut from the model of py3langid 0.4.0 (Adrien Barbaresi; after langid.py by Marco Lui and
Tim Baldwin), BSD 3-Clause, see weights/NOTICE.md; `infra/train/languages.py` makes it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shared.classify.normalise import Kind, Normalised, Token, fold_word

if TYPE_CHECKING:
    import numpy as np

OTHER = "other"
SERVED = ("en", "es", "pt", "fr", "de", "it", "nl", "ar")
ARABIC_SCRIPT = ("ar", "fa", "ur")

TABLE = Path(__file__).parent / "weights" / "languages.npz"
STEP = 0.5  # of a weight, as a natural logarithm
LONGEST_GROUP = 6  # bytes
READ = 2_000  # letters; more of them change nothing

SCRIPT_SHARE = 0.6  # of all letters, at least
SHORT_TEXT = 3  # words; up to here letter groups alone are hardly enough
RARE = 3.0  # how much less likely, as a logarithm, a language that we do not serve is before we read
HINTED = 3.0  # how much more likely one is that the platform names
WORD_VOTE = 5.0  # what an unmistakable word adds
MARGIN = 1.0  # by which the best language must lead
SHORT_MARGIN = 4.0  # the same in a short text without any unmistakable word
FIT = -1.7  # mean of a letter group's weight; texts in languages that the table does not hold stay below
NOTHING_HEARD = -100.0  # the fit of a text without any letter group
WORD_SHARE = 1 / 3  # of the words that are unmistakable, which makes up for letter groups that fit badly

WORDS = {
    "en": """
        amazing appreciate awesome beautiful brilliant can cheers congrats congratulations could delicious
        every everyone everything favorite favourite food forever friendly from get good gorgeous great guys
        happy hiya how it keep know legend legends looks love loved lovely loving luv mate mates much my need nice
        obsessed old our out pay please pretty price ship should slay sorted staff still stunning thank thanks
        thankyou that the these they this thx today tomorrow ur welcome were what when where which who why
        with wonderful work would yes you your yours yummy
    """,
    "es": """
        abren ayer bonita bonito buena buenas buenisima buenisimo bueno buenos cuando cuanto cuesta donde
        encanta encantada encantado enhorabuena espectacular estan estoy excelente excelentes favorita
        favorito felicidades felicitaciones genial gracias grax hacen hay hermosa hermoso hola horario hoy
        increible info las linda lindo los lujo maravilla maravillosa maravilloso mejor mejores mucha muchas
        muchisimas mucho muy perfecta perfecto precio preciosa precioso pues quien quiero recomendable
        recomiendo rica rico riquisimo saludos siempre tienda tienen vosotros y
    """,
    "pt": """
        aceitam adorei adoro amei amo atendimento boa bom demais entregam enviam excelente excelentes feriado
        gostei linda lindo loja maravilhosa maravilhoso melhor melhores muita muito nao obg obrigada obrigado
        onde otima otimo parabens perfeita perfeito preco quando quanto recomendo tamanho tem tudo uma vc vcs
        vlw voce voces
    """,
    "fr": """
        adore avec bcp beaucoup bonjour bonsoir bravo combien delicieux est et excellent felicitations jadore
        magnifique merci mrc nickel parfait pour prix quand quel quelle qui regarde rien sublime tres trop une
        vos votre vous
    """,
    "de": """
        auch bitte danke dankeschon das einfach euch fur geil gibts gut habt ich immer ist kein keine lecker
        liebe moin nicht preis schon schone schonen sehr sind toll tolle und vielen wann wie wieder wir
        wunderbar wunderschon
    """,
    "it": """
        accettate adoro aperti bella bellissima bellissimo bello bravi bravissimi bravo buona buongiorno
        buonissima buonissimo che complimenti consegnate consigliatissimo consiglio cosa dove grandi grazie
        mille molto ottima ottimo perche perfetta perfetto prezzo quando quanto siete spedite squisito
        stupenda stupendo tutto
    """,
    "nl": """
        bedankt dank dankjewel dankuu dankuwel dikke echt een geen geweldig geweldige goed goede heel heerlijk
        het hoe jullie lekker lekkere leuk leuke mooi mooie niet prachtig prijs thnx veel voor waar wanneer
        wat werkt wie zijn
    """,
    "hi": """
        aap aapka aapke aapki accha acha achha achhi badhiya bahut bakwas bhai bohat bohot dhanyavad dhanyawad
        hai hain hoga hua jaldi kab kaise karo kitna kitne kya kyu kyun lekin maza mera mere mujhe nahi nahin
        paisa raha rahi shukria shukriya yaar
    """,
}  # Hindi as it is typed in Latin letters, which the table does not hold
VOTES = {language: frozenset(fold_word(word) for word in listed.split()) for language, listed in WORDS.items()}

LENGTHENED_END = re.compile(r"([^\W\d_])\1{2,}\b")
LENGTHENED = re.compile(r"([^\W\d_])\1{2,}")
VOWEL_SIGNS = dict.fromkeys([0x640, *range(0x64B, 0x653)])  # of Arabic; the first only lengthens a word


class Table(NamedTuple):
    """`groups`: up to six bytes as one number, ascending. `weights`: a row for each group, a column for each
    language, in steps that the group counts against it: 0 where it fits best."""

    languages: tuple[str, ...]
    groups: "np.ndarray"
    weights: "np.ndarray"


class Standing(NamedTuple):
    """What letter groups say. `scores` are logarithms, `fit` is each one's mean for a group."""

    scores: dict[str, float]
    fit: dict[str, float]


def identify(text: str, normalised: Normalised, hint: str | None = None) -> str:
    """One of SERVED, or "other". `hint` is what the platform says, such as "en" or "es-MX"."""
    spoken = _leave_out_names(normalised.tokens)
    words = [token for token in spoken if token.kind is Kind.WORD]
    readable = _readable(text, spoken)
    script = _script(readable)
    if script is None or not words:
        return OTHER
    standing = _weigh(readable, script)
    votes = _vote(words)
    hinted = (hint or "").replace("_", "-").partition("-")[0].casefold()
    scores = {
        language: score - RARE * (language not in SERVED) + WORD_VOTE * votes[language] + HINTED * (language == hinted)
        for language, score in standing.scores.items()
    }
    second, best = sorted(scores, key=lambda language: scores[language])[-2:]
    if best not in SERVED or votes["hi"] > votes[best]:
        return OTHER
    lead = scores[best] - scores[second]
    fits = standing.fit[best] >= FIT or votes[best] >= WORD_SHARE * len(words)
    if len(words) > SHORT_TEXT or script == ARABIC_SCRIPT:
        return best if fits and lead >= MARGIN else OTHER
    if votes[best]:
        torn = hinted != best and any(votes[rival] >= votes[best] for rival in votes if rival != best)
        return best if lead >= MARGIN and not torn else OTHER
    return best if len(words) > 1 and standing.fit[best] >= FIT and lead >= SHORT_MARGIN else OTHER


def _leave_out_names(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without names of brands and people: words with a capital that follow another word."""
    spoken: list[Token] = []
    before: Token | None = None
    for token in tokens:
        follows = before is not None and before.kind is Kind.WORD and before.end < token.start
        if not (follows and token.capital):
            spoken.append(token)
        before = token
    return spoken


def _readable(text: str, tokens: Sequence[Token]) -> str:
    """Words and marks as they were typed, in small letters; no handles, links, numbers or emoji."""
    pieces: list[str] = []
    at = length = 0
    for token in tokens:
        if token.start < at or token.kind not in (Kind.WORD, Kind.MARK):
            continue
        piece = text[token.start : token.end]
        pieces.append(" " if token.start > at else "")
        pieces.append(token.word if _is_disguised(piece, token) else piece)
        at, length = token.end, length + len(piece) + 1
        if length > READ:
            break
    plain = unicodedata.normalize("NFKC", "".join(pieces)[:READ]).casefold().translate(VOWEL_SIGNS)
    shortened = LENGTHENED.sub(r"\1\1", LENGTHENED_END.sub(r"\1", plain))
    return f" {shortened} "


def _is_disguised(piece: str, token: Token) -> bool:
    """Letters of another script that only look Latin."""
    return token.word.isascii() and any(character > "\u024f" for character in piece)


def _script(readable: str) -> tuple[str, ...] | None:
    """What may be written in the letters that prevail: only Arabic and its neighbours, only Latin ones (empty)."""
    letters = [character for character in readable if character.isalpha()]
    least = SCRIPT_SHARE * max(len(letters), 1)
    if sum("\u0600" <= letter <= "\u06ff" for letter in letters) >= least:
        return ARABIC_SCRIPT
    return () if sum(letter <= "\u024f" for letter in letters) >= least else None


def _weigh(readable: str, script: tuple[str, ...]) -> Standing:
    """How well the letter groups of a text fit each language. At each letter the longest group counts."""
    import numpy as np

    table = _load()
    letters = np.frombuffer(readable.encode("utf-8", "replace"), np.uint8).astype(np.uint64)
    rows = np.full(len(letters), -1)
    groups = letters
    for length in range(2, min(LONGEST_GROUP, len(letters)) + 1):
        groups = (letters[: 1 - length] << np.uint64(8 * (length - 1))) | groups[1:]
        places = np.searchsorted(table.groups, groups)
        places[places == len(table.groups)] = 0
        rows[length - 1 :] = np.where(table.groups[places] == groups, places, rows[length - 1 :])
    found, times = np.unique(rows[rows >= 0], return_counts=True)
    heard = np.log1p(times)  # a word said often is not as many words
    scores = -STEP * (heard @ table.weights[found])
    total = float(heard.sum())
    named = zip(table.languages, scores.tolist(), strict=True)
    possible = {name: score for name, score in named if (name in script if script else name not in ARABIC_SCRIPT)}
    return Standing(possible, {name: score / total if total else NOTHING_HEARD for name, score in possible.items()})


def _vote(words: list[Token]) -> Counter[str]:
    """How many different words are unmistakable, by language."""
    forms = {form for token in words for form in token.forms}
    return Counter({language: len(forms & listed) for language, listed in VOTES.items()})


@cache
def _load() -> Table:
    import numpy as np

    with np.load(TABLE, allow_pickle=False) as held:
        return Table(tuple(held["languages"].tolist()), held["groups"], held["weights"])
