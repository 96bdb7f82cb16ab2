"""Words and signs that speak against letting a machine thank somebody, by language, as `doubts` reads them.

Meant for texts in that language only: "die", "male" and "falsch" say other things elsewhere. Complaints in English and
Spanish are heard in every text, because people mix languages, but for the words of HARMLESS.
"""

from shared.classify.normalise import spellings


def words(listed: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(spelling for word in listed.split() for spelling in spellings(word))


COMPLAINING = {  # speak of something bad: such a mention is a complaint
    "en": words("""
        abandoned absurd aggressive angry annoyed annoying apologise apologize apology appalled appalling arrogant
        ashamed atrocious avoid awful awkward bad badly bait bland bored boring bother broke broken buggy bugs bullshit
        burnt canceled cancelled cheated cheating clueless cold complain complained complaining complaint complaints
        confused confusing crack cracked crap crappy crash crashed crashes crashing cry crying damage damaged damages
        dangerous deaf declined defective delay delayed delays deleted deletes depressing deserve died dirty disappoint
        disappointed disappointing disappointment disaster disgrace disgraceful disgusted disgusting dishonest
        disrespectful dreadful dropped dry dumb empty error errors evil expensive expired fail failed failing fails
        failure fee fees beetle beetles fake false fault faulty fed filthy fool forgot forgotten foul frustrated
        frustrating frustration garbage ghosted ghosting greedy gross grumpy hate hated hates hating headache hell
        horrendous horrible horribly horrid horrific hurt idiotic ignore ignored ignores ignoring impossible inadequate
        incompetence incompetent incomplete incorrect inedible infuriating insult insulted insulting irritating joke
        junk kaput lame lazy leak leaking leaks lie lied lies lose loses losing loss lost lousy lying mess messed messy
        misleading missed misses missing mistake mistakes mistreated nasty negative neglected nightmare noise noisy
        nonsense offended offensive ordeal outage outrage outrageous overcharged overcooked overpriced pain painful
        pathetic pity pointless poor poorly problem problems queue queued queues queuing raw refuse refused refuses
        refusing regret regrets ridiculous rip ripped rotten rubbish rude rudeness ruined ruining ruins sad sadly scam
        scammed scratched scratches shabby shambles shambolic shame shameful shit shitty shocked shocking sick slow
        slower slowest smashed soggy sorry spoiled spoilt stained stale stink stinks stole stolen stuck stupid suck
        sucked sucks suffer suffering tasteless terrible terribly terrified tired torn trash unacceptable unavailable
        undercooked unfair unfortunate unfortunately unfriendly unhappy unhelpful unprofessional unsafe unusable upset
        upsetting useless violated wait waited waiting waste wasted wasting weird woeful worn worse worsening worst
        worthless wrong wrongly
    """),
    "es": words("""
        abandonada abandonado aburrida aburrido abuso asco asquerosa asqueroso atasco averiada averiado basura borde
        bordes broma bulo burla burláis caca caducada caducado cancelada cancelado cancelaron cansada cansado caos
        carencia caro caros carísima carísimo caída caído chapuza cobrado cobran cobraron cobráis culpa cutre daño daños
        decepcionada decepcionado decepcionante decepción defecto defectos defectuosa defectuoso deficiente demasiado
        demora demoras desagradable desastre desastroso desconsiderado descontento desesperante despreciable devolución
        devolvedme devolver devuelvan dolor enfadada enfadado enfado engañada engañado engañan engaño engañáis
        equivocada equivocado equivocaron error errores espantosa espantoso espera esperamos esperando esperar esperé
        estafa estafada estafado estafadores estresante estropeada estropeado estropeó excusa excusas falla fallan fallo
        fallos falsa falso falta faltaba faltaban faltan fatal fea feo fiasco fría frío fríos fuga grosera grosero
        guarra guarro horrenda horrible horribles horror horroroso impresentable impresentables inaceptable incompetente
        incompetentes incompleto incorrecto indecente indignada indignado indignante insulto inútil inútiles
        irrespetuoso ladrones lamentable lenta lentitud lento lentos lentísimo lástima mal mala malas maleducada
        maleducado maleducados malo malos maltrato malísima malísimo mancha manchada mentira mentiras mentirosos miedo
        mierda molesta molesto negativo odia odio olvidado olvidaron peligro peligroso pena peor peores perdida perdido
        perdieron porquería problema problemas puta pésima pésimo pésimos queja quejarme quejas rabia ratas rayado
        reclamación reclamar reclamo retrasado retraso retrasos robado roban robo rota rotas roto rotos ruido ruina seca
        seco sospechoso sucia sucio suspendido tacaños tarda tardado tardan tardanza tardaron tardáis timo triste
        tristeza vacía vacío vencido vergonzoso vergüenza
    """),
    "fr": words("""
        abandonné absurde agressif arnaque arnaqué attendre attente bâclé bogue bug bugs cassé cassée catastrophe
        catastrophique cher chère colère crade décevant décevante déception déçu déçue déçus défaut défectueux dégoût
        dégoûtant dégradé dégueulasse déplorable désagréable désastre désastreux dommage énervé erreur erreurs escroc
        exécrable fâché faux froid galère gâché grave honte honteux horrible ignoré immangeable impoli impossible
        inacceptable inadmissible incapable incompétent inexistant injoignable insulte inutile irrespectueux lamentable
        lent lente manque mauvais mauvaise médiocre mensonge menteur mépris méprisant merdique minable moche navrant nul
        nulle nuls panne pénible perdu perdue pire pourri problème problèmes râler ras refus refusé regrette regret
        retard retards ridicule ruiné sale scandale scandaleux tard tristesse vide volé voleurs vulgaire
    """),
    "de": words("""
        abzocke albern arrogant ausgefallen beleidigt beschädigt beschwerde beschwerden betrug betrogen blöd chaos
        defekt dreckig dumm eklig elend enttäuscht enttäuschend enttäuschung falsch fehler fehlt frech frechheit
        frustrierend furchtbar genervt grauenhaft grausam hässlich ignoriert inkompetent kalt kaputt katastrophal
        katastrophe lächerlich langsam langweilig leider lüge lügen lügner mangelhaft mies miese mieser miserabel nerven
        nervig nutzlos peinlich pech problem probleme respektlos schade schäbig schande scheiße schlecht schlechte
        schlechter schlechtes schlimm schlimmer schlimmste schmutzig schrecklich schrott traurig überteuert unfähig
        unfreundlich unfair ungenießbar unmöglich unprofessionell unverschämt unzufrieden unzuverlässig verärgert
        verarscht verloren verschwendung verspätet verspätung verzögerung wertlos widerlich wütend zerstört zumutung
        leer leere leeren leerer leeres
    """),
    "it": words("""
        arrabbiata arrabbiato arrogante arroganti assurdo brutta brutto bugiardi cafoni danneggiato delusa deluse delusi
        deludente delusione deluso difetto difettoso disastro disastroso disgustoso disservizio errore errori fastidio
        fastidioso freddo guasto immangiabile imbarazzante impossibile inaccettabile incapaci incompetente incompetenti
        indecente inesistente ingannevole inutile inutili insulto ladri lamentela lamentele lenta lento lentissimo male
        maleducata maleducati maleducato mancanza mediocre menzogna nessuno odio orrendo orribile pessima pessime
        pessimi pessimo peggio peggiore perso perdita problema problemi purtroppo rabbia reclamo ridicolo ritardi
        ritardo rotta rotto rovinato scaduto scandaloso scadente scandalo schifo schifoso scortese scortesi sbagliata
        sbagliato sporca sporco squallido terribile triste truffa truffati tremendo vergogna vergognosa vergognoso vuota
        vuoto vuote vuoti attendo
    """),
    "pt": words("""
        absurdo abandono arrogante arrogantes atrasada atrasado atraso bagunça burocracia caro chateada chateado
        confusão decepção decepcionada decepcionado decepcionante defeito defeituoso demora demorado demorou descaso
        desagradável desastre desilusão desiludida desiludido desrespeito desrespeitoso enganada enganado enganosa erro
        erros errada errado estragado falha falhas falta feio feia fraco fria frio furiosa furioso golpe grosseiro
        grosseria horrível horroroso ignorada ignorado impossível inaceitável incompetência incompetente indignada
        indignado infelizmente insatisfeita insatisfeito insuportável inútil irritada irritado lamentável lenta lento
        lixo mal mentira mentirosos nojento ódio partida partido pena perdido péssima péssimas péssimo péssimos piada
        pior piorou porcaria prejuízo problema problemas quebrada quebrado queixa raiva reclamação reclamações ridículo
        ruim ruins suja sujo terrível triste tristeza vergonha vergonhoso vazia vazio vazias vazios
    """),
    "nl": words("""
        achterlijk afgrijselijk afschuwelijk arrogant asociaal bedrog belachelijk beledigd beschadigd boos defect dom
        dramatisch duur ellende fout fouten frustrerend gebrek gebroken gelogen genegeerd hatelijk helaas hopeloos
        idioot ergernis ergerlijk incompetent irritant jammer kapot klacht klachten klote koud kwaad langzaam lelijk
        leugen leugens liegen mislukt misleidend nadeel nare nutteloos onacceptabel onbegrijpelijk onbeschoft
        onbetrouwbaar onbruikbaar ondermaats oneerlijk oneetbaar onfatsoenlijk onmogelijk onprofessioneel ontevreden
        onvriendelijk oplichterij overprijsd problemen probleem puinhoop ramp respectloos rommel rot saai schande
        schandalig slecht slechte slechter slechtste smerig spijt storend stuk teleurgesteld teleurstellend
        teleurstelling traag trage treurig troep verdrietig verkeerd verkeerde vergeten verloren verpest vertraagd
        vertraging verschrikkelijk vervelend vies vreselijk waardeloos waardeloze wanhopig woedend zonde lege leeg
    """),
    "ar": words("""
        سيء سيئ سيئة اسوأ اسوا رديء رديئة فاشل فاشلة فشل مقرف مقزز قذر وسخ تعيس محبط مخيب خيبة كارثة كارثي مهزلة فضيحة
        عيب للأسف الأسف غضب غاضب غاضبة زعلان زعلانة مستاء مستاءة حزين مشكلة مشاكل شكوى شكاوى خطأ أخطاء غلط عطل معطل
        معطلة خربان خراب مكسور مكسورة تالف تالفة ناقص ناقصة تأخير تأخر متأخر متأخرة بطيء بطيئة غالي غالية نصب احتيال كذب
        كذاب كذابين خداع إهمال مهمل استهتار استغلال قلة ضياع ضاع مفقود أكره كره كرهت زفت زبالة صعب مستحيل مرفوض رفض
        إهانة وقح وقحة غبي مزعج ممل بارد فاسد منتهي ندم ندمت خسارة خسرت فارغ فارغة فاضي فاضية انتظر
    """),
}
HARMLESS = {  # English and Spanish words of complaint that mean something else there
    "de": words("bad fault gross hell lie mal mess rot"),
    "fr": words("grave pain"),
    "nl": words("bad rot slow"),
}
TURNING = {  # may turn praise: not, but, if, still
    "en": words("""
        after again almost although another anymore apart barely because before but considering could despite doubt
        either except exception fewer finally formerly hardly hence how however if instead lack lacking lacks least less
        longer maybe nearly need needed needs neither never no nobody none nope nor not nothing nowhere only otherwise
        perhaps pls plz previously rather scarcely should since still stop stopped stopping supposed tho though till
        unfortunately unless unlike until used when whereas while who whose why without would yet
    """),
    "es": words("""
        antes apenas aunque aún contestarais cuando cómo debería deberíais deberían dejado dejó después era eran excepto
        falta favor fuera fuerais fuese habría hace hacía hubiera hubiese jamás llevamos llevo lástima menos mientras
        nada nadie necesita necesitamos necesito ni ninguna ninguno ningún no nunca ojalá otra otras otro pero pesar
        poco pocos podría podríais podrían podía porqué queríamos quizá quizás quién salvo seguimos sería serían si sigo
        sigue siguen sin sino solamente solo solía tampoco todavía
    """),
    "fr": words("""
        aucun aucune aurait autrefois avant cependant dommage encore enfin guère hormis jamais hélas ailleurs malgré
        mais malheureusement manque moins ne néanmoins ni non nullement personne peu plutôt pourtant presque quand rien
        sans sauf si sinon seulement toutefois trop
    """),
    "de": words("""
        aber allerdings außer bevor bisher dennoch eigentlich endlich erst fast früher hätte hingegen jedoch kaum kein
        keine keinem keinen keiner leider nicht nichts nie niemals niemand nirgends noch nur ob obwohl ohne schade
        selten sondern sonst statt trotz trotzdem warum weder wenig weniger wenn würde wäre zwar
    """),
    "it": words("""
        ancora anziché appena benché ciononostante comunque eccetto forse finalmente invece ma mai magari meno nemmeno
        neanche neppure nessun nessuna nessuno niente non nonostante nulla però peccato prima purtroppo quando quasi
        raramente sarebbe se seppure senza solo sebbene tranne troppo tuttavia
    """),
    "pt": words("""
        ainda antes apenas apesar caso contudo embora entretanto enfim exceto falta infelizmente jamais mal mas menos
        nada não nem nenhum nenhuma ninguém nunca pena pois porém pouco quando quase raramente se sem senão seria só
        salvo tampouco talvez todavia
    """),
    "nl": words("""
        alleen alsnog amper behalve bijna daarentegen desondanks echter eindelijk geen helaas hoewel indien jammer maar
        mits minder nauwelijks net nergens niemand niet niets niks noch nog nooit ondanks ooit sinds slechts soms steeds
        tenzij terwijl toch vroeger waarom want weinig zonder zou
    """),
    "ar": words("""
        لا لم لن ليس ليست ليش غير بدون دون لكن لكنني ولكن بس إلا سوى رغم مع ذلك قبل كان كانت مش مو ما ماكو مافي مفيش
        أبدا أبداً لسه لسا بعد حتى لو إذا ربما يمكن كاد بالكاد فقط سابقا لولا ياليت ليت أحد
    """),
}
IRONIC = {  # stand where the opposite is meant
    "en": words("""
        allegedly anyway apparently bold bother brave clap classic eh ffs genius geniuses guess hilarious hm hmm
        hopefully imagine interesting ironic ironically irony laughable lmao lmfao lol meh obviously oh priceless rofl
        sarcasm seriously slow smh supposedly sure typical whatever wtf wth yea yeah
    """),
    "es": words("""
        alucinante alucino anda aplauso aplausos bravo buf claro dicen flipante flipo genio genios gracioso graciosos
        imagino ironía irónico ja jaja jajaja jajajaja jeje literal lol menuda menudo parece parecer pff presunto puf
        risa sarcasmo supongo supuestamente supuesto toma típica típico uf vaya venga xd
    """),
}
ASKS_FOR_MORE = {  # make a question one about the writer, or for a person
    "en": words("""
        alone anybody anyone balance boss bridge deadliest deadly manager mine my our people pills poison rope somebody
        someone supervisor treat
    """),
    "es": words("""
        alguien cuerda encargada encargado gerente jefa jefe mi mis mortal mía mío nuestra nuestro nuestros pastillas
        puente responsable solo sola
    """),
    "fr": words("""
        corde directeur directrice gérant gérante ma mes mon mortel nos notre pont quelqu quelquun responsable seul
        seule
    """),
    "de": words("""
        allein brücke chef chefin filialleiter jemand mein meine meinem meinen meiner meins seil tabletten tödlich
        tödlichste unser unsere
    """),
    "it": words("""
        corda direttore direttrice mia mie miei mio mortale nostra nostro pillole ponte qualcuno responsabile sola solo
    """),
    "pt": words("""
        alguém chefe comprimidos corda gerente mortal meu meus minha minhas nossa nosso ponte responsável sozinha
        sozinho
    """),
    "nl": words("""
        alleen baas brug dodelijk dodelijkste iemand manager mijn onze pillen touw
    """),
    "ar": words("""
        أحد احد حدا حد مدير المدير طلبي طلبيتي حسابي شحنتي يصلني وحدها وحده حبل جسر
    """),
}
OPENING = {  # begin a question, also where its mark is left out
    "en": words("""
        any anyone are can cost could did do does hours how is opening price prices pricing r what when where which who
        will
    """),
    "es": words("""
        abre abren abris acepta aceptais aceptan cual cuales cuando cuanta cuanto cuantos cuesta cuestan donde enviais
        envian hace haceis hacen hasta hay horario horarios podeis precio precios puede pueden puedo que queda quedan
        sigue siguen tendreis teneis tienen tienes vende vendeis venden
    """),
    "fr": words("""
        avez auriez c combien comment est existe faites fait livrez ou où ouvrez peut pourrait pouvez prenez puis quand
        quel quelle quelles quels qui quoi vendez y
    """),
    "de": words("""
        darf geht gibt gibts habt hat ist kann kommt kostet könnt liefert nehmt sind um verkauft versendet wann was
        welche welcher welches wer wie wieviel wo woher
    """),
    "it": words("""
        accettate aprite avete c che chi come consegnate cosa cè dove esiste fate posso quale quali quando quante quanti
        quanto quanta siete si spedite vendete è
    """),
    "pt": words("""
        abrem aceitam até como cade cadê dá entregam enviam fazem há onde pode posso qual quais quando quanta quanto
        quantas quantos que quem qto qdo tem têm vende vendem vcs
    """),
    "nl": words("""
        bezorgen hebben heeft hoe hoelaat hoeveel is kan komt kunnen leveren mag mogen verkopen verzenden waar wanneer
        wat welk welke werkt wie zijn
    """),
    "ar": words("""
        أين اين ايش إيش بكم بكام تبيعون تشحنون توصلون شنو شو عندكم فين كم كيف متى متي ما معكم من هل وش وين يجي يوجد
    """),
}
WARM_EMOJI = frozenset(
    "❤♥💕💖💗💓💞💘💝💙💚💛💜🧡🤍🖤🤎💟😍🥰😘😊☺🙂😃😄😀😁🤩🙏👏👍👌🙌🎉🥳✨⭐🌟💯🔥🤗😋💐🌹🌸🌺🌷🌻🌼🍀🤘💪🏆🥇🎂🎁🎊😻🫶🤝👋☀🌞🌈☕🍰🍕🥐😌🙋💃🕺🎵🎶✅✔🐶🐱🐾"
)
BITTER_EMOJI = frozenset(
    "😡🤬😠👎😤🤮🤢💩😒🙄🙃🤡😏🖕😞😔😟😕🙁☹😣😖😫😩😢😭😨😰😱😑😐🤔🤨🥱😴🤥🤦🤷💔😂🤣💀☠😆😅😬😓🥵🥶😷🤒🤕🚑⚠❌🛑🚫"
)
