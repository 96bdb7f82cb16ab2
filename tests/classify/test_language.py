"""One of the eight languages that are served, or honestly "other"."""

import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.classify.language import OTHER, SERVED, TABLE, identify
from shared.classify.normalise import normalise

TABLE_LIMIT = 500_000  # bytes

SHORT = {
    "en": ("Thanks!", "thank you", "Love it", "THIS IS AWESOME", "Thank You So Much", "very nice", "Price?"),
    "es": ("Gracias", "¡Qué bonito!", "muchas graciasss", "me encanta", "son los mejores", "Muy bien", "Precio?"),
    "pt": ("obrigado", "Obrigada! Loja linda", "Muito bom", "parabéns!!", "adoreiiii", "tudo bem", "Preço?"),
    "fr": ("merci", "MERCI", "Merci beaucoup", "Très bien", "merciiii", "Prix ?"),
    "de": ("danke", "Danke!", "Sehr gut", "Vielen Dank", "schöne Grüße", "mega lecker", "Preis?"),
    "it": ("grazie", "Grazie mille", "Molto bene", "bravissimi", "Bellissimo!", "Prezzo?"),
    "nl": ("bedankt", "dank je wel", "Heel mooi", "Hartelijk bedankt", "heerlijk!", "Prijs?"),
    "ar": ("شكرا", "شُكراً جزيلاً", "خدمة رائعة", "شكـــرا لكم"),
}
LONG = {
    "en": (
        "What time do you open on Sunday?",
        "i luv ur new menu so much",
        "The parcel arrived torn and nobody picks up the phone",
        "¡Thanks for the tacos!",
    ),
    "es": (
        "¿A qué hora abrís?",
        "Excelente servicio, muy amables",
        "El paquete llegó roto y nadie coge el teléfono",
        "No funciona la aplicacion desde ayer",
    ),
    "pt": (
        "A que horas vocês abrem no domingo?",
        "O pacote chegou rasgado e ninguém atende o telefone",
        "O aplicativo não funciona desde ontem",
    ),
    "fr": (
        "À quelle heure ouvrez-vous dimanche ?",
        "Le colis est arrivé déchiré et personne ne répond au téléphone",
        "L'application ne marche plus depuis hier",
    ),
    "de": (
        "Wann macht ihr am Sonntag auf?",
        "Das Paket kam zerrissen an und niemand geht ans Telefon",
        "Danke! Great Service wie immer und sehr nett",
    ),
    "it": (
        "A che ora aprite la domenica?",
        "Il pacco è arrivato strappato e nessuno risponde al telefono",
        "L'applicazione non funziona da ieri",
    ),
    "nl": (
        "Hoe laat gaan jullie zondag open?",
        "Het pakket kwam gescheurd aan en niemand neemt de telefoon op",
        "De app werkt al sinds gisteren niet",
    ),
    "ar": (
        "متى تفتحون يوم الأحد؟",
        "وصل الطرد ممزقا ولا أحد يرد على الهاتف",
        "التطبيق مش شغال من امبارح",
    ),
}
NOT_SERVED = {
    "ca": (
        "Moltes gràcies",
        "Fa tres setmanes que espero la comanda i ningú em contesta",
        "La botiga nova és preciosa i el personal molt amable",
    ),
    "gl": (
        "Levo tres semanas agardando polo paquete e ninguén me responde",
        "Moitas grazas pola atención, foi todo unha marabilla",
    ),
    "af": (
        "Baie dankie vir die vinnige diens, julle is wonderlik",
        "My pakkie het nog nie aangekom nie en niemand antwoord my nie",
    ),
    "ht": ("Mèsi anpil pou èd la, sèvis la te bon anpil",),
    "ro": ("Coletul meu nu a ajuns nici dupa trei saptamani si nimeni nu raspunde",),
    "pl": ("Dziękuję", "O ktorej otwieracie w sobote? Chcialabym przyjsc z dziecmi"),
    "hr": ("Kada otvarate u subotu? Paket mi jos nije stigao",),
    "cs": ("V kolik hodin otvirate v sobotu?",),
    "sv": ("Vilka tider har ni öppet på lördag? Jag vill köpa en present",),
    "da": ("Min pakke er ikke kommet endnu, og ingen svarer",),
    "no": ("Tusen takk for hjelpen, dere er best",),
    "fi": ("Mihin aikaan avaatte lauantaina?",),
    "hu": ("Mikor nyitnak szombaton?",),
    "tr": ("Çok güzel", "Siparisim hala gelmedi, kacta aciyorsunuz?"),
    "id": ("Jam berapa buka hari Sabtu? Paket saya belum sampai kak",),
    "tl": ("grabe ang sarap naman nito, balik ako dyan bukas",),
    "sw": ("Asante sana kwa huduma nzuri, nimefurahi sana",),
    "eu": ("Eskerrik asko laguntzagatik, zerbitzu bikaina",),
    "vi": ("Cảm ơn shop rất nhiều, phục vụ quá tuyệt vời",),
    "fa": ("عالی بود ممنون", "بسته من هنوز نرسیده و هیچکس جواب نمی‌دهد"),
    "ur": ("شکریہ بھائی", "میرا آرڈر ابھی تک نہیں آیا"),
    "hi in Latin letters": (
        "aapki service bahut achhi hai, dil se shukriya",
        "mera order abhi tak nahi aaya, koi jawab nahi de raha",
        "bakwas service hai, time waste mat karo",
    ),
    "ar in Latin letters": ("shukran jazeelan 3ala el khedma, wallahi a7san mat3am",),
    "other scripts": ("Спасибо большое", "ありがとう", "धन्यवाद", "תודה רבה", "감사합니다", "ευχαριστώ πολύ"),
}
NAMES = (
    ("I love El Corte Inglés so much", "en"),
    ("Deutsche Bahn why is the app not working", "en"),
    ("Thank you Deutsche Bahn", "en"),
    ("Gracias Best Buy", "es"),
    ("Merci Lufthansa", "fr"),
    ("Danke El Corte Inglés", "de"),
)
DECORATED = (
    ("@laTiendaDeLaEsquina https://ejemplo.example/muchas/gracias thank you for everything", "en"),
    ("#Danke @gutergeschmack 😍😍 ¿a qué hora abrís mañana? 🇩🇪", "es"),
    ("#ThankYou #LoveIt", "en"),
    ("merciiiiii beaucouuuup", "fr"),
    ("𝓣𝓱𝓪𝓷𝓴𝓼 so much", "en"),
    ("Thаnk yоu so much", "en"),  # two letters are Cyrillic
)


