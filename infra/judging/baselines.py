"""What one would do without Heed: the rule of most inboxes, "no negative word: answer", over two lists of words.

Both lists know English and Spanish only, as they do in practice; both acknowledge whatever they do not call negative.
"""

import re
import unicodedata
from collections.abc import Mapping

from infra.judging.lines import Line
from infra.judging.opinions import Judge, Opinion
from shared.domain.assessment import Sentiment, Urgency
from shared.domain.decision import Action
from shared.errors import ConfigurationError

URGENT = frozenset(
    "accident allergic ambulance burned burnt danger dangerous die dying emergency fire fraud hacked hospital hurt "
    "injured journalist kill lawsuit lawyer poison police racist scam stolen sue suicide unsafe "
    "abogado accidente alergia ambulancia demanda denuncia emergencia estafa fraude hackeado herido hospital incendio "
    "matar morir peligro peligroso periodista policia quemado racista robado suicidio veneno".split()
)
NEGATIVE = frozenset(
    "angry annoyed annoying appalling awful bad broke broken cancel charged complain complaint crap damaged delayed "
    "disappointed disappointing disgusting down error fail failed failing fake furious garbage hate horrible issue "
    "joke late lied lost missing never nightmare not overcharged pathetic poor problem refund ridiculous rude shame "
    "slow stop terrible trash ugly unacceptable useless waiting waste worse worst wrong "
    "asco basura cancelar cobrado decepcion decepcionado enfadado enojado error espera esperando fallo fatal feo "
    "horrible inaceptable inutil lento mal mala malo mentira molesto nunca odio peor perdido pesimo problema queja "
    "reclamacion reclamo reembolso retraso ridiculo rota roto sucio tarde terrible verguenza".split()
)
POSITIVE = frozenset(
    "amazing awesome beautiful best brilliant delicious excellent fantastic glad good great happy helpful kind love "
    "loved lovely nice perfect pleased recommend thank thanks wonderful "
    "amable bonito buen buena bueno encanta encanto excelente fantastico feliz genial gracias gusta gusto increible "
    "maravilloso mejor perfecto precioso recomiendo rico".split()
)
WORD = re.compile(r"[^\W\d_]+")

NOT_NEGATIVE = -0.05  # VADER's own border between neutral and negative (its README, "About the Scoring")
VERY_NEGATIVE = -0.6


def rules() -> Judge:
    """Keyword rules: an urgent word is critical, a negative one goes to a person, all else is acknowledged."""
    return _by_words


def vader() -> Judge:
    """VADER's compound score (Hutto and Gilbert, 2014) in place of the words. ConfigurationError if it is absent."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError as error:
        raise ConfigurationError(
            "VADER is not installed: it comes with the requirements of training, infra/requirements/train.txt"
        ) from error
    analyzer = SentimentIntensityAnalyzer()

    def opinion(line: Line) -> Opinion:
        scores = analyzer.polarity_scores(line.text)
        compound = scores["compound"]
        negative = compound <= NOT_NEGATIVE
        kind = (
            Sentiment.NEGATIVE if negative else Sentiment.POSITIVE if compound >= -NOT_NEGATIVE else Sentiment.NEUTRAL
        )
        return Opinion(
            action=Action.REVIEW if negative else Action.ACKNOWLEDGE,
            reason="negative" if negative else "not_negative",
            certainty=(1 + compound) / 2,
            sentiment=_certain(kind),
            urgency=str(Urgency.HIGH if compound <= VERY_NEGATIVE else Urgency.NORMAL if negative else Urgency.LOW),
            needs_person=(1 - compound) / 2,
        )

    return opinion


BASELINES = {"rules": rules, "vader": vader}


def _by_words(line: Line) -> Opinion:
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", line.text.casefold()) if not unicodedata.combining(sign)
    )
    found = set(WORD.findall(plain))
    urgent, negative = bool(found & URGENT), bool(found & (URGENT | NEGATIVE))
    kind = Sentiment.NEGATIVE if negative else Sentiment.POSITIVE if found & POSITIVE else Sentiment.NEUTRAL
    return Opinion(
        action=Action.REVIEW if negative else Action.ACKNOWLEDGE,
        reason="negative" if negative else "not_negative",
        certainty=None if negative else 1.0,
        sentiment=_certain(kind),
        urgency=str(Urgency.CRITICAL if urgent else Urgency.NORMAL if negative else Urgency.LOW),
        needs_person=float(negative),
    )


def _certain(kind: Sentiment) -> Mapping[str, float]:
    return {str(one): float(one is kind) for one in Sentiment}
