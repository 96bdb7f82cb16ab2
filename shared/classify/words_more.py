"""Words that speak against thanking somebody, by language, as in `doubts`.

Meant for texts in that language only: "die", "male" and "falsch" say other things elsewhere.
"""

from shared.classify.vocabulary import words

NEGATIVE = {
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
        sbagliato sporca sporco squallido terribile triste truffa truffati tremendo vergogna vergognosa vergognoso
        vuota vuoto vuote vuoti attendo
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
        ruim ruins suja sujo terrível triste tristeza vergonha vergonhoso
        vazia vazio vazias vazios
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
        vertraging verschrikkelijk vervelend vies vreselijk waardeloos waardeloze wanhopig woedend zonde
        lege leeg
    """),
    "ar": words("""
        سيء سيئ سيئة اسوأ اسوا رديء رديئة فاشل فاشلة فشل مقرف مقزز قذر وسخ تعيس محبط مخيب خيبة كارثة كارثي مهزلة فضيحة
        عيب للأسف الأسف غضب غاضب غاضبة زعلان زعلانة مستاء مستاءة حزين مشكلة مشاكل شكوى شكاوى خطأ أخطاء غلط عطل معطل
        معطلة خربان خراب مكسور مكسورة تالف تالفة ناقص ناقصة تأخير تأخر متأخر متأخرة بطيء بطيئة غالي غالية نصب احتيال كذب
        كذاب كذابين خداع إهمال مهمل استهتار استغلال قلة ضياع ضاع مفقود أكره كره كرهت زفت زبالة صعب مستحيل مرفوض رفض
        إهانة وقح وقحة غبي مزعج ممل بارد فاسد منتهي ندم ندمت خسارة خسرت
        فارغ فارغة فاضي فاضية انتظر
    """),
}
ASKS_FOR_MORE = {  # a question with one of these is about the writer's own affair, wants a person, or means harm
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
OPENING = {
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
TURNING = {
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
