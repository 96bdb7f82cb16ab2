"""What no reply should say, in the languages that are served: phrases that sell, promise or blame.

Regular expressions over text without case, accents and the marks of Arabic vowels; a space stands for any white space.
A phrase is found as whole words in a text of whatever language, so each is chosen to mean nothing else in the others.
"""

Phrases = dict[str, tuple[str, ...]]

SELLING: Phrases = {
    "en": (
        r"discount\w*", r"\d+ ?% off", r"percent off", r"promo ?codes?", r"voucher codes?", r"coupons?", r"use code",
        r"(?:buy|shop|order) now", r"on sale", r"(?:special|limited|exclusive|latest|great) (?:offer|deal)s?",
        r"limited time", r"while stocks last", r"check out our",
        r"our new(?:est)? (?:collection|range|line|products?|menu)", r"new collection", r"free trial", r"sign up",
        r"subscribe", r"best prices?", r"upgrade (?:to|now)", r"follow us", r"bargains?", r"best ?sellers?",
        r"visit our (?:shop|store|website|site|page)", r"(?:do not|don'?t) miss",
    ),
    "es": (
        r"descuentos?", r"ofertas?", r"rebajas?", r"cupon(?:es)?", r"codigo (?:promocional|de descuento)",
        r"compra (?:ya|ahora)", r"promocion(?:es)?", r"suscrib\w*", r"aprovech\w*", r"no te (?:lo )?pierdas",
        r"no se lo pierda", r"visita nuestr[ao] \w+", r"nueva coleccion", r"siguenos", r"mejor(?:es)? precios?",
        r"tiempo limitado", r"\d+ ?% de dto", r"envio gratis",
    ),
    "pt": (
        r"descontos?", r"ofertas? (?:especia(?:l|is)|imperdive(?:l|is))", r"promoc(?:ao|oes)", r"saldos",
        r"liquidac(?:ao|oes)", r"cupo(?:m|ns)", r"codigo (?:promocional|de desconto)", r"compre (?:ja|agora)",
        r"aproveite[ms]?", r"nao perca[ms]?", r"siga-nos", r"nos siga", r"inscreva-se", r"assine (?:ja|agora)",
        r"visite (?:a )?noss[ao] \w+", r"nova colecao", r"novidades imperdiveis", r"melhor(?:es)? precos?",
        r"frete gratis", r"por tempo limitado",
    ),
    "fr": (
        r"reductions?", r"soldes", r"remises? (?:de|exceptionnelles?)", r"code (?:promo|de reduction)", r"promos?",
        r"promotions?", r"bons? plans?", r"offres? (?:speciales?|exclusives?|limitees?|du moment)", r"profitez(?:-en)?",
        r"profite de (?:notre|nos|cette)", r"achetez", r"commandez (?:vite|maintenant|des)", r"abonnez-vous",
        r"suivez-nous", r"ne manquez pas", r"meilleurs? prix", r"ventes? privees?", r"nouvelle collection",
        r"livraison (?:offerte|gratuite)", r"decouvrez (?:notre|nos)", r"visitez (?:notre|nos) \w+", r"duree limitee",
    ),
    "de": (
        r"rabatt\w*", r"gutscheincodes?", r"rabattcodes?", r"\w{0,20}sonderangebot\w*", r"angebot der woche",
        r"(?:unser\w*|exklusiv\w*|tolle\w*) angebote?", r"schlussverkauf", r"sale",
        r"jetzt (?:kaufen|bestellen|sichern)", r"kauf(?:en sie)? jetzt", r"nur (?:noch )?(?:heute|kurze zeit)",
        r"solange der vorrat reicht", r"schnappchen", r"bestpreis\w*", r"beste[nr]? preise?", r"neue kollektion",
        r"newsletter", r"abonnier\w*", r"folg(?:e|t|en sie) uns", r"besuch(?:e|t|en sie) unser\w*",
        r"entdeck(?:e|t|en sie) unser\w*", r"verpass(?:e|t|en sie) nicht", r"versandkostenfrei",
        r"prozent (?:rabatt|gunstiger)",
    ),
    "it": (
        r"scont[oi]", r"scontat[oaie]", r"offert[ae] (?:special[ei]|esclusiv[ae]|limitat[ae]|del momento)",
        r"(?:nostra|nostre) offert[ae]", r"in saldo", r"saldi", r"promozion[ei]", r"codice (?:sconto|promo\w*)",
        r"coupon", r"acquist[ai] (?:ora|subito)", r"compra (?:ora|subito)", r"ordina (?:ora|subito)", r"approfitt\w*",
        r"non (?:perdere|perderti|perdete|si perda)", r"seguici", r"seguiteci", r"iscriviti", r"abbonati",
        r"visita il nostro \w+", r"nuova collezione", r"miglior[ei]? prezz[oi]", r"tempo limitato",
        r"spedizione gratuita", r"scopri (?:la nostra|il nostro|le nostre|i nostri)",
    ),
    "nl": (
        r"korting\w*", r"\w{0,20}kortingscodes?", r"aanbieding(?:en)?", r"actiecodes?", r"uitverkoop", r"koopjes?",
        r"(?:koop|bestel|shop) (?:nu|snel)", r"nu verkrijgbaar", r"op is op", r"zolang de voorraad strekt",
        r"nieuwe collectie", r"beste prij(?:s|zen)", r"laagste prij(?:s|zen)", r"nieuwsbrief", r"abonneer\w*",
        r"volg ons", r"mis (?:het|deze|dit) niet", r"bezoek onze \w+", r"ontdek (?:onze|ons)", r"schrijf (?:je|u) in",
        r"gratis verzending", r"profiteer\w*", r"alleen vandaag",
    ),
    "ar": (
        r"خصم", r"خصومات\w*", r"تخفيض\w*", r"تنزيلات", r"كوبون\w*", r"كود (?:الخصم|خصم)", r"رمز (?:الخصم|خصم|ترويجي)",
        r"عرض (?:خاص|محدود|حصري)", r"عروض(?:نا| خاصة| حصرية)", r"عروضات", r"لفترة محدودة", r"اشتر(?:ي|وا)? الان",
        r"تسوق(?:ي|وا)? الان", r"اطلب(?:ي|وا)? الان", r"اشترك(?:ي|وا)?", r"تابعونا", r"تابعنا",
        r"زوروا (?:موقعنا|متجرنا)", r"لا تفوت(?:ي|وا)?\w*", r"افضل (?:الاسعار|سعر)", r"تشكيلتنا الجديدة",
        r"توصيل مجاني", r"شحن مجاني",
    ),
}  # fmt: skip

