"""Veto words for signs and for languages that are not served: a person reads those anyway, this says how soon."""

from shared.classify.rules import Rule, listed
from shared.domain.assessment import Topic, Urgency

VETOES = (
    Rule(
        id="any.threat.sign",
        topic=Topic.THREAT,
        urgency=Urgency.CRITICAL,
        says="Weapons among the signs: may be a threat",
        patterns=listed("🔪; 🔫; 💣; 🗡; 🧨; 🪓; ⚰; 🩸"),
    ),
    Rule(
        id="any.safety",
        topic=Topic.SAFETY,
        urgency=Urgency.CRITICAL,
        says="Names fire, gas, injury or an emergency in another language",
        patterns=listed("""
            pożar*; pali się; szpital*; karetk*; zatru*; yangın*; patladı; gaz kaçağı|kokusu; hastane*; ambulans*;
            zehirlen*;
            пожар*; горит; газ ... пахнет|утечка; пахнет газом; больниц*; отрав*; пожежа; incendiu*; spital*; brinner;
            sjukhus*;
            sygehus*; brann; požár; nemocnic*; πυρκαγι*; φωτιά; νοσοκομείο
        """),
    ),
    Rule(
        id="any.self_harm",
        topic=Topic.SELF_HARM,
        urgency=Urgency.CRITICAL,
        says="May be about suicide",
        patterns=listed(
            "suicid*; samobój*; intihar*; самоубий*; självmord*; selvmord*; sebevražd*; sinucid*; αυτοκτον*"
        ),
    ),
    Rule(
        id="any.legal",
        topic=Topic.LEGAL,
        urgency=Urgency.CRITICAL,
        says="Speaks of lawyers, courts or the police in another language",
        patterns=listed("""
            adwokat*; prawnik*;
            policj*; avukat*; mahkeme*; polise; адвокат*; полици*; avocatul; advokat*; polis|polisen|politiet|policie;
            δικηγόρο*; αστυνομία
        """),
    ),
    Rule(
        id="any.press",
        topic=Topic.PRESS,
        urgency=Urgency.HIGH,
        says="Comes from the press, in another language",
        patterns=listed("dziennikar*; gazeteci*; журналист*; ziarist*; novinář*; δημοσιογράφο*"),
    ),
)
