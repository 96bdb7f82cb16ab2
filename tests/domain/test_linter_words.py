"""The linter's phrases, language by language: what they find, and plain sentences that stand close to them and pass."""

import re
import unicodedata

import pytest

from shared.domain.linter import lint
from shared.domain.linter_words import BLAME, COMMON, NAMES, PROMISES, SELLING

SELLS = {
    "en": "Use code HELLO for 10% off|Check out our new range|Order now|Best prices in town|Follow us for more",
    "es": "Tenemos ofertas para ti|Aprovecha hoy|Un cupón para ti|Visita nuestra tienda|Síguenos en redes",
    "pt": "Temos descontos para si|Aproveite hoje|Um cupom para você|Visite a nossa loja|Não perca a nova coleção",
    "fr": "Profitez-en vite|Un code promo pour vous|Découvrez notre boutique|Les soldes sont là|Livraison offerte",
    "de": "Jetzt kaufen|20 Prozent Rabatt|Folgen Sie uns|Nur noch heute im Sale|Entdecken Sie unseren Katalog",
    "it": "Uno sconto per te|Approfittane|Non perdere i saldi|Seguici|Scopri la nostra vetrina",
    "nl": "Nu met korting|Bestel nu|Volg ons|Bekijk de aanbieding|Schrijf je in voor de nieuwsbrief",
    "ar": "لدينا خصومات لكم|تابعونا|اشتروا الآن|عرض خاص لكم|استفيدوا من التخفيضات",
}
PROMISING = {
    "en": "We guarantee it|We'll fix it|You will receive it|An answer within two days|It won't happen again",
    "es": "Se lo garantizamos|Te lo devolveremos|Recibirás tu dinero|En menos de 24 horas|No volverá a pasar",
    "pt": "Garantimos isso|Vamos reembolsar tudo|Vai receber o dinheiro|Dentro de 2 dias|Não vai acontecer de novo",
    "fr": "Nous vous le promettons|Nous rembourserons tout|Vous recevrez la somme|Sous 48 heures|Au plus vite",
    "de": "Das versprechen wir|Wir werden das sofort beheben|Innerhalb von zwei Tagen|Schnellstmöglich|Noch heute",
    "it": "Ve lo garantiamo|Rimborseremo tutto|Riceverai i soldi|Entro due giorni|Non succederà mai più",
    "nl": "Dat beloven we|We zullen het geld terugbetalen|Binnen twee dagen|Zo snel mogelijk|Vandaag nog",
    "ar": "نضمن لكم ذلك|سنعوضكم|ستحصلون على المبلغ|خلال 24 ساعة|في أقرب وقت ممكن|لن يتكرر ذلك",
}
BLAMES = {
    "en": "You should have read it|It is your own fault|As we already told you, no|You forgot to sign|Calm down",
    "es": "Deberías haber leído esto|Es culpa tuya|Como ya le dijimos, no|Te equivocaste|Cálmate",
    "pt": "Devia ter lido isto|A culpa é sua culpa|Como já dissemos, não|Você se enganou|Acalme-se",
    "fr": "Vous auriez dû lire|C’est de votre faute|Comme nous vous l’avons déjà dit|Vous avez oublié|Calmez-vous",
    "de": "Das hätten Sie lesen müssen|Ihre eigene Schuld|Wie wir bereits gesagt haben|Sie haben das vergessen|"
    "Beruhigen Sie sich",
    "it": "Avresti dovuto leggere|È colpa tua|Come ti abbiamo già detto|Ti sei sbagliato|Si calmi",
    "nl": "Dat had je moeten lezen|Eigen schuld|Zoals we al eerder zeiden|Je hebt het niet gelezen|Je vergist je",
    "ar": "كان يجب عليك أن تقرأ|هذا خطؤكم|كما قلنا لكم|لم تقرأ الرسالة|هذا ذنبك",
}
PLAIN = {
    "en": "We are sorry to read this. Could you tell us which shop it was?|We have told our colleagues in the shop.|"
    "Sales staff are here from 9 to 18.|The order is on its way, says the carrier.|Our menu is on the second page.",
    "es": "Sentimos leer esto. ¿Nos puedes decir en qué tienda fue?|El pedido salió ayer de nuestro almacén.|"
    "Abrimos de 9 a 18, de lunes a sábado.|Fue un error nuestro. Pedimos disculpas.|Gracias por tu paciencia.",
    "pt": "Lamentamos o que aconteceu. Em que loja foi?|O pedido saiu ontem do armazém.|O erro foi nosso. Desculpe.|"
    "Abrimos das 9 às 18, de segunda a sábado.|O saldo do cartão aparece na segunda página.",
    "fr": "Nous sommes désolés de lire cela. C’était dans quelle boutique ?|La commande est partie hier.|"
    "Nous ouvrons de 9 à 18 heures.|L’erreur est la nôtre, nous vous présentons nos excuses.|Le solde figure en bas.",
    "de": "Das tut uns leid. In welchem Laden war das?|Die Bestellung ist gestern abgegangen.|"
    "Der Fehler liegt bei uns.|Wir haben von 9 bis 18 Uhr offen.|Wir haben es den Kollegen im Laden gesagt.",
    "it": "Ci dispiace leggerlo. In quale negozio è successo?|L’ordine è partito ieri.|L’errore è nostro, scusaci.|"
    "Siamo aperti dalle 9 alle 18.|Il saldo della carta è in fondo alla pagina.",
    "nl": "Wat vervelend om te lezen. In welke winkel was dat?|De bestelling is gisteren vertrokken.|"
    "De fout ligt bij ons.|We zijn open van 9 tot 18 uur.|We hebben het aan de collega’s in de winkel verteld.",
    "ar": "نأسف لما حدث. في أي متجر كان ذلك؟|خرج الطلب من المخزن أمس.|الخطأ خطأ عندنا، ونعتذر لكم.|"
    "نحن نفتح من التاسعة إلى السادسة.|نقلنا رسالتكم إلى الزملاء في المتجر.",
}