PROMISES: Phrases = {
    "en": (
        r"guarantee\w*", r"(?:we|i) promise",
        r"(?:will|\w{1,9}'ll) (?:be )?(?:refund|compensat|replac|reimburs|fix|resolv|solv)\w*",
        r"(?:you will|you'll) (?:get|receive|have|hear)",
        r"(?:with)?in (?:less than )?(?:\d+|one|two|three|a|an|few|a few|the next) (?:minutes?|hours?|days?|weeks?)",
        r"24 ?h(?:ours)?", r"asap", r"immediately", r"(?:right|straight) away", r"as soon as possible",
        r"(?:never|not|won'?t) happen again", r"(?:will|\w{1,9}'ll) (?:always|never)",
        r"by (?:tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the end of)",
    ),
    "es": (
        r"garanti[az]\w*", r"promet\w*", r"(?:reembols|devolver|compens|solucion|resolver|arregl|repondr)\w*emos",
        r"(?:vamos|voy) a (?:reembols|devolver|compens|solucion|resolver|arregl|reponer)\w*", r"recibir(?:as|eis|an)",
        r"(?:en|dentro de) (?:menos de )?(?:\d+|un|una|dos|tres|pocos|pocas|unos|unas) (?:minutos?|horas?|dias?|"
        r"semanas?)",
        r"de inmediato", r"inmediatamente", r"cuanto antes", r"lo antes posible", r"no volvera a",
        r"(?:hoy|manana) mismo", r"antes del? (?:manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo)",
    ),
    "pt": (
        r"garant(?:o|imos|ido|ida|iremos|ir)", r"prometo", r"prometemos",
        r"(?:reembolsar|devolver|compensar|solucionar|resolver|consertar|arranjar|repor|substituir|trocar)(?:emos|ei)",
        r"(?:vamos|vou|iremos) (?:te |lhe |o )?(?:reembols|devolv|compens|solucion|resolv|consert|arranj|repor|"
        r"substitu)\w*",
        r"(?:vai|vao|ira|irao) (?:receber|ser reembolsad\w*)", r"recebera[os]?",
        r"(?:em|dentro de|no prazo de) (?:menos de |ate )?(?:\d+|um|uma|dois|duas|tres|poucos|poucas) (?:minutos?|"
        r"horas?|dias?|semanas?)",
        r"(?:nos|nas) proxim[ao]s (?:\d+ )?(?:minutos|horas|dias)", r"imediatamente", r"de imediato",
        r"o mais (?:rapido|rapidamente|breve|depressa) possivel", r"(?:o )?quanto antes", r"nunca mais",
        r"nao (?:vai|ira|volta a|voltara a) (?:acontecer|se repetir)", r"(?:hoje|amanha) mesmo",
        r"ate (?:amanha|segunda|terca|quarta|quinta|sexta|sabado|domingo|ao fim)",
    ),
    "fr": (
        r"garanti(?:e|s|t|r|es|ssons)?", r"promets", r"promettons", r"promis",
        r"(?:rembourser|remplacer|reparer|regler|corriger|compenser|dedommager|indemniser|resoudr)(?:ons|ai)",
        r"(?:allons|vais|va) (?:vous |te )?(?:rembours|remplac|repar|regl|corrig|compens|dedommag|indemnis|"
        r"resoudre)\w*",
        r"vous (?:recevrez|aurez|serez (?:rembours|livr|indemnis|recontact)\w*)",
        r"(?:dans|sous|en|d'ici) (?:moins de )?(?:\d+|un|une|deux|trois|quelques|les prochaines?|les prochains) "
        r"(?:minutes?|heures?|h|jours?|semaines?)",
        r"des que possible", r"au plus vite", r"dans les plus brefs delais", r"immediatement", r"tout de suite",
        r"(?:ne )?se reproduira (?:plus|pas)", r"plus jamais", r"aujourd'hui meme", r"des demain",
        r"(?:avant|d'ici) (?:demain|ce soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|la fin)",
    ),
    "de": (
        r"garantier\w*", r"versprech\w*", r"versprochen",
        r"werden? (?:\w{1,20} ){0,4}(?:erstatt|ersetz|beheb|losen|reparier|entschadig|umtausch|austausch)\w*",
        r"(?:erstatten|ersetzen|beheben|reparieren|losen) wir",
        r"(?:sie|du) (?:erhalten|erhaltst|bekommen|bekommst) (?:\w{1,20} ){0,2}(?:geld|erstattung|antwort|ersatz|"
        r"gutschrift)",
        r"(?:in|innerhalb von|binnen) (?:weniger als |den nachsten )?(?:\d+|einer|einem|zwei|drei|wenigen) "
        r"(?:minuten?|stunden?|tage?n?|wochen?)",
        r"24 ?(?:h|stunden)", r"sofort", r"umgehend", r"unverzuglich", r"schnellstmoglich", r"baldmoglichst",
        r"so (?:schnell|bald) wie moglich",
        r"(?:wird|kommt|passiert) (?:\w{1,20} ){0,3}nicht (?:wieder|mehr|noch einmal)", r"nie wieder", r"noch heute",
        r"bis (?:morgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|spatestens)",
    ),
    "it": (
        r"garanti(?:amo|sco|to|ta|ti|te|re)", r"promett\w*", r"promesso",
        r"(?:rimborser|sostituir|risolver|riparer|compenser|risarcir|sistemer)(?:emo|o|a|anno)",
        r"ricever(?:ai|a|ete|anno)", r"avr(?:ai|ete) (?:una|un|il|la)",
        r"(?:entro|in|tra|fra) (?:meno di )?(?:\d+|un|una|due|tre|pochi|poche|le prossime|i prossimi) (?:\d+ "
        r")?(?:minut[oi]|or[ae]|giorn[oi]|settiman[ae])",
        r"24 ?ore", r"immediatamente", r"subito", r"(?:il )?prima possibile", r"al piu presto", r"quanto prima",
        r"non (?:succedera|accadra|capitera|si ripetera)(?: mai)?(?: piu)?", r"mai piu", r"(?:oggi|domani) stesso",
        r"entro (?:oggi|domani|stasera|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|la fine)",
    ),
    "nl": (
        r"garander\w*", r"gegarandeerd", r"beloof\w*", r"beloven", r"beloofd",
        r"(?:zullen|zal|gaan|ga) (?:\w{1,20} ){0,4}(?:terugbetal|vergoed|vervang|oploss|reparer|herstell|compenser)\w*",
        r"(?:je|u) (?:krijgt|ontvangt) (?:\w{1,20} ){0,3}(?:geld|terug|vergoeding|antwoord|bericht)",
        r"(?:binnen|over) (?:minder dan )?(?:\d+|een|twee|drie|enkele|een paar|de komende) (?:minu(?:ut|ten)|u(?:ur|"
        r"ren)|dag(?:en)?|we(?:ek|ken))",
        r"24 ?uur", r"zo (?:snel|spoedig) mogelijk", r"meteen", r"onmiddellijk", r"per direct", r"vandaag nog",
        r"nooit (?:meer|weer)", r"niet (?:meer|weer|nog eens|nogmaals) (?:gebeuren|voorkomen)",
        r"(?:uiterlijk|voor) (?:morgen|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|het einde)",
    ),
    "ar": (
        r"نضمن\w*", r"اضمن\w*", r"مضمون\w*", r"نعد(?:ك|كم|كن)", r"اعد(?:ك|كم|كن)", r"وعد منا",
        r"س(?:وف )?ن(?:عوض|عيد|رد|حل|صلح|ستبدل|عالج)\w*", r"ستحصل\w*", r"ستستلم\w*", r"ستتلق\w*",
        r"سيتم (?:تعويض|استرداد|رد|حل)\w*",
        r"(?:خلال|في غضون|في اقل من|بعد) (?:اقل من )?(?:\d+ )?(?:ساع|دقيق|دقايق|يوم|ايام|اسبوع|اسابيع)\w*",
        r"(?:اقرب|اسرع) وقت\w*", r"فورا", r"حالا", r"الفور", r"لن (?:يتكرر|تتكرر|يحدث|يحصل)\w*(?: \w{1,12})?",
        r"قبل (?:الغد|غد|غدا|نهاية)", r"اليوم نفسه",
    ),
}  # fmt: skip

