"""Dutch rules: dangers, daily matters, insults and spam. Compounds are found by their beginning."""

from shared.classify.rule_kinds import in_language

PATTERNS = {
    "safety.fire": """
        brandlucht|brandgevaar|brandgevaarlijk|brandweer*|brandwond*|brandalarm|woningbrand; in|vliegt|vloog|staat|stond
        ... brand|fik|vlammen|lichterlaaie; in brand|vlammen; vlam gevat|vatten; vlammen uit|sloegen|komen;
        rook|rookt|rookte|rookwolk*|vonken|vonkt ... uit|komt|kwam|kabel|apparaat|lader|stopcontact|spatten;
        ontploft|ontplof*|ontploffing|explodeer*|explosie; gaslek*|gaslucht|gasgeur|gasalarm; gas ...
        ruik*|lek*|lucht|stinkt|ontsnapt; ruik*|ruikt|rook|stinkt|geur ... gas|verbrand*|brand|schroei*|benzine;
        koolmonoxide*|kolendamp; geëlektrocuteerd|elektrocut*; schok|schokken ...
        gekregen|kreeg|krijg|krijgt|stroom|elektrische*; onder stroom; elektrische* schok*; kortsluiting*;
        kabel|draad|draden|snoer ... bloot*|los|doorgebrand|gesmolten;
        oververhit*|doorgebrand|gesmolten|smelt|smolt|verschroei*|geschroeid; wordt|werd|worden ...
        gloeiend|heet|bloedheet; verbrand|verbrandde|verbranden|verbrandt|brandblaar|brandblaren|aangebrand ...
        mijn|me|zich|hand*|vinger*|aan|zoon|dochter|kind|huid; heb|heeft|hebben ... verbrand;
        accu|batterij|telefoon|oplader|lader ... opgezwollen|opgezwolle|bol|brand*|ontplof*|rook*|smelt*|gesmolten|lekt;
        huis|keuken|accu|kabel|het brandt|brandde
    """,
    "safety.health": """
        vergiftig*|voedselvergiftiging*|giftig*; overgegeven|overgeven|braken|gebraakt|kotsen|gekotst|spugen ...
        moest*|heb|heeft|moeten|ziek|hele|van; overgegeven|gebraakt|voedselinfectie;
        diarree|misselijk*|salmonella|listeria|buikgriep; ziek geworden|gemaakt|van|door|na; doodziek|beroerd
        van|geworden; allergische* reactie*|shock; anafyla*|galbulten|netelroos|jeuk|jeukende; uitslag ...
        huid|gezicht|gekregen|rode|armen; huid|gezicht|ogen|lippen|tong|keel|handen ...
        rood|rode|brand*|jeuk*|gezwollen|opgezwollen|opgezet|gevoelloos; gezwollen|opgezwollen|opgezet*;
        ziekenhuis|ambulance|spoedeisende|eerstehulp|huisartsenpost|opgenomen ... ziekenhuis|spoed|na;
        ziekenhuis*|ambulance|spoedeisende|huisartsenpost|ehbo; flauwgevallen|flauwvallen|bewusteloos; buiten
        bewustzijn; gestikt|stikte|verslikt|verstikking*|gewurgd; bijna|gaat|dreigt ... stik*; ingeslikt|doorgeslikt;
        verdronken|verdrinken; bloedt|bloedde|gebloed|bloedend*|bloeding*|bloedneus|bloeden; onder het? bloed;
        gewond|gewonden|verwond*|verwonding*|letsel|hersenschudding; arm|been|vinger*|hand|voet|tand|tanden|pols ...
        gebroken|gesneden|afgebroken|kwijt|bekneld|verbrijzeld; gebroken|gesneden|bekneld ...
        arm|been|vinger*|hand|voet|tand|pols; stuk|stukje|stukken|stukjes|scherf|scherven|splinter*
        glas|metaal|plastic|hout; glas|metaal|plastic|schroef|spijker|kakkerlak*|maden|haar|insect|muis|rat in|erin
        ... eten|salade|soep|brood|maaltijd|mijn|fles|pizza;
        maden|kakkerlak*|schimmel*|beschimmeld*|ongedierte|bedorven; verontreinigd|besmet*|schadelijk*; bijwerking*;
        gevaarlijk*|levensgevaar*|onveilig*|verstikkingsgevaar|levensbedreigend*; hartaanval|beroerte;
        baby|kind|kinderen|zoon|zoontje|dochter|dochtertje|hond|kat ...
        gevallen|gewond|ziek|gestikt|verbrand|ingeslikt|pijn; terugroepactie*|teruggeroepen|terugroep*; ademt niet;
        scheermes*; mesje|mesjes in; aan het|een infuus; tintelt; blauw aangelopen; op de grond gevallen|ligt
    """,
    "safety.failure": """
        rem|remmen|stuur|airbag*|gordel|veiligheidsgordel ... weiger*|kapot|stuk|los|defect|faal*|niet|deden|gebroken;
        ongeluk|ongelukken|ongeval|aanrijding|aangereden|kettingbotsing;
        wiel|handvat|ladder|stoel|stoeltje|zitje|plank|riem|kinderwagen ...
        afgebroken|gebroken|losgeschoten|afgevallen|ingestort|ingezakt|losgelaten|brak; ingestort|omgevallen ...
        kast|kind|rek|bijna; ingestort|instort*; chauffeur|bezorger|koerier|bestuurder|bus ...
        dronken|bezopen|aangereden|roekeloos|gevaarlijk|scheur*|rood; door rood; bijna ...
        dood|doodgereden|omgekomen|aangereden|gestikt|verdronken|overreden|gevallen; ontspoord|ontsporing;
        vast|opgesloten|gevangen in|op de|het|een; ligt|liggen ... vloer|grond
    """,
    "safety.diet": """
        allergie*|allergis*|allergen*|intoleran*|gluten*|coeliakie|lactose*|pinda*|noten|hazelnoot|hazelnoten|sesam|schaaldieren;
        zwanger*|borstvoeding|pasgeboren*;
        medicijn*|geneesmiddel*|dosering|bijsluiter|diabet*|suikerziek*|epilep*|astma*|pacemaker; veilig|geschikt voor
        ... baby|babys|kinderen|peuters|zwangere*|dreumes*; asbest
    """,
    "minors": """
        minderjarig*|pedofiel*|pedo|kindermisbruik|kinderporno|jeugdbescherming; onder de 18|16 ...
        alcohol|verkoop*|verkocht|sigaretten|vapes; alcohol|vapes|sigaretten ... minderjarig*|kinderen|jongeren;
        vreemde|volwassen*|onbekende* ... dochter|zoon|kind ... stuurt|bericht*|benaderd; benaderd|bericht* ...
        dochter|zoon|kind*; foto|fotos van mijn|onze dochter|zoon|kind|kinderen
    """,
    "grief": """
        overleden|overlijden|begrafenis|crematie|uitvaart|weduwe|weduwnaar|rouw|rouwen|nabestaande*; mijn|onze
        man|vrouw|vader|moeder|zoon|dochter|broer|zus|oma|opa ... dood|overleden|gestorven|verloren; gestorven; rust
        zacht; gecondoleerd|condoleances|condoleance; kanker ...
        overleden|patient*|diagnose|heb|heeft|behandeling|gekregen;
        borstkanker|chemo|chemotherapie|miskraam|doodgeboren; krans|rouwkrans|grafkrans; oncologie; in de hemel;
        vredig ingeslapen; van ons heengegaan
    """,
    "self_harm": """
        zelfmoord*|suicid*|suïcid*|zelfdoding|automutilatie|zelfbeschadiging; mezelf|mijzelf ...
        iets|ophangen|snijden|doden|aandoen; mezelf|mijzelf van kant|kapot|dood; maak|maken ... een|er eind|einde ...
        aan|leven; eind|einde aan mijn|het|mn leven; stap|stappen|stapt ... uit ... leven; wil|wou|wilde ... niet meer
        ... leven|verder|bestaan|er; wil|wou|wilde ... dood ... gewoon|zijn|gaan|liever|maar; wil dood; liever dood;
        beter ... dood|zonder mij; ik? kan niet meer verder|leven; geen zin|reden ... leven|meer; leven ... niet meer
        waard; zie het niet meer zitten; vaarwel ... allemaal|wereld|iedereen; spring|springen ...
        brug|dak|trein|raam|flat; voor de trein; er niet meer zijn|ben; een eind|einde aan maken|alles; niemand
        zou|zal ... missen; niet meer wakker|leven; klaar met leven|het
    """,
    "self_harm.told": """
        maak jezelf|jullie ... van|dood|kant; pleeg ... zelfmoord; hang jezelf|je ... op; ga dood|sterven; val dood;
        krijg de? kanker|tering|tyfus|pest; spring ... brug|trein; jullie|je moet|moeten|zou|zouden ...
        dood|sterven|creperen; ga ... jezelf ... ophangen
    """,
    "threat": """
        ik|we|wij ... maak|maken|sla|slaan|steek|steken|schiet|schieten|hak|trap|trappen|snij ...
        jullie|je|jou|hem|haar|ze|iedereen ... af|neer|dood|kapot|verrot|elkaar|overhoop;
        maak|sla|schop|trap|steek|schiet ... jullie|je|jou|hem|ze|iedereen ... dood|neer|kapot|af|verrot|afmaken;
        vermoord*|vermoorden|doodschieten|neersteken|doodslaan|doodsteken|afmaken|afslachten|neerschieten|platbranden|afbranden|opblazen|liquider*;
        steek|zet|steken|zetten ... winkel|zaak|kantoor|tent|pand|boel ... brand|fik; in de? fik ... steek|steken;
        weet|weten ... waar ... woon*|werk*|wonen|werken|kind*|school;
        bommen|bommelding|pistool|machete|granaat|vuurwapen|handgranaat; mes ...
        keel|rug|buik|tussen|tevoorschijn|meenemen; gaan|gaat|zult|zullen|zal|ga|krijg* ...
        bezuren|berouwen|betreuren|boeten|bloeden|spijt|sterven; jullie|je|jij zijn|bent ... dood|dode*|aan de beurt;
        dood aan; pas maar? op ... jullie|jij|wie|je|vanavond; kijk maar uit; sta|staan|wacht|wachten ... buiten|op
        je|op jullie|achterdeur ... te|opwachten|je|jullie; verdien* ... dood|doodstraf|kogel|klappen|sterven|pak;
        bedreig*|dreigement*; gezicht|kop|bek|tanden|benen ... inslaan|breken|verbouwen; klappen|klap ...
        krijg*|verwachten|voor; weten|weet je|jullie te vinden; met een? mes; mes in|op|bij de|zijn|haar; weet waar ik
        woon; volgt|volgde mij|me|ons
    """,
    "legal": """
        advocaat|advocaten|advocatenkantoor|jurist*|juridisch*|rechtsbijstand*|rechtszaak|rechtszaken|rechtbank*|rechter|rechters|dagvaard*|deurwaarder*|rechtsmiddel*|gerechtelijk*|incasso*|kantonrechter;
        voor|naar de? rechter|rechtbank; politie*|aangifte*; aanklagen|aangeklaagd|aanklacht|aanklaag; klaag ... aan;
        proces ... aanspan*|spannen; kort geding; in gebreke*; ingebrekestelling;
        schadevergoeding*|smartengeld|schadeclaim*|massaclaim|aansprakelijk*; geschillencommissie; laatste sommatie;
        sommatie*|sommeer|sommeren; civiele procedure
    """,
    "legal.claim": """
        illegaal|illegale|onwettig*|strafbaar*|strafbare|crimineel|criminele|criminelen|misdaad|misdrijf|frauduleu*;
        tegen de wet; wettelijk verplicht*|verboden|recht; in strijd met;
        auteursrecht*|portretrecht|merkrecht*|plagiaat|namaak*|vervalst*|vervalsing*; misleidende*
        reclame|verkoop|informatie; gestolen|gejat|gekopieerd|gebruikt|gebruiken ... mijn|onze ...
        foto*|ontwerp*|idee|tekening*|logo|muziek|werk; mijn|onze ... foto*|ontwerp*|idee|tekening*|logo ...
        gestolen|gejat|gekopieerd;
        kinderarbeid|dwangarbeid|uitbuiting|zwartwerk*|omkoping|corrupt*|witwassen|belastingontduiking
    """,
    "regulator": """
        acm|afm|nvwa|kifid|tuchtraad|ombudsman|ombudsdienst|consumentenbond|consuwijzer|consumentenautoriteit|toezichthouder*|toezicht|radar|kassa
        ... melding|klacht|gemeld|melden|tv|programma|inschakel*;
        acm|nvwa|kifid|ombudsman*|consumentenbond|consuwijzer|toezichthouder*|geschillencommissie|arbeidsinspectie|voedselinspectie|fsma|favv;
        autoriteit persoonsgegevens|consument|financi*; officiële|formele klacht*; klacht ...
        indienen|ingediend|dien|ingediende; inspectie ... melden|gemeld|bellen|melding|voedsel|arbeid|sturen; test
        aankoop; meld|melden|gemeld ... instantie*|inspectie|autoriteit*|gemeente; de nederlandsche bank
    """,
    "privacy.leak": """
        datalek*|gegevenslek; gegevens|data|adressen ... gelekt|gestolen|openbaar|straat|uitgelekt|buit;
        andermans|iemand anders|vreemde*|onbekende* ...
        gegevens|bestelling*|factuur|facturen|adres*|account|naam|pakket;
        zie|zien|kreeg|gekregen|ontvangen|ontving|toegang ... gegevens|bestelling*|factuur|facturen|adres*|account ...
        ander*|iemand|vreemde*; mijn gegevens ... ander*|vreemde*|derden|onbekende*; gegevens van ...
        ander*|iemand|klanten|vreemde*; post|uitslag|uitslagen van|voor mevrouw|meneer; testuitslag*
    """,
    "privacy.request": """
        avg verzoek|wet; avg|gdpr ... gegevens|recht|verzoek|inzage|overtred*|schend*; verwijder*|wis|wissen ...
        mijn|onze|al ... gegevens|account|data|profiel; mijn|onze ... gegevens|account|data|profiel ...
        verwijder*|wissen|gewist; account verwijderen; persoonsgegevens|persoonlijke gegevens|data;
        privacy*|inzageverzoek; recht op inzage|vergetelheid|verwijdering;
        verkoop*|verkocht|gedeeld|delen|doorgegeven|doorverkocht ... mijn|onze ... gegevens|nummer|adres|data|mail;
        zonder ... toestemming|medeweten; gefilmd|opgenomen|gefotografeerd ... zonder|stiekem; stop met ...
        bellen|mailen|sturen|spammen|appen; uitschrijven|afmelden ... nieuwsbrief|mail*|lukt|niet; bel* me|mij ... niet
        meer
    """,
    "security.attack": """
        gehackt*|hacker*|hack|gekaapt|cyberaanval; account|profiel|rekening ...
        overgenomen|gehackt|gestolen|misbruikt|gekraakt; iemand|vreemde|onbekende* ... ingelogd|toegang|besteld ...
        mijn|account|naam|rekening; iemand ... mijn account|rekening|naam|gegevens;
        beveiligingslek*|kwetsbaarheid*|veiligheidslek; lek ontdekt; inloggen ... zonder wachtwoord;
        onbevoegd*|ongeautoriseerd*|ransomware|malware|gijzelsoftware; bestellingen|afschrijvingen|betalingen ...
        niet|nooit ... gedaan|ik|geplaatst|mij; simswap*
    """,
    "security.fraud": """
        phishing*|oplicht*|opgelicht|fraude*|fraudeur*|scam|identiteitsfraude|identiteitsdiefstal; nep|valse|vals|fake
        site|website|webshop|pagina|account|mail|sms|profiel|bericht*|factuur|winkel|advertentie*;
        nepsite|nepwebsite*|nepmail*|nepaccount*|nepwebshop|nepbericht*; doet|doen|voordoen|uitgeven|geven ... voor
        als|jullie|uit; zich voor als|jullie|uit; uit jullie naam; namens jullie; is|zijn|komt|klopt ... echt|werkelijk
        van jullie; is ... betrouwbaar|legitiem; van jullie of; vraagt|vragen|vroeg|vroegen|gevraagd|moet|moest ...
        pincode|wachtwoord|code|iban|bankgegevens|pasnummer|inloggegevens|creditcard*;
        gestolen|gejat|diefstal|dieven|dief; gewonnen ... cadeaubon|prijs|iphone|waardebon; verdacht*|rare|vreemde
        mail|sms|bericht|appje|telefoontje
    """,
    "press": """
        journalist*|verslaggever*|correspondent|redactie|redacteur|persvoorlicht*|perscontact|persbericht*|persvragen|persafdeling|woordvoerder*;
        reactie|commentaar ... artikel|publicatie|verhaal|onderzoek|uitzending|hoor; wederhoor;
        schrijf|schrijven|werk|werken|bezig ... artikel|verhaal|onderzoek|reportage|stuk ... over|naar; naar de
        pers|krant|media|radar|kassa; stap|stappen|ga ... naar ... pers|krant|media
    """,
    "press.friendly": """
        interview* ... magazine|blad|podcast|programma|willen|graag; interviewen|interviewverzoek|documentaire; voor
        ons|het|een blad|tijdschrift|magazine|programma|uitzending; podcast ... gast|uitnodig*|interview|aflevering;
        tv|televisie|radio|omroep ... programma|interview|uitzending|opname*; nos|rtl|vrt|vtm ...
        nieuws|programma|interview|item; tijdschrift|lokale omroep|krant
    """,
    "outage.wide": """
        landelijke|grote|algehele storing|stroomstoring|uitval; stroomstoring|stroomuitval|blackout; alarmnummer|112 ...
        niet|onbereikbaar|plat|storing;
        pin|pinnen|pinautomaat|pinautomaten|betaalautomaat|betalingen|kassa|kassas|ideal|geldautomat* ...
        niet|storing|plat|weiger*|kapot|defect; niemand ... kan|komt ... inloggen|betalen|bellen|binnen|erin|pinnen;
        hele|heel|volledige stad|dorp|land|wijk|regio|straat|nederland|belgië|gebied ... zonder|geen|plat|uit|donker;
        bij iedereen ... niet|plat|storing; ligt alles|alles plat
    """,
    "outage": """
        storing|storingen ... bij|jullie|internet|netwerk|app|weer|is|sinds;
        site|website|app|server*|dienst|systeem|netwerk|internet|wifi|pagina|portaal|verbinding ...
        plat|down|offline|eruit|onbereikbaar|crasht|gecrasht|hangt|vast|dood|traag;
        site|website|app|server*|systeem|netwerk|internet|wifi|pagina|verbinding ... niet|nooit ...
        werk*|laad*|laadt|open*|bereikbaar|doet|beschikbaar; werkt|doet|laadt ... niet meer|goed|internet; doet het
        niet; geen internet|stroom|bereik|verbinding|signaal|wifi|water|verwarming|netwerk|ontvangst;
        fout|foutmelding|error 500|502|503|504; foutmelding*; kan|kunnen|kom|lukt ... niet|nergens ...
        inloggen|betalen|openen|verbinden|bellen|erin|in; eruit ligt|ligt eruit; ligt plat|eruit|uit
    """,
    "discrimination": """
        racis*|seksis*|homofob*|homofoob|homohaat|transfob*|transfoob|islamofob*|antisemit*|xenofob*|vrouwonvriendelijk*|validis*;
        discrimin*|gediscrimineerd|intimid*|lastiggevallen|aangerand|aanrand*|verkracht*|betast|ongewenst|grensoverschrijdend*;
        omdat|vanwege|want|als ...
        zwart|donker*|buitenland*|moslim*|hoofddoek*|homo|lesbisch|vrouw|gehandicapt|joods|marokka*|turk*|trans|dik|rolstoel|afkomst|huidskleur|accent|handicap|geloof|achternaam|beperking;
        huidskleur|etnisch*; rolstoel*|blinde*|dove* ... geweigerd|niet|weiger*|geen|weggestuurd;
        geleidehond|hulphond|blindegeleidehond; weiger*|geweigerd ... bedienen|helpen|binnen|toegang ... omdat|vanwege;
        uitgescholden|mishandeld|geslagen|aangevallen ... door|medewerker|personeel|bewaking; profilering
    """,
    "injection": """
        negeer|vergeet|omzeil ... instructie*|regels|opdracht*|vorige|eerdere|voorgaande; je|jij|u bent nu|voortaan;
        gedraag je als|jezelf; doe alsof;
        ontwikkelaarsmodus|beheerdersmodus|systeemprompt|systeembericht|jailbreak|chatgpt|taalmodel;
        antwoord|reageer|schrijf|zeg|plaats|post alleen|uitsluitend|enkel|slechts|exact|precies; antwoord ... met
        alleen|enkel; als ai|bot|taalmodel|assistent; nieuwe opdracht|taak|instructie*;
        classificeer|markeer|label|beoordeel ... als ... positief|compliment|laag|opgelost|bedankje; herhaal ...
        woord|na|mij|dit|tekst; systeem|assistent moet
    """,
    "billing": """
        afgeschreven|afschrijving*|incasseer*|geïncasseerd|factuur|facturen|gefactureerd|terugbetal*|terugbetaald|terugstort*|teruggestort|restitutie|creditnota|aanmaning*;
        mijn|ons|onze geld; geld ... terug|kwijt; verborgen kosten; prijs|prijzen|tarief|tarieven ...
        verhoog*|verhoging|omhoog|gestegen; prijsverhoging*; betaald ... niets|dubbel|tweemaal|keer; betaling ...
        mislukt|geweigerd|dubbel; creditcard ... geweigerd|belast; teveel betaald; te veel betaald
    """,
    "billing.urgent": """
        afgeschreven|geïncasseerd|betaald|gefactureerd|berekend ... dubbel|tweemaal|keer|zonder|nogmaals|onterecht;
        dubbel|twee keer|tweemaal afgeschreven|betaald|geïncasseerd; geld|terugbetaling|restitutie ...
        nog|nooit|steeds|weken|maanden|wacht*|niet|kwijt|weg|verdwenen|geblokkeerd|beloofd; wacht* ...
        geld|terugbetaling|restitutie; rekening|account|kaart|pas ... geblokkeerd|bevroren|opgeschort; onterechte*
        afschrijving|incasso
    """,
    "delivery": """
        waar is|zijn|blijft|blijven mijn|onze|ons ... pakket*|bestelling|pakje|geld|levering; waar blijft;
        pakket*|bestelling|levering|zending|pakje|bezorging|bezorger|koerier ...
        niet|nooit|laat|te|vertraag*|vertraging|kwijt|beschadigd|kapot|verkeerd*|mis*|weg|verdwenen|open|leeg|incompleet;
        niet|nooit|niks|niets|nog steeds ... ontvangen|geleverd|bezorgd|aangekomen|verzonden|gekregen|binnen;
        wacht|wachten|gewacht ... nog|al|steeds|weken|dagen|op|sinds|pakket|bestelling; verkeerde
        artikel|maat|kleur|product|adres|bestelling; track|tracking code|trace; vertraging*|vertraagd; bij de buren ...
        niet|verkeerde*
    """,
    "delivery.promise": """
        beloofd*|toegezegd|afgesproken ...
        maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|gisteren|week|levering|nog|niet|niets|niks|nooit;
        zou|zouden|had|moest ... gisteren|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|week|vandaag ...
        bezorgd|geleverd|komen|binnen|zijn|aankomen; leverdatum|bezorgdatum|levertijd ...
        verstreken|voorbij|verschoven|niet|overschreden; monteur ... niet|nooit|niemand ...
        gekomen|verschenen|opdagen|langs
    """,
    "account": """
        hoe|wanneer|waar|waarom|kunnen|kan|kunt|wil|graag|hulp|probleem|vraag|checken|weten|nakijken ... mijn|onze ...
        bestelling|account|reservering|boeking|abonnement|contract|factuur|pakket|ticket*|rekening|kaart|vlucht|order|klantnummer;
        wachtwoord ... vergeten|reset*|wijzig*|kwijt; annuleren|omboeken|ruilen|omruilen|retourneren|retour ...
        bestelling|boeking|reservering|artikel|abonnement|adres|mijn|product; wijzigen ...
        bestelling|adres|boeking|reservering; bestelnummer|klantnummer|ordernummer|boekingsnummer|polisnummer;
        stuur|stuurt ... dm|pb|privébericht; dm ... gestuurd|sturen; bel|bellen|mail|contact* me|mij ... terug;
        iemand|niemand ... reageer*|reageert|helpen|helpt|contact|bellen|antwoord*|opneemt|neemt
    """,
    "complaint.escalation": """
        manager|leidinggevende|directeur|directie|chef|filiaalmanager ... spreken|praten|klacht|wil|bellen;
        spreken|praten ... manager|leidinggevende|directeur|chef;
        onacceptabel*|onaanvaardbaar*|schandalig*|ontoelaatbaar*; boycot*|viraal; mijn volgers; iedereen|allemaal ...
        vertellen|waarschuwen|weten|laten; slechte|negatieve review*|recensie*; laatste waarschuwing
    """,
    "churn": """
        opzeggen|opgezegd|zeg ... op; opzeggen|opgezegd|opzegging; overstap*|overgestapt|stap ... over|concurren*;
        overstappen|overgestapt; ga|gaan|ben ... concurren*|elders|ergens anders; nooit meer|weer; laatste keer; niet
        meer ... bestel*|koop|kopen|klant|komen; klant ... kwijt|verloren|af|geweest|verlies*; kwijt als klant;
        account|rekening ... opheffen|sluiten; oud klant
    """,
    "complaint": """
        bedankt|dank ... voor niets|niks|nul; niet|geen|nooit|nauwelijks ...
        goed|blij|tevreden|leuk|fijn|aan|raden|aanrader|antwoord|reactie|service|hulp|vriendelijk|behulpzaam|oké|netjes|serieus|waard|lekker;
        niemand ... reageert|neemt|helpt|antwoordt|weet;
        teleurgesteld*|teleurstell*|waardeloos|waardeloze|belachelijk*|schande|schandalig|bagger|dramatisch*|rampzalig*|klote|slecht|slechte|slechtste;
        beneden peil; wat een? schande|ramp|drama|zooi|puinhoop|aanfluiting|teleurstelling|grap|afgang|blamage;
        uur|uren|dagen|weken|maanden ... wacht*|later|wachtrij|zonder|gewacht|geen; in de wacht|wachtrij;
        een|1|0|nul|één ster|sterren; vroeger was|beter; was vroeger|ooit; te duur|laat|traag|lang|weinig; nog steeds
        niet|geen; alweer|weer niet|kapot|storing|vertraging|te; spuugzat|beu; klaar mee; laat te wensen; haar|haren in;
        onbeschoft*|klantonvriendelijk*|onbehulpzaam|oplichters; klacht*|klagen; goed bezig weer; lekker bezig;
        gefeliciteerd ... vertraging|storing|slechtste|weer
    """,
    "request": """
        bij voorbaat dank; alvast bedankt|dank; zouden|zou|kunnen|kan|willen jullie|u|je; zou ...
        leuk|fijn|tof|mooi|handig|top|geweldig ... zijn|als;
        suggestie*|samenwerk*|sponsor*|influencer*|ambassadeur|groothandel|wederverkoper; breng|brengen ... terug
    """,
    "job": """
        vacature*|sollicit*|stageplek|stageplaats|bijbaan*|vakantiewerk|vakantiebaan; bij jullie
        werken|solliciteren|stage; werken bij jullie; baan|werk zoek*|gezocht|bij; zoeken|zoekt ...
        personeel|medewerkers|collega*; open sollicitatie
    """,
    "profanity": """
        kut*|klote*|verdomme|godverdomme|gvd|tering|tyfus|kanker*|klere|fucking|shit|schijt*|zeik*|gezeik|kak|pleur|pleuris|flikker;
        rot op
    """,
    "abuse": """
        klootzak*|eikel*|kutwijf|hoer|hoeren|hoerenzoon|kankerlijer*|kankerhoer|teringlijer*|tyfuslijer*|mongool|mongolen|debiel*|idioot|idioten|imbeciel*|achterlijk*|sukkel*|randdebiel*|flikker|nikker*|makaak|uitschot|tuig|mafketel|malloot|malloten|smeerlap*|viezerik|schoft*|schorem;
        halve zool; rot|flikker|donder|sodemieter|pleur|tief|tyf op; hou|houd je|jullie bek|kop|smoel; krijg de|het
        kanker|tering|tyfus|klere|pest|pleuris|kolere; jullie|je|jij|u zijn|bent|is ...
        dom|domme|achterlijk|stom|debiel|idioten|clowns|ratten|tuig|lelijk|hersenloos|dieven; stelletje|bende|zooitje
        ... idioten|prutsers|oplichters|dieven|clowns|amateurs|sukkels; je|jullie moeder; kus mijn; val dood
    """,
    "spam.money": """
        verdien* ... geld|dag|week|maand|thuis|euro|online; passief inkomen; snel|makkelijk|gemakkelijk geld; vanuit|van
        huis|thuis ... verdien*|werk*; invester* ... rendement|bitcoin|crypto*|winst*|gegarandeerd*; financiële
        vrijheid; lening zonder|snel; gokken|wedden; gegarandeerde* winst|rendement
    """,
    "spam.reach": """
        gratis|koop|meer|goedkope|echte ... volgers|likes|views; volgers|likes kopen|gratis|erbij; promoot*|boost* ...
        je|jouw|jullie ... pagina|account|merk|bedrijf; volg ... terug|mij; volg mij
    """,
    "spam.call": """
        klik ... link|hier|<link>|hieronder; link ... bio|profiel|beschrijving; bekijk|bezoek|check ...
        mijn|profiel|pagina|kanaal|<link>; stuur|app|contact* ... mij|me ... whatsapp|telegram|<link>; via
        whatsapp|telegram; beperkte plekken|tijd|plaatsen
    """,
}
AMBIGUOUS = {
    "safety.fire": "brand; brandt; gas; vuur ... uit|huis|vlam; rook; schok",
    "safety.health": "ziek; gif; bloed; rat|ratten|muizen; nood|noodgeval",
    "safety.failure": "remmen; gevallen",
    "grief": "dood; kanker",
    "threat": "bom; wapen|wapens; haat; wraak; dreig*",
    "legal": "rechter; claim|claimen; wet",
    "regulator": "klacht",
    "press": "pers; krant; media",
    "press.friendly": "interview",
    "outage": "storing|storingen; down; kapot",
    "job": "stage; baan",
    "abuse": "clown|clowns; trut",
    "spam.money": "crypto*; bitcoin*; casino*; forex",
}
RULES = in_language("nl", PATTERNS, AMBIGUOUS)