def of(text, hint=None):
    return identify(text, normalise(text), hint)


def pairs(table):
    return [(text, language) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("text", "language"), pairs(SHORT))
def test_a_few_unmistakable_words_are_enough(text, language):
    assert of(text) == language


@pytest.mark.parametrize(("text", "language"), pairs(LONG))
def test_a_sentence_is_in_its_language_whatever_the_platform_says(text, language):
    assert {of(text), *(of(text, hint) for hint in SERVED)} == {language}


@pytest.mark.parametrize(("text", "language"), pairs(NOT_SERVED))
def test_a_language_that_is_not_served_is_other(text, language):
    assert of(text) == of(text, language[:2]) == OTHER


@pytest.mark.parametrize(
    "text", ["", "❤️❤️", "👏", "5", "...", "https://x.example", "@ourshop", "Super!", "Wanda", "hm", "xq zzx wq vvk"]
)
def test_too_little_to_tell_is_other_whatever_the_platform_says(text):
    assert {of(text), *(of(text, hint) for hint in SERVED)} == {OTHER}


@pytest.mark.parametrize("name", ["El Corte Inglés", "Deutsche Bahn", "Crédit Agricole", "Mercadona"])
def test_a_name_alone_is_no_language(name):
    assert of(name) == OTHER


@pytest.mark.parametrize(("text", "language"), NAMES)
def test_the_name_of_a_brand_does_not_mislead(text, language):
    assert of(text) == language


@pytest.mark.parametrize(("text", "language"), DECORATED)
def test_handles_links_signs_and_disguises_do_not_mislead(text, language):
    assert of(text) == language


def test_the_platforms_hint_settles_a_tie_and_nothing_else():
    assert of("Excelente") == of("Excelente", "de") == OTHER  # Spanish as well as Portuguese
    assert of("Excelente", "es-MX") == "es"
    assert of("Excelente", "pt_BR") == "pt"
    assert of("Thank you for the help", "es") == "en"
    assert of("Vielen Dank", "en") == "de"


def test_of_two_languages_the_one_that_says_more_counts():
    assert of("Súper el coffee de esta mañana, love it, volveré pronto con mi familia") == "es"
    assert of("We came all the way from Leeds for the tapas and the flan, muchas gracias") == "en"
    assert of("Me encanta el coffee, love this place") in ("es", "en", OTHER)


def test_words_of_another_language_do_not_make_hindi_english():
    assert of("paisa kat gaya lekin recharge nahi hua, jaldi kuch karo please") == OTHER


@given(text=st.text(st.characters(), max_size=300), hint=st.none() | st.text(max_size=8))
@settings(deadline=None, max_examples=200)
def test_no_text_and_no_hint_raises(text, hint):
    assert of(text, hint) in (*SERVED, OTHER)


@pytest.mark.parametrize("piece", ["\ud800", "\x00", "\u0301", "\ufdfa", "a b ", "é", "😀", "¿Dónde está mi pedido? "])
def test_ten_thousand_signs_take_twenty_milliseconds_at_most(piece):
    text = (piece * 10_000)[:10_000]
    normalised = normalise(text)
    identify(text, normalised)
    taken = []
    for _ in range(3):
        began = process_time()
        identify(text, normalised)
        taken.append(process_time() - began)
    assert min(taken) < 0.02


def test_the_table_is_small_and_only_read_when_a_text_comes():
    assert TABLE.stat().st_size < TABLE_LIMIT
    code = "import sys, shared.classify.language; assert 'numpy' not in sys.modules"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