BLAME: Phrases = {
    "en": (
        r"you should(?: not|n't)? have", r"you should've", r"your (?:own )?(?:fault|mistake|error|carelessness)",
        r"as (?:we|i)(?:'ve| have| had)?(?: already)? (?:told|said|explained|mentioned|stated|wrote|written)",
        r"as (?:already|previously) (?:told|said|explained|mentioned|stated)", r"you (?:failed|forgot|neglected) to",
        r"you did(?: not|n't) (?:even )?(?:read|follow|check|listen|look)", r"(?:if|had) you had",
        r"if you'd (?:only )?read", r"you (?:misread|misunderstood|got it wrong)",
        r"you (?:are|were) (?:wrong|mistaken)", r"calm down", r"(?:nobody|no one) else (?:has |have )?complain\w*",
        r"not our (?:fault|problem)", r"read (?:it |the \w{1,20} )?(?:properly|more carefully)",
    ),
    "es": (
        r"(?:deberi|tendri|teni)(?:as|a|ais|an) (?:que )?haber", r"(?:tu|su|vuestra) culpa",
        r"culpa (?:tuya|suya|vuestra)", r"(?:tu|su) (?:propio )?(?:error|descuido)",
        r"como ya (?:(?:te|le|os|les) )?(?:he|hemos|habiamos|dij\w+|explic\w+|indic\w+|coment\w+)",
        r"si hubi(?:eras|era|erais|eses) \w{1,20}", r"no (?:has|ha) (?:leido|seguido|revisado|mirado)",
        r"no (?:leiste|seguiste|revisaste)", r"(?:te|se) (?:has|ha) equivocado", r"te equivocaste",
        r"estas? equivocad[oa]", r"calm(?:ate|ese)", r"tranquil(?:izate|icese)", r"nadie mas se (?:ha )?quej\w*",
        r"no es (?:nuestra culpa|culpa nuestra|nuestro problema)",
        r"(?:te|se) (?:olvidaste|olvido|ha olvidado|has olvidado)",
    ),
    "pt": (
        r"(?:devia|deveria)[sm]? ter", r"tinha[sm]? que ter", r"(?:tua|sua|vossa) culpa", r"culpa (?:tua|sua|vossa)",
        r"(?:teu|seu) (?:proprio )?(?:erro|descuido)",
        r"como ja (?:(?:te|lhe|lhes) )?(?:diss\w+|expli\w+|inform\w+|referi\w*|fal\w+|tinhamos|haviamos)",
        r"se (?:voce |o senhor |a senhora )?tivesse[sm]? \w{1,20}",
        r"(?:voce )?nao (?:leu|leste|seguiu|seguiste|verificou)", r"(?:voce )?se enganou", r"enganou-se",
        r"enganaste-te", r"(?:voce )?(?:esta|esteve) (?:errad[oa]|enganad[oa])", r"acalme-se", r"acalma-te",
        r"se acalme", r"mais ninguem (?:se )?(?:reclam|queix)\w*",
        r"nao e (?:nossa culpa|culpa nossa|problema nosso|nosso problema)", r"esqueceu-se de", r"voce (?:se )?esqueceu",
    ),
    "fr": (
        r"(?:vous auriez|tu aurais) du", r"il (?:aurait fallu|fallait) (?:lire|verifier|suivre|regarder)",
        r"(?:votre|ta) (?:propre )?(?:faute|erreur|negligence)", r"de (?:votre|ta) faute",
        r"comme (?:nous |je )?(?:vous |te |l')?(?:l')?(?:avons|ai|avions)?(?: vous)?(?: l'avons)? ?(?:deja) (?:dit|"
        r"explique|indique|ecrit|precise)\w*",
        r"comme deja (?:dit|explique|indique|precise)\w*", r"si (?:vous aviez|tu avais) \w{1,20}",
        r"(?:vous n'avez|tu n'as) pas (?:lu|suivi|verifie|regarde)", r"(?:vous vous etes|tu t'es) trompee?s?",
        r"vous (?:faites erreur|avez tort)", r"calmez-vous", r"calme-toi", r"personne d'autre ne (?:s'est )?plain\w*",
        r"(?:pas|n'est pas) notre (?:faute|probleme)", r"(?:vous avez|tu as) (?:oublie|mal lu|mal compris)",
    ),
    "de": (
        r"(?:hatten sie|hattest du|sie hatten|du hattest) (?:\w{1,20} ){0,5}(?:sollen|mussen|lesen|konnen)",
        r"(?:ihre|deine|eure) (?:eigene )?schuld", r"selbst schuld", r"(?:ihr|dein|euer) (?:eigener )?fehler",
        r"wie (?:wir |ich )?(?:\w{1,12} ){0,3}(?:bereits|schon) (?:\w{1,12} ){0,3}(?:gesagt|erklart|geschrieben|"
        r"mitgeteilt|erwahnt)",
        r"wenn (?:sie|du) (?:\w{1,20} ){0,4}gelesen hatten?",
        r"(?:sie haben|du hast) (?:\w{1,20} ){0,4}(?:nicht gelesen|vergessen)",
        r"(?:da )?(?:irren sie|irrst du) (?:sich|dich)",
        r"(?:sie haben|du hast) (?:\w{1,20} ){0,3}(?:falsch verstanden|missverstanden)",
        r"beruhig(?:en sie sich|e? dich)",
        r"(?:sonst hat sich|niemand sonst hat sich) (?:niemand )?(?:\w{1,12} )?beschwert",
        r"nicht unser (?:fehler|problem)", r"nicht unsere schuld", r"selbst verschuldet",
    ),
    "it": (
        r"avr(?:esti|ebbe|este) dovuto", r"dovev(?:i|a|ate) (?:leggere|controllare|seguire|verificare)",
        r"(?:colpa|errore) (?:tua|tuo|sua|suo|vostra|vostro)", r"(?:tua|sua|vostra) (?:stessa )?colpa",
        r"(?:tuo|suo) (?:stesso )?errore",
        r"come (?:(?:ti|le|vi) )?(?:abbiamo |ho |avevamo )?gia (?:\w{1,12} )?(?:dett|spiegat|scritt|comunicat|"
        r"indicat)\w*",
        r"se (?:avessi|avesse|aveste) \w{1,20}", r"non (?:hai|ha|avete) (?:letto|seguito|controllato|guardato)",
        r"(?:ti sei|si e) sbagliat[oa]", r"(?:stai|sta) sbagliando", r"si calmi", r"calmati",
        r"nessun altro si e lamentato", r"non e (?:colpa nostra|nostra colpa|un nostro problema)",
        r"(?:hai|ha|avete) (?:dimenticato|capito male|letto male)",
    ),
    "nl": (
        r"had (?:je|u|jij) (?:\w{1,20} ){0,4}(?:moeten|kunnen)",
        r"(?:je|u|jij) had (?:\w{1,20} ){0,4}(?:moeten|kunnen)", r"(?:je|uw|jouw) (?:eigen )?(?:schuld|fout)",
        r"eigen schuld",
        r"zoals (?:we|wij|ik)? ?(?:\w{1,12} ){0,3}al (?:\w{1,12} ){0,3}(?:zei|zeiden|gezegd|uitgelegd|geschreven|"
        r"gemeld|vertelden|verteld)",
        r"zoals (?:al|eerder) (?:gezegd|gemeld|uitgelegd|vermeld)", r"als (?:je|u) (?:\w{1,20} ){0,4}gelezen had",
        r"(?:je|u|jij) (?:hebt|heeft) (?:\w{1,20} ){0,4}(?:niet gelezen|vergeten|verkeerd begrepen)",
        r"(?:je|u) vergist (?:je|zich|u)", r"(?:je|u) (?:hebt|heeft) het mis", r"rustig aan", r"kalmeer\w*",
        r"niemand anders (?:\w{1,12} ){0,2}(?:klaagt|geklaagd)", r"niet onze (?:schuld|fout)", r"niet ons probleem",
    ),
    "ar": (
        r"كان (?:يجب|ينبغي|لازم|المفروض)(?: عليك\w*| ان)?", r"كان عليك\w*", r"خط[اوي]كم?", r"غلطت(?:ك|كم)",
        r"ذنب(?:ك|كم)", r"كما (?:سبق|قلنا|ذكرنا|اخبرنا|اوضحنا|شرحنا)\w*(?: \w{1,12})?",
        r"سبق ان (?:قلنا|اخبرنا|ذكرنا|اوضحنا)\w*", r"لو (?:قرات|كنت قرات|قراتم|انتبهت)\w*",
        r"لم (?:تقرا|تقري|تقرو|تتبع|تنتبه)\w*", r"انت (?:مخطي|مخطية|غلطان|غلطانة)", r"انتم مخطيون", r"اهدا", r"اهديي",
        r"لم يشتك احد", r"ليس(?:ت)? (?:خطانا|مشكلتنا|ذنبنا)", r"نسيت ان",
    ),
}  # fmt: skip

