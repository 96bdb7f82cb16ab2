"""Which language a text is in: English, Spanish, or "other" where we cannot tell or do not serve it.

Common words vote, of the served languages and of those that are easily mistaken for them; letters
that one language alone uses vote too. What the platform says is only a prior: it settles a tie
between languages that the text itself speaks for, and is never enough alone. So an emoji, a name or
a single international word ("Super!") is "other", and a person reads it.
"""

from collections import Counter

from shared.classify.normalise import Kind, Normalised, fold_word

OTHER = "other"
SERVED = ("en", "es")
LATIN_SHARE = 0.6  # of all letters, at least
WORD_SHARE = 0.15  # of the words of a longer text that must speak for its language
SHORT_TEXT = 4  # words; up to here one word is enough
HINT_VOTE = 0.5

WORDS = {
    "en": """
        a about after again all always am amazing an and any appreciate are as at awesome back be beautiful been
        best but by can cheers come could customer customers day did do does done down ever every everyone excellent
        fantastic food for friendly from get give go good got great guys had happy has have he help her here hey him
        his how i if in is it its just keep know last left let like little look love loved lovely made make many me
        more most much my need never new nice no not now of on one only open or order our out over people perfect
        please price quality really right she should shop sick so some someone staff still store such take team than
        thank thanks thankyou that the their them then there they thing think this thx time to today tomorrow too
        tonight two up us very want was we well were what when where which who why will with wonderful work works
        would year years yes yesterday you your yours yummy brilliant delicious gorgeous favourite favorite
        recommend stunning superb impressed outstanding enjoyed guy website email price stock available welcome rock
        is
    """,
    "es": """
        a abre abren abris ahora al algo alguien amable amables amo ante antes aqui asi atencion ayer aun aunque
        buen buena buenas bueno buenos buenisimo cada calidad casa como con contenta contento cosa cosas cual cuando
        cuanto cuesta dan de del desde dia dias donde dos el ella ellos en encanta encantada encantado encantan
        enhorabuena entre eres es esa ese eso esta estaba estan estar estas este esto estos estoy excelente
        fantastico favorita favorito felicidades felicitaciones fue gracias gran gusta gusto ha haber habeis hace
        hacen hacer haceis han has hasta hay he hecho hola hora hoy increible la las le les lo los manana maravilla
        maravilloso maravillosa mas me mejor mejores mi mil mis mismo mucha muchas muchisimas muchisimo mucho muchos
        muy nada ni no nos nosotros o os otra otro para parece pero perfecto perfecta poco por porque precio
        preciosa precioso pues que quiero quien recomendable recomiendo rica rico riquisimo se ser servicio si
        siempre sin sobre sois solo son soy su sus tan tanto te tenia teneis tengo ti tiempo tiene tienen tienda
        tienes toda todas todo todos trato tu tus un una unas uno unos va vais vale van ver vez voy vosotros vuestra
        vuestras vuestro vuestros y ya yo agradecida agradecido genial buenazo chulo chulisimo bonito bonita bonitos
        bonitas guapo hermoso hermosa linda lindo excelentes envio envios pedido productos gente equipo personal
        mejorar tambien nunca quisiera puedo puede pueden podeis saludos
    """,
    "pt": """
        a adorei adoro amei amo ao aos as atendimento bem boa bom com como da das de do dos e ela ele em entrega era
        essa esse esta eu excelente fantastico foi fogo gente gostei isso ja la lindo linda loja maravilhoso mais
        mas me melhor meu meus minha muita muito na nao nas no nos nossa nosso o obrigada obrigado onde os ou para
        pela pelo perfeito por preco produto que recomendo sao se sem ser servico seu sua tambem tao tem tenho tudo
        um uma voce voces vou otimo parabens pessoal
    """,
    "fr": """
        a au aux avec beaucoup bien bonjour bon bravo c ce cest ces cette chez comme d dans de depuis des du elle en
        est et etait excellent excellente fait il ils j jai je jamais l la le les leur lui ma magnifique mais me
        merci mes moi mon n ne nos notre nous on ou par parfait pas plus pour prix qu quand que qui rien s sa sans
        se ses service son sont super sur tout toute tous tres trop tu un une vos votre vous y encore genial
    """,
    "it": """
        a al alla anche bello bella bellissimo bellissima bene buono buona brava bravi bravo che chi ci come con
        cosa da dal de del della delle dei di dove e ed era gli grande grandi grazie ha hanno ho i il in io la le lo
        ma mi mia mille mio molto nel nella non o ottima ottimo per perche perfetto piu prezzo qualita quando questa
        questo sempre senza servizio siete sono sta su tutti tutto un una vi voi
    """,
    "de": """
        aber alle alles am an auch auf aus bei bin bitte danke das dass dem den der des die dir doch du ein eine
        einen einer er es euch fur ganz gut guter hab habe haben hat hier ich ihr im immer in ist ja jetzt kann kein
        keine laden leider mal mein meine mich mir mit nach nicht noch nur oder ohne schnell schon sehr seit sich
        sie sind so super tolle toll und uns vielen von war was wann wenn wer werde wie wir wird wo zu zum zur
        lecker
    """,
    "nl": """
        aan al alles als bedankt ben bij dank dat de deze die dit doe een en er erg geen goed goede hebben heb heeft
        heel het hier hoe ik in is ja jij je jullie kan lekker maar mee meer met mij mijn mooi na naar niet nog nu
        of om ook op over super te tot u van veel voor waar wat we wel wie wij winkel zijn zo geweldig geweldige
    """,
    "ca": """
        a aquest aquesta amb be bon botiga de del dels el els em en es esta fa gracies ha he i la les m mes molt
        molta moltes no per pero que s si tot tots un una us va vosaltres
    """,
}
VOTES = {language: frozenset(fold_word(word) for word in listed.split()) for language, listed in WORDS.items()}
LETTERS = {  # letters that speak for a language, before accents are taken off
    "ñ": ("es",), "¿": ("es",), "¡": ("es",), "ã": ("pt",), "õ": ("pt",), "ç": ("pt", "fr", "ca", "tr"), "ß": ("de",),
    "ä": ("de",), "ö": ("de", "tr"), "ü": ("de", "tr"), "ê": ("fr", "pt"), "è": ("fr", "it", "ca"), "ù": ("fr", "it"),
    "à": ("fr", "it", "pt", "ca"), "ò": ("it", "ca"), "ô": ("fr", "pt"), "œ": ("fr",), "ş": ("tr",), "ğ": ("tr",),
    "ı": ("tr",), "ł": ("pl",), "ę": ("pl",), "ą": ("pl",), "ż": ("pl",), "ø": ("da",), "å": ("da",), "ő": ("hu",),
    "ř": ("cs",), "ě": ("cs",), "ă": ("ro",), "ț": ("ro",),
}  # fmt: skip


def identify(text: str, normalised: Normalised, hint: str | None = None) -> str:
    """ "en", "es" or "other". `hint` is what the platform says, such as "en" or "es-MX"."""
    if not _is_latin(text):
        return OTHER
    votes: Counter[str] = Counter()
    words = [token for token in normalised.tokens if token.kind is Kind.WORD]
    for token in words:
        votes.update(language for language, listed in VOTES.items() if any(form in listed for form in token.forms))
    for letter in set(text.casefold()):
        votes.update(LETTERS.get(letter, ()))
    if not votes:
        return OTHER
    hinted = (hint or "").replace("_", "-").partition("-")[0].casefold()
    standing = {language: count + HINT_VOTE * (language == hinted) for language, count in votes.items()}
    best = max(standing, key=lambda language: standing[language])
    tied = sum(count >= standing[best] for count in standing.values()) > 1
    heard = votes[best] >= 1 and (len(words) <= SHORT_TEXT or votes[best] / len(words) >= WORD_SHARE)
    return best if best in SERVED and heard and not tied else OTHER


def _is_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    latin = sum(1 for character in letters if character <= "\u024f" or "\U0001d400" <= character <= "\U0001d7ff")
    return bool(letters) and latin >= LATIN_SHARE * len(letters)
