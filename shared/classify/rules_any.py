"""A few veto words for signs and for languages that are not served: a person reads those anyway, this says how soon."""

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
            incendie; brûl*; feu; fuite de gaz; sent|odeur ... gaz; empoisonn*; hôpital; blessé*; ambulance; feuer;
            brennt|gebrannt; gasgeruch; gas ... riecht|geruch; krankenhaus; vergift*; verletzt*; notarzt; stromschlag;
            fogo; incêndio; vazamento; cheiro ... gás; pegou fogo; ferid*; choque elétrico; incendio; puzza|odore ...
            gas; ferit*; ospedale; brandwond*
        """),
    ),
    Rule(
        id="any.self_harm",
        topic=Topic.SELF_HARM,
        urgency=Urgency.CRITICAL,
        says="May be about suicide",
        patterns=listed("suicid*; selbstmord*; umbringen; me tuer; me matar; zelfmoord; ammazzarmi; uccidermi"),
    ),
    Rule(
        id="any.legal",
        topic=Topic.LEGAL,
        urgency=Urgency.CRITICAL,
        says="Speaks of lawyers, courts, regulators or the police in another language",
        patterns=listed("""
            avocat*; tribunal; plainte; procès; police; anwalt*; anwält*; klage; verklag*; gericht; polizei; anzeige;
            verbraucherzentrale; advogad*; procon; processo; processar; polícia; avvocat*; denuncia*; querela;
            polizia; advocaat; rechtbank; politie; aangifte
        """),
    ),
    Rule(
        id="any.press",
        topic=Topic.PRESS,
        urgency=Urgency.HIGH,
        says="Comes from the press, in another language",
        patterns=listed("""
            journaliste*; presse; pressestelle; redaktion; giornalista; stampa; jornalista; imprensa; redactie
        """),
    ),
)