# Words that many sentences of a language have; what another language has too is left out of account.
COMMON = {
    "en": """
        a about an and are as at be been but by can do for from has have hello here how if in is it like many me more
        much my no not of on or our please so some sorry thank thanks that the their there they this to us very was we
        what when which will with would you your
    """,
    "es": """
        a al alegra algo alguien aqui bien buen buena buenas buenos como con cuando de del dia dias disculpa donde el
        ella ellos en equipo es esta estamos estan este fue gracias gusto ha hacer hasta hay hemos hola la lamentamos
        las le leer lo los mas mejor mensaje mi muchas mucho muchos muy no nos nosotros nuestra nuestro nuestros otra
        otro para pedido pedimos perdon pero placer por pregunta puede puedes que quien saludo saludos se ser si siento
        sin sobre su tambien te tenemos tienda tiene tienes todo todos tu un una usted vamos ver y ya
    """,
    "pt": """
        a agora alguem ao aqui as bem boa bom colega com como conosco da das de dia dias do dos e ela ele em
        equipa equipe essa esse esta estamos ficamos foi gentil hoje isso ja lamentamos ler lo mais mas melhor mensagem
        meu minha muito na nao nas no nos nossa nosso o obrigada obrigado obrigados ola os ou outra outro para
        pedido pela pelo pergunta pessoa pode por prazer quando que quem saber sao se sem ser seu somos sua tambem te
        tem temos todos tudo um uma vai vamos ver voce voces
    """,
    "fr": """
        a au aux avec avez avons bien bonjour bonne ce cela ces cette chez collegue cordialement dans de des desole du
        elle en entendu equipe est et etait etes fait ici il ils je jour la le les leur leurs mais merci message moi
        mon ne nos notre nous on ou par pas peut plaisir plus pour que question qui sans se ses si sommes son suis sur
        tous tout toute toutes tres un une vos votre vous
    """,
    "de": """
        aber als am an auch auf aus bei bin bitte danke das dass dem den der des die du ein eine einen er es fur guten
        habe haben hallo hat ich ihnen ihr ihre ihren im in ist kann konnen leid mit nach nicht noch nur oder sehr sich
        sie sind tag tut uber und uns unser vielen von was wenn wie wir wird zu zum zur
    """,
    "it": """
        a abbiamo al alla anche bella bello buon buona buongiorno che ci ciao come con cosa da dal dei del della delle
        di dispiace e ed essere fa gentile giorno gli grazie ha hai i il in io la le lei lo ma messaggio mi molto ne
        nel nella noi non nostra nostro o ora per perche persona piacere piu questa questo qui salve se sempre siamo
        sono su suo ti tua tuo tutti tutto un una vi vostra vostro
    """,
    "nl": """
        aan al alle als bedankt ben bericht bij dag dank dankjewel dat de deze die dit door een en er even fijn geen
        goed graag hallo heb hebben heeft het hier hoe iedereen ik in is je jij jouw jullie kan kunnen leuk met mij
        mijn naar niet nog of om onze ook op over te u uw van veel voor vraag vragen waar wat we wel wij worden zijn zo
        zullen
    """,
    "ar": "",  # its letters tell
}

NAMES = {
    "en": "English",
    "es": "Spanish",
    "pt": "Portuguese",
    "fr": "French",
    "de": "German",
    "it": "Italian",
    "nl": "Dutch",
    "ar": "Arabic",
}