def each(sentences):
    return [(language, sentence) for language, joined in sentences.items() for sentence in joined.split("|")]


def codes(text, language=None):
    return [finding.code for finding in lint(text, by_machine=True, language=language)]


def test_every_language_has_phrases_of_every_kind_and_sentences_that_try_them():
    for table in (SELLING, PROMISES, BLAME, COMMON, SELLS, PROMISING, BLAMES, PLAIN):
        assert list(table) == list(NAMES)


@pytest.mark.parametrize(
    ("code", "sentences"),
    [("selling", SELLS), ("promise", PROMISING), ("blame", BLAMES)],
    ids=["sells", "promises", "blames"],
)
def test_what_no_reply_should_say_is_found_in_every_language(code, sentences):
    missed = [(language, sentence) for language, sentence in each(sentences) if code not in codes(sentence)]
    assert missed == []
    assert [sentence for _language, sentence in each(sentences) if code not in codes(sentence.upper())] == []


@pytest.mark.parametrize("language", NAMES)
def test_a_plain_sentence_passes_in_every_language(language):
    found = {sentence: codes(sentence, language) for sentence in PLAIN[language].split("|")}
    assert not any(found.values()), found


def test_phrases_are_written_as_the_text_is_read():
    """Without case and accents: a phrase with them would never be found."""
    for table in (SELLING, PROMISES, BLAME):
        for phrases in table.values():
            for phrase in phrases:
                plain = re.sub(r"\\.", "", phrase)
                read = "".join(unicodedata.normalize("NFKD", sign)[0] for sign in plain.lower())
                assert plain == read, phrase
                re.compile(phrase)


@pytest.mark.parametrize("asked", NAMES)
@pytest.mark.parametrize("written", NAMES)
def test_a_reply_in_another_language_is_found_and_one_in_the_same_is_not(asked, written):
    text = PLAIN[written].replace("|", " ")
    findings = [one for one in lint(text, by_machine=False, language=asked) if one.code == "language"]
    assert bool(findings) == (asked != written)
    for one in findings:
        assert one.says == f"The message is in {NAMES[asked]}; this reply reads as {NAMES[written]}."
        assert one.end > one.start


@pytest.mark.parametrize(
    "text", ["OK!", "Gracias", "Merci, Anna", "🙂", "Café Olé, Rue de la Paix 3", "Kiitos paljon!"]
)
def test_without_enough_words_to_be_sure_no_language_is_called_wrong(text):
    assert "language" not in codes(text, "en")


def test_the_language_of_the_message_must_be_known():
    for language in (None, "other", "fi"):
        assert codes("Muchas gracias por tu mensaje, nos alegra mucho.", language) == []
