"""Set phrases whose words mean no harm: idioms, names of things, and praise that goes by a negation.

"Bath bombs" are no bombs, and "nothing to complain about" is no complaint. Neither rules nor doubts read the
words of such a phrase; the layers that learnt read the whole text. A phrase holds nothing but its own words, so
whatever stands beside it counts.
"""

from shared.classify.normalise import Normalised
from shared.classify.rules import Rule, Ruleset, listed
from shared.domain.assessment import Topic, Urgency

HARMLESS = {
    "en": """
        bath bomb*; are|is|was|were the bomb; dying to
        know|try|see|hear|get|have|taste|eat|visit|read|find|come|go|buy|wear|play|watch; to die for; dead
        cute|good|nice|chuffed|handy|easy|simple|friendly|helpful|comfy|soft|quick|pretty|impressed; killer
        deal|coffee|tune|song|app|outfit|look|playlist|taste|recipe|bargain|view; kill|murder for
        one|a|some|this|that|it|these|those; smoke|smoky|poison|blood|acid|electric|fire
        grey|gray|green|red|blue|orange|black|white|purple|pink|yellow; fire pit*|place|places|truck|engine; crash
        helmet*|mat|mats|course*; shot glass*; knife set*|block*|rack*|sharpener*; your? prompt
        response*|reply|replies|service|delivery|answer*|action|help|attention|assistance|resolution|and; terminal
        one|two|three|four|1|2|3|4|5|do|does|building; which|what|same|bus|ferry|airport terminal; no
        competition|complaint|complaints|notes|crumbs|faults|regrets|brainer|fuss|hassle|nonsense|contest|wonder|rush|worries;
        no problem* at all|whatsoever; no business being; not a single complaint*|fault|issue*|problem*|regret|thing;
        zero complaints|regrets|notes|issues; nothing to complain|moan|grumble|fault about?; can|could not
        fault|complain; can not recommend|thank|praise you|them|it|this|her|him|these? enough|highly; could not be
        happier|better|kinder|nicer|friendlier|easier|lovelier; could not have been
        happier|better|kinder|nicer|friendlier|easier|lovelier; could not have asked for? more|better; never|not
        disappoint|disappoints|disappointed|disappointing; never fail|fails to? impress|amaze|deliver|please|make; not
        bad at all; without fail|fuss|hassle; never change; can not wait; stupid|stupidly|insanely|ridiculously|crazy
        good|tasty|delicious|cute|comfy|soft|cheap|fast|quick|easy|nice|pretty; stupid|silly|daft|dumb question*; hate
        to be|ask|bother; sorry to bother|ask|trouble; saved my|our|the
        day|life|bacon|weekend|evening|wedding|christmas; lost|stuck for words; us|me|everyone in stitches;
        killed|killing|smashed|smashing|crushed|crushing|nailed it; still
        talking|thinking|dreaming|smiling|laughing|buzzing|obsessed about|of|at|with?; still the best; still going
        strong; before christmas|easter|closing|midnight; before the weekend|holidays|holiday|bank; five|5 star|stars;
        10 out of 10; 2|3|4|5|6|7|8|9|10|15 minutes|mins|min; refund has? landed|arrived; refund is in; received|got
        the|my refund; dying|died|die laughing; slept like the dead; criminally good|cheap|underrated|tasty; social
        media; sharp knives; kitchen|steak|bread|chef|chefs knife|knives; explosive flavour|flavor|taste;
        never|not let me|us down; thanks|cheers|you for donating|sponsoring; happy tears; not gonna|going lie; not
        bad; problem|issue solved|fixed|sorted|resolved; issue|problem is|was solved|fixed|sorted|resolved; ice cold;
        top marks; no regrets at all?; what more can|could you|i want|ask; any chance
    """,
    "es": """
        sin pensarlo|dudarlo|duda|dudas|queja|quejas|problema|problemas|palabras|complicaciones|comparacion|prisa; no
        me? quejo|arrepiento; no tengo|hay queja|quejas|palabras|comparacion; ni un|una solo|sola? pero|queja|fallo;
        no falla|fallan|decepciona|decepcionan|defrauda|defraudan|decepcionaron|defraudaron; no
        puede|pueden|podria|podian ser mejor|mejores; no me lo|la|los|las? quito|saco; no lo|la|los|las cambio por
        nada; me? muero|morimos por probar|probarlo|probarla|ir|tenerlo|tenerla|volver; me? muero|mori de
        amor|ternura; esta|estan|estaba|estaban de muerte; terrible de bueno|buena|rico|rica|bacan; gracias otra vez;
        otra vez gracias; funciona|funcionando|va otra vez; antes de lo? tiempo|esperado|previsto; fuera de
        casa|serie; de otro nivel; 5|cinco estrellas; 10 de 10; pregunta tonta; perdon por molestar|preguntar;
        2|3|4|5|6|7|8|9|10|15 minutos|min|minutitos; senal|luz|internet|wifi|agua|conexion otra vez;
        es|son|sois|eres|sos la bomba; de puta madre; joder|hostia que? bien|bueno|buena|rico|rica; llego|recibi el|mi
        reembolso; la|una|un crack; nada mal; no hace falta; terminal 1|2|3|4
    """,
    "pt": """
        sem pensar|duvida|palavras|comparacao|problema|problemas|enrolacao|defeito; nao tenho|ha|tem
        palavras|reclamacao|comparacao; nada a reclamar; nao decepciona|decepcionam|decepcionou|falha|falham; nao
        podia|poderia ser melhor; morta|morto|mortas|mortos de|com amor|saudade|vontade|essa|esse; morrendo|morri de
        amor|vontade|saudade; passando mal de saudade|vontade|amor|rir; surra de beleza|amor|talento;
        bom|boa|linda|lindo demais; 5|cinco estrelas; 2|3|4|5|6|7|8|9|10|15 minutos|min; pergunta boba; desculpa
        incomodar|perguntar; caiu|recebi o|meu estorno|reembolso; meu dinheiro de volta; absurdo de bom|boa; nada mal
    """,
    "fr": """
        rien a dire|redire|reprocher; sans faute|hesiter|hesitation|souci|soucis|probleme|discuter; je ne? regrette
        pas; pas decu|decue|decus|decues|deception; jamais decu|decue|decus; une vraie? tuerie; c? est une tuerie; a
        mourir|tomber de bon|rire; a tomber par terre; 5|cinq etoiles; 2|3|4|5|6|7|8|9|10|15 minutes|min; question
        bete; desole|desolee de deranger; remboursement bien? recu; pas mal du? tout?; de la bombe; regrette rien
    """,
    "de": """
        nichts zu meckern|bemängeln|beanstanden; nicht meckern; nicht zu toppen; nicht besser sein|machen|gehen;
        besser geht nicht|nimmer; keine beanstandung|beanstandungen|klagen; krank|brutal|wahnsinnig|unverschämt|irre
        gut|lecker|schön|günstig; zum sterben|niederknien gut|lecker|schön; nie enttäuscht; nicht enttäuscht; immer
        wieder gern|gerne; 5|fünf sterne; 2|3|4|5|6|7|8|9|10|15 minuten|min; dumme|blöde frage; ohne
        probleme|problem|wenn|umstände; nicht schlecht; erstes|ersten|zum|das mal; geld|erstattung ist? da|angekommen
    """,
    "it": """
        niente da dire|ridire; senza parole|problemi|pensarci|dubbio; nulla da dire|ridire|eccepire; non
        delude|deludono|sbaglia|sbagliano; e|da da? morire; non vedo l? ora; non poteva|potevano essere
        migliore|migliori; 5|cinque stelle; 2|3|4|5|6|7|8|9|10|15 minuti|min; domanda stupida; scusate il disturbo;
        rimborso e? arrivato; ricevuto il rimborso; mica|niente male; mai una? delusione; vale la pena
    """,
    "nl": """
        niks|niets op|aan aan? te merken; niets|niks dan lof; niet teleurgesteld; nooit teleurgesteld; stelt nooit
        teleur; geen klachten; kan niet beter; om van? te smullen; 5|vijf sterren; 2|3|4|5|6|7|8|9|10|15 minuten|min;
        domme vraag; zonder problemen|gedoe; ziek goed|goede|lekker|lekkere; licht|lamp brandt weer?; niet slecht;
        niet verkeerd
    """,
    "ar": """
        ما شاء الله; ما قصرتوا; ما قصرت; ما عليكم زود; بدون مبالغة; ولا غلطة; ولا اروع; لا يعلى عليه; من دون تردد; لو
        سمحت; لو سمحتوا; لو تكرمتوا; خمس نجوم; تم حل المشكلة; انحلت المشكلة
    """,
}
PHRASES = Ruleset(
    Rule(
        id=f"{language}.phrase.{number}",
        topic=Topic.OTHER,
        urgency=Urgency.LOW,
        says="Means no harm",
        patterns=(pattern,),
        veto=False,
        case=False,
    )
    for language, phrases in HARMLESS.items()
    for number, pattern in enumerate(listed(phrases))
)


def in_phrases(normalised: Normalised) -> frozenset[int]:
    """Where the words of set phrases begin in the text; nowhere if it is disguised, or too long to be read."""
    if normalised.disguised or normalised.cut:
        return frozenset()
    tokens = normalised.tokens
    return frozenset(tokens[at].start for match in PHRASES.find(tokens) for at in range(match.first, match.last + 1))
