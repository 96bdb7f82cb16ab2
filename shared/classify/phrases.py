"""Set phrases whose words do not mean what they say: names of things, and turns of speech.

"Bath bombs" are no bombs: no rule reads the words of such a name. "Nothing to complain about" is no complaint: rules of
danger read the words of such a turn all the same, but those of complaint and the doubts do not. The layers that learnt
read the whole text. A phrase holds nothing but its own words, so whatever stands beside it counts.
"""

from collections.abc import Mapping

from shared.classify.normalise import Normalised
from shared.classify.rules import Rule, Ruleset, listed
from shared.domain.assessment import Topic, Urgency

NAMES = {
    "en": """
        bath bomb*; smoke|smoky|poison|blood|acid|electric|fire
        grey|gray|green|red|blue|orange|black|white|purple|pink|yellow; fire pit*|truck|engine; crash
        helmet*|mat|mats|course*; shot glass*; knife set*|block*|rack*|sharpener*; your? prompt
        response*|reply|replies|service|delivery|answer*|action|help|attention|assistance|resolution; terminal
        one|two|three|four|1|2|3|4|5; which|what|same|bus|ferry|airport terminal; social media; dumb bell*
    """,
    "es": """
        terminal 1|2|3|4; que terminal
    """,
}
TURNS = {
    "en": """
        dying to know|try|hear|taste|visit|read; dead
        cute|good|nice|chuffed|handy|easy|simple|friendly|helpful|comfy|soft|pretty|impressed; killer
        deal|coffee|tune|song|app|outfit|look|playlist|taste|recipe|bargain|view; no
        competition|complaint|complaints|notes|crumbs|faults|regrets|brainer|fuss|hassle|nonsense|contest|wonder|rush|worries;
        no problem* at all|whatsoever; not a single complaint*|fault|issue*|problem*|regret; zero
        complaints|regrets|notes|issues; nothing to complain|moan|grumble|fault about?; can|could not fault|complain;
        can not recommend|thank|praise you|them|it|this|her|him|these? enough|highly; could not be
        happier|better|kinder|nicer|friendlier|easier|lovelier; could not have been
        happier|better|kinder|nicer|friendlier|easier|lovelier; could not have asked for? more|better; never|not
        disappoint|disappoints|disappointed|disappointing; never fail|fails to? impress|amaze|deliver|please; not bad
        at all; can not wait to; stupid|stupidly|insanely|ridiculously|crazy
        good|tasty|delicious|cute|comfy|soft|cheap|fast|quick|easy|nice|pretty; stupid|silly|daft|dumb question*; hate
        to be|ask|bother; sorry to bother|ask|trouble; saved my|our|the
        day|life|bacon|weekend|evening|wedding|christmas; lost|stuck for words; us|me|everyone in stitches; still
        talking|thinking|dreaming|smiling|laughing|buzzing|obsessed about|of|at|with?; still the best; still going
        strong; before christmas|easter|closing|midnight; before the weekend|holidays|holiday|bank; five|5 star|stars;
        10 out of 10; in|within|under|after 2|3|4|5|6|7|8|9|10 minutes|mins|min; refund has? landed|arrived;
        received|got the|my refund; criminally good|cheap|underrated|tasty; never|not let me|us down;
        thanks|cheers|you for donating|sponsoring; happy tears; not gonna|going lie; not bad; problem|issue is|was
        solved|fixed|sorted|resolved; problem|issue solved|sorted|resolved; top marks; what more can|could you|i
        want|ask; any chance; for donating|sponsoring; no business being that|this|so
        good|tasty|nice|comfy|cute; can|could not find|see it|them|this on|in your|the?
        website|site|app|page|menu|description|listing
    """,
    "es": """
        sin pensarlo|dudarlo|duda|dudas|queja|quejas|palabras|comparacion; no me? quejo|arrepiento; no tengo|hay
        queja|quejas|palabras|comparacion; ni un|una solo|sola? pero|queja|fallo; no
        falla|fallan|decepciona|decepcionan|defrauda|defraudan|decepcionaron|defraudaron; no
        puede|pueden|podria|podian ser mejor|mejores; no me lo|la|los|las? quito|saco; no lo|la|los|las cambio por
        nada; me? muero|mori de amor|ternura; terrible de bueno|buena|rico|rica|bacan; gracias otra vez; otra vez
        gracias; funciona|funcionando|va otra vez; tengo|hay senal|luz|internet|wifi|agua otra vez; antes de lo?
        tiempo|esperado|previsto; fuera de serie; de otro nivel; 5|cinco estrellas; 10 de 10; pregunta tonta; perdon
        por molestar|preguntar; en 2|3|4|5|6|7|8|9|10 minutos|min|minutitos; es|son|sois|eres|sos la bomba; de puta
        madre; joder|hostia que? bien|bueno|buena|rico|rica; llego|recibi el|mi reembolso; la|una|un crack; nada mal;
        no hace falta; va|anda|funciona el|la internet|wifi|luz|agua|app otra vez; fuera de
        casa; o|u solo; no lo|la|los|las encuentro|veo en
        la? web|app|pagina|ficha|carta|tienda
    """,
    "pt": """
        sem pensar|duvida|palavras|comparacao|enrolacao; nao tenho|ha|tem palavras|reclamacao|comparacao; nada a
        reclamar; nao decepciona|decepcionam|decepcionou; nao podia|poderia ser melhor; morrendo|morri de
        amor|vontade|saudade; bom|boa|linda|lindo demais; 5|cinco estrelas; em 2|3|4|5|6|7|8|9|10 minutos|min;
        pergunta boba; desculpa incomodar|perguntar; caiu|recebi o|meu estorno|reembolso; absurdo de bom|boa; nada mal
    """,
    "fr": """
        rien a dire|redire|reprocher; sans hesiter|hesitation; je ne? regrette pas; pas decu|decue|decus|decues;
        jamais decu|decue|decus; a tomber par terre; 5|cinq etoiles; en 2|3|4|5|6|7|8|9|10 minutes|min; question bete;
        desole|desolee de deranger; remboursement bien? recu; pas mal du? tout?; de la bombe; regrette rien
    """,
    "de": """
        nichts zu meckern|bemängeln|beanstanden; nicht zu toppen; nicht besser sein|machen|gehen; besser geht
        nicht|nimmer; keine beanstandung|beanstandungen|klagen; krank|brutal|wahnsinnig|unverschämt|irre
        gut|lecker|schön|günstig; zum niederknien gut|lecker|schön; nie enttäuscht; nicht enttäuscht; immer wieder
        gern|gerne; 5|fünf sterne; in 2|3|4|5|6|7|8|9|10 minuten|min; dumme|blöde frage; nicht schlecht;
        kann|konnte|können man|ich|wir? nicht meckern|klagen; erstes|ersten|zum|das mal; geld|erstattung ist angekommen
    """,
    "it": """
        niente da dire|ridire; senza parole|pensarci|dubbio; nulla da dire|ridire|eccepire; non
        delude|deludono|sbaglia|sbagliano; non vedo l? ora; non poteva|potevano essere migliore|migliori; 5|cinque
        stelle; in 2|3|4|5|6|7|8|9|10 minuti|min; domanda stupida; scusate il disturbo; rimborso e? arrivato; ricevuto
        il rimborso; mica|niente male; mai una? delusione; vale la pena; ancora qua|qui|a che? ci?
        pensarci|penso|sogno|sogniamo; ci penso|sogno ancora
    """,
    "nl": """
        niks|niets op|aan aan? te merken; niets|niks dan lof; niet teleurgesteld; nooit teleurgesteld; stelt nooit
        teleur; geen klachten; kan niet beter; om van? te smullen; 5|vijf sterren; in|binnen 2|3|4|5|6|7|8|9|10
        minuten|min; domme vraag; ziek goed|goede|lekker|lekkere; niet slecht; niet verkeerd
    """,
    "ar": """
        ما شاء الله; ما قصرتوا; ما قصرت; ما عليكم زود; بدون مبالغة; ولا غلطة; ولا اروع; لا يعلى عليه; من دون تردد; لو
        سمحت; لو سمحتوا; لو تكرمتوا; خمس نجوم; تم حل المشكلة; انحلت المشكلة
    """,
}


def _compiled(table: Mapping[str, str]) -> Ruleset:
    return Ruleset(
        Rule(
            id=f"{language}.phrase.{number}",
            topic=Topic.OTHER,
            urgency=Urgency.LOW,
            says="Means no harm",
            patterns=(pattern,),
            veto=False,
            case=False,
        )
        for language, phrases in table.items()
        for number, pattern in enumerate(listed(phrases))
    )


THINGS, SAYINGS = _compiled(NAMES), _compiled(TURNS)


def without(normalised: Normalised, phrases: Ruleset) -> Normalised:
    """The text without the words of these phrases; as it is where letters are disguised, or not all can be read."""
    if normalised.disguised or normalised.cut:
        return normalised
    tokens = normalised.tokens
    inside = {at for match in phrases.everywhere(tokens) for at in range(match.first, match.last + 1)}
    if not inside:
        return normalised
    return Normalised(tuple(token for at, token in enumerate(tokens) if at not in inside))
