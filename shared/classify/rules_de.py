"""German rules: dangers, daily matters, insults and spam. Compounds are found by their beginning."""

from shared.classify.rule_kinds import in_language

PATTERNS = {
    "safety.fire": """
        brandgeruch|brandgefahr|brandblase*|brandwunde*|wohnungsbrand|küchenbrand|kabelbrand|schmorbrand; feuer
        gefangen|fing|gefährlich|ausgebrochen|wehr; fing|fängt|fangen|gefangen ... feuer;
        es|haus|wohnung|küche|akku|gerät|kabel|steckdose brennt|brannte|gebrannt; in flammen|brand;
        angebrannt|abgebrannt|verbrannt|verbrannte|verbrenn*|durchgebrannt|verschmort*|schmort|geschmolzen|schmilzt|angeschmort*;
        feuerwehr|stichflamme*|rauchmelder|rauchvergiftung; rauch|qualm|qualmt|qualmte|qualmen|funken ...
        aus|kommt|kam|steigt|gerät|geschlagen|sprüh*|überall; qualmt|qualmte|raucht|kokelt|funkensprüh*;
        explodier*|explosion*; gasleck|gasgeruch|gasaustritt|gasalarm; gas ...
        riecht|stinkt|geruch|leck|tritt|strömt|austritt; riecht|stinkt|roch|geruch ...
        gas|verbrannt|verschmort|rauch|benzin; kohlenmonoxid|kohlenmonoxyd;
        stromschlag*|stromschläge|kurzschluss*|elektroschock; eine|einen gewischt; kabel ...
        blank*|frei|offen|durchgeschmort; überhitz*; wird|wurde|werden ... glühend|heiß|heiss; akku|akkus|batterie ...
        aufgebläht|brenn*|explod*|ausgelaufen|aufgequollen|geplatzt
    """,
    "safety.health": """
        vergift*|lebensmittelvergiftung*|vergiftung*|giftig*; erbroch*|erbrech*|übergeben ... müssen|mich|sich; kotzen
        mussten|musste; durchfall|übelkeit|salmonell*|listerien; magen darm; mir|uns|ihm|ihr ... schlecht|übel ...
        geworden|nach|von|seit; krank geworden|gemacht|nach|durch|von; allergische* reaktion*|schock;
        anaphyla*|ausschlag|hautausschlag|quaddeln|nesselsucht; haut|gesicht|augen|lippen|zunge|hals|hände ...
        rot|brennt|brennen|juckt|jucken|geschwollen|schwillt|taub; geschwollen*|angeschwollen|anschwell*;
        krankenhaus|krankenwagen|notarzt|notaufnahme|rettungswagen|klinikum|notfallambulanz|intensivstation;
        ohnmächtig|ohnmacht|bewusstlos*|umgekippt|kreislaufkollaps|schwindelig; erstick*|erwürg*|strangul*|verschluckt
        ... kind|tochter|sohn|teil|baby|fast|hat; erstick*|erwürg*|ertrunken|ertrink*;
        blutet|blutete|geblutet|blutend*|blutig*; voller blut; verletzt|verletzte|verletzten|verletzung*|verletzen;
        knochenbruch|gebrochen ... arm|bein|finger|fuß|hand|rippe|nase; arm|bein|finger|fuß|hand|zahn ...
        gebrochen|geschnitten|abgetrennt|abgebrochen|gequetscht|verloren|eingeklemmt; zahn ausgebissen|abgebrochen;
        glassplitter|glasscherbe*|metallsplitter|metallspäne|plastikteile|fremdkörper;
        scherben|splitter|glas|metall|plastik|schraube|nagel|knochen ... in|drin|salat|suppe|essen|brot|gefunden;
        maden|schimmel|schimmelig*|schimmlig*|verschimmelt*|verdorben*|kakerlake*|ungeziefer;
        verunreinigt*|kontaminiert*|gesundheitsgefähr*|gesundheitsschäd*; nebenwirkung*;
        gefährlich|gefährliche*|lebensgefahr|lebensgefährlich|gefährdet|gefährdung|verletzungsgefahr|erstickungsgefahr;
        herzinfarkt|schlaganfall; baby|kind|kinder|sohn|tochter|hund|katze ...
        krank|verletzt|gestürzt|erstickt|verbrannt|verschluckt|runtergefallen;
        rückrufaktion*|rückgerufen|produktrückruf; rückruf ... charge|produkt*|artikel|modell; atmet nicht; kribbelt;
        rasierklinge*; klinge|klingen im|in; infusion; blau angelaufen; bewusstlos*
    """,
    "safety.failure": """
        bremse|bremsen|lenkung|airbag*|gurt|sicherheitsgurt ... versag*|ausgefallen|nicht|defekt|gerissen|kaputt;
        bremsversagen|unfall|unfälle|verkehrsunfall|beinaheunfall; rad|griff|leiter|stuhl|sitz|regal|gurt|kinderwagen
        ... gebrochen|abgebrochen|abgefallen|zusammengebrochen|gelöst|gerissen|eingestürzt;
        zusammengebrochen|eingestürzt|umgestürzt; fahrer|kurier|bote|busfahrer|lkw ...
        betrunken|besoffen|angefahren|rast*|gerast|alkohol|gefährdet; angefahren|überfahren ...
        kind|hund|katze|radfahrer*|fußgänger|beinahe|fast; rote ampel; fast|beinahe ...
        gestorben|umgebracht|überfahren|erschlagen|gestürzt|angefahren|getötet; absturzgefahr; entgleis*;
        eingesperrt|eingeschlossen|gefangen im|in; stecken|steckt|stecke|hängen|hängt ... aufzug|fahrstuhl|lift fest?;
        liegt ... boden
    """,
    "safety.diet": """
        allergi*|allergen*|laktose*|lactose*|gluten*|zöliakie|unverträglichkeit*|erdnuss*|erdnüsse|nüsse|haselnuss|sesam|schalentiere;
        schwanger*|stillzeit|stillende*|neugeborene*;
        medikament*|arznei*|dosierung|wechselwirkung*|diabet*|epilep*|asthma*|herzschrittmacher|blutdruck*;
        sicher|unbedenklich|geeignet für ... baby|babys|kinder|kleinkind*|schwanger*|säugling*; asbest
    """,
    "minors": """
        minderjährig*|jugendschutz|kinderschutz|pädophil*|kindeswohl*|cybergrooming; unter 16|18 ...
        alkohol|zigaretten|verkauf*|tabak; alkohol ... minderjährig*|jugendliche*|kinder; fremder|erwachsener|mann ...
        schreibt|angeschrieben|kontaktiert ... tochter|sohn|kind*; foto|fotos|bilder von|meiner|meines|unserer ...
        tochter|kind|kindes|sohn|kinder ... ohne|erlaubnis|veröffentlicht
    """,
    "grief": """
        gestorben|verstorben*|verstarb|beerdigung|todesfall|begräbnis|trauer|trauerfall|trauerfeier|trauern|witwe|witwer|hinterblieben*;
        mein|meine|unser|unsere ... vater|mutter|mann|frau|sohn|tochter|bruder|schwester|oma|opa ist|war ...
        tot|verstorben|gestorben; ruhe in frieden; herzliches|mein|aufrichtiges beileid; tod
        meiner|meines|von|unseres|unserer; krebs|chemo|chemotherapie ... erkrank*|diagnose|patient*|hat|habe|kämpf*;
        krebskrank*|fehlgeburt|totgeburt|sternenkind; trauerkranz; kranz|kränze; onkologie; von uns gegangen;
        friedlich eingeschlafen; im himmel
    """,
    "self_harm": """
        suizid*|selbstmord*|freitod|selbstverletz*; bringe|bring ... mich um; mich
        umbringen|umzubringen|erhängen|aufhängen|töten|ritzen|erschießen|aufschlitzen; nicht mehr
        leben|weiterleben|weiterkann|weiterkönnen; mein leben beenden|nehmen|beende; leben beenden|nehmen; ende|beende
        ... mein leben; will|möchte|würde ... sterben|verschwinden ... lieber|nur|einfach|jetzt; will|möchte nur?
        noch? einfach? nur? sterben|tot; möchte|will ... nicht mehr ... leben|da|aufwachen|hier; ohne mich ... besser;
        lieber|wäre tot; keinen|kein sinn|grund ... leben; halte|halt ... nicht mehr aus; kann nicht mehr ...
        leben|alles|sinn|ende; lebe|lebt wohl ... alle|welt|für; springe|spring|springen ...
        brücke|dach|fenster|zug|balkon; lebensmüde; nicht mehr da sein|bin; nicht mehr aufwachen; nicht mehr leben;
        alles beenden; ein ende machen|setzen; wird mich niemand vermissen
    """,
    "self_harm.told": """
        bring|bringt dich|euch ... um; erschieß|häng|erhäng dich; geh|geht sterben; verreck*|krepier*; spring ...
        brücke; stirb; solltest|sollt|sollten ... verrecken|sterben|krepieren|umbringen
    """,
    "threat": """
        bring|bringe|bringen ... euch|dich|sie|ihn|alle ... um; mach|mache ... euch|dich ... kalt|fertig|platt;
        stech|steche ... ab; knall|knalle ... euch|dich|alle ... ab;
        abstechen|abknallen|abfackeln|umlegen|umbringen|aufschlitzen|erschießen|erschlagen|totschlagen|zusammenschlagen|verprügeln|niederbrennen|anzünden|kaltmachen;
        fackel|fackle|zünde|brenne ... an|ab|nieder; weiß|wissen|weiss|herausgefunden ... wo ...
        wohn*|arbeit*|lebst|lebt|parkst|schule;
        bombe|bomben|bombendrohung|sprengsatz|pistole|machete|molotow*|schlagstock; messer ...
        bauch|rücken|kehle|rein|zwischen; werdet|wirst|werden ...
        bereuen|büßen|bluten|bezahlen|leiden|sterben|erleben; ihr|du seid|bist ... tot|dran|fällig; pass|passt auf ...
        dich|euch|euren|deinen|rücken; warte|warten draußen|nachts|vor ... tür|auf|euch; fresse
        polieren|einschlagen|hauen|schlagen; haue|hau|schlage|schlag ... fresse|zähne|tot; drohung|drohe|drohen ...
        gewalt|mord|mit; verdient|gehört ... tod|sterben|erschossen|verprügelt|kugel; werde|werden dich|euch|sie
        finden|kriegen|erwischen; findest|seht ... kein auge; mit messer; messer im|in|am|dabei; weiß wo ... wohn*;
        verfolgt|verfolgte mich|uns
    """,
    "legal": """
        anwalt*|anwält*|rechtsanw*|rechtsanwalt*|rechtsbeistand|rechtsabteilung|rechtsschutz*|rechtsweg|rechtlich*|rechtsstreit|jurist*;
        klage ... gegen|einreichen|eingereicht|erheben|vor|ein; verklag*|sammelklage|klageschrift|einklagen;
        vor|ans|zum|beim|amts|land gericht;
        amtsgericht|landgericht|gerichtlich*|gerichtsverfahren|staatsanwalt*|gerichtsvollzieher; gericht ...
        sehen|wiedersehen|ziehen|gehen|bringen; strafanzeige|anzeige ... erstatt*|gegen|polizei|wegen; zeige|zeig ...
        euch|sie|dich ... an; angezeigt ... euch|wegen|polizei; polizei|kripo|kriminalpolizei|polizist*;
        mahnbescheid|abmahn*|einstweilige|unterlassung*|schadensersatz|schadenersatz|schmerzensgeld|haftung|haftbar;
        juristische* schritte; letzte frist|mahnung; fristsetzung
    """,
    "legal.claim": """
        illegal*|rechtswidrig*|gesetzeswidrig*|strafbar*|straftat*|kriminell*|verbrech*|betrügerisch*; gegen ... gesetz;
        gesetzlich verboten|verpflicht*; urheberrecht*|markenrecht*|plagiat*|fälschung*|raubkopie*|bildrechte;
        irreführende* werbung; abgekupfert; geklaut|kopiert|gestohlen|verwendet ... mein*|unser* ...
        foto*|design*|bild*|logo|idee|musik|werk; mein*|unser* ... foto*|design*|bild*|logo|idee|musik ...
        geklaut|kopiert|gestohlen;
        kinderarbeit|zwangsarbeit|schwarzarbeit|geldwäsche|korrup*|bestech*|steuerhinterziehung
    """,
    "regulator": """
        verbraucherzentrale*|verbraucherschutz*|verbraucherschützer*|bundesnetzagentur|bnetza|bafin|schlichtungsstelle|ombuds*|gewerbeaufsicht|gesundheitsamt|ordnungsamt|veterinäramt|lebensmittelkontrolle*|lebensmittelüberwachung|lebensmittelaufsicht|aufsichtsbehörde*|datenschutzbehörde*|datenschutzbeauftragte*|kartellamt|wettbewerbszentrale|eisenbahnbundesamt|luftfahrtbundesamt|kraftfahrtbundesamt|arbeiterkammer|gewerbeamt|bauaufsicht|jugendamt;
        offizielle*|formelle*|förmliche* beschwerde; beschwerde ... behörde|amt|eingereicht|einreichen|einlegen;
        melde|gemeldet|melden ... behörde*|amt|aufsicht; stiftung warentest; behörde|behörden ...
        melden|einschalten|gemeldet|informier*
    """,
    "privacy.leak": """
        datenleck*|datenpanne*|datenschutzverletzung|datendiebstahl; daten ...
        geleakt|gestohlen|öffentlich|ungeschützt|veröffentlicht|netz|fremde*; fremde*|andere*|anderer|jemand ...
        daten|bestellung*|rechnung*|adresse*|konto|kontoauszug|namen|brief; sehe|sieht|bekommen|erhalten|bekam ...
        daten|bestellung*|rechnung*|adressen|kontoauszug ... fremd*|ander*; meine|unsere daten ...
        fremde*|ander*|dritte*; post|befunde|befund|unterlagen von|für frau|herr|herrn; befunde
    """,
    "privacy.request": """
        dsgvo|datenschutz|datenschutzerklärung|auskunftsersuchen|datenauskunft|werbewiderspruch; lösch* ...
        mein*|unser*|alle ... daten|konto|account|profil; mein*|alle|unser* ... daten|konto|account|profil ...
        löschen|gelöscht|löscht|entfernen; konto löschen; personenbezogene*|persönliche* daten; privatsphäre; recht auf
        auskunft|vergessen; daten|nummer|adresse|mail ... verkauft|weitergegeben|weitergeleitet|weitergeben; ohne
        meine|unsere|ihre|seine? ... einwilligung|zustimmung|erlaubnis|wissen; einwilligung|zustimmung ...
        ohne|widerruf*; ungefragt ... gefilmt|fotografiert|aufgenommen; newsletter ... abmelden|abbestellen|aufhören;
        hört auf mir|mich|anzurufen|mails|zu; keine werbung|anrufe mehr
    """,
    "security.attack": """
        gehackt*|gehackt|hacker*|hackerangriff|cyberangriff|gekapert; konto|account ...
        übernommen|gestohlen|geknackt|kompromittiert|missbraucht; jemand|fremder|unbekannte* ... mein* ...
        konto|account|namen|daten|karte; jemand|fremder|unbekannte* ... eingeloggt;
        sicherheitslücke*|schwachstelle*|datenlücke; einloggen|anmelden|zugreifen ... ohne passwort|kennwort;
        unbefugt*|unautorisiert*|schadsoftware|ransomware|trojaner|malware; bestellungen|abbuchungen|einkäufe ...
        nicht|ich|fremd*|unbekannt*
    """,
    "security.fraud": """
        phishing|betrug|betrugsmasche|betrüger*|betrogen|abzock*|abgezockt|identitätsdiebstahl|trickbetrug*;
        gefälscht*|fake seite|website|shop|mail|email|profil|konto|sms|account|rechnung|nachricht|anruf*;
        fakeshop|fakeseite; gibt|geben|ausgibt ... als|für ... euch|mitarbeiter|support|aus|sie; in|mit eurem|ihrem
        namen; ist|sind|kommt|kam|stammt ... wirklich|echt|tatsächlich von euch|ihnen|eure; ist|sind ... seriös; von
        euch oder; verdächtige*|dubiose*|komische*|seltsame* sms|mail|email|nachricht|anruf*;
        fragt|fragen|verlangt|wollen|will|angeben|eingeben|soll ...
        passwort|pin|tan|kartendaten|kreditkarte*|bankdaten|iban|kontodaten|code;
        geklaut|gestohlen|diebstahl|diebe|dieb; gewonnen ... gutschein|iphone|preis|gewinnspiel
    """,
    "press": """
        journalist*|reporter*|korrespondent*|redakteur*|redaktion|pressestelle*|presseanfrage*|pressesprecher*|pressekontakt|medienanfrage*|presseausweis;
        stellungnahme|statement ... zu|bis|artikel|bericht|vorwürfe*; stellungnahme; schreibe|arbeite|recherchier* ...
        artikel|bericht|beitrag|recherche|reportage; recherchiere*|enthüllung*; gehe|gehen|wende ...
        presse|medien|zeitung; an|zur die? presse|zeitung
    """,
    "press.friendly": """
        dokumentarfilm|interviewanfrage; interview ... anfrage|führen|möchten|würde*|podcast|magazin; für
        unser*|das|ein* magazin|zeitung|sendung|podcast; podcast ... einladen|gast|folge|interview;
        zdf|ard|rtl|lokal|bild zeitung|fernsehen|redaktion|reporter;
        fernsehsender|fernsehteam|kamerateam|radiosender|lokalzeitung|tageszeitung; pressefoto*
    """,
    "outage.wide": """
        großstörung|totalausfall|stromausfall|netzausfall|blackout|störung* ...
        bundesweit|deutschlandweit|überall|ganze*|flächendeckend;
        großstörung|totalausfall|stromausfall|blackout|systemausfall; notruf*|110|112 ...
        nicht|ausgefallen|erreich*|geht|tot; kartenzahlung|ec|kasse|kassen|geldautomat*|zahlungen|bezahlen|terminal* ...
        nicht|ausgefallen|gestört|defekt|offline; niemand|keiner ... kann|einloggen|zahlen|telefonieren|bezahlen|rein;
        ganze|ganzen|ganzer|gesamte*|komplette* stadt|land|region|straße|viertel|dorf|ort|ortschaft ...
        ohne|kein|strom|internet|ausgefallen|offline; bei allen ... nicht|down|ausgefallen
    """,
    "outage": """
        ausgefallen|netzstörung|serverprobleme|internetstörung|serverausfall|funkloch; störung ...
        bei|seit|internet|netz|telefon|gerade|gibt;
        seite|webseite|website|app|server|system|internet|netz|wlan|dienst|portal|login ...
        nicht|down|offline|abgestürzt|lahm|hängt|weg|tot; stürzt ... ab; app|seite stürzt; kein|keinen|keine
        internet|strom|netz|empfang|wasser|verbindung|signal|wlan|heizung; fehler|error 500|502|503|504;
        kann|können|komme ... nicht ... einloggen|anmelden|zahlen|bezahlen|öffnen|zugreifen|rein; nicht|nichts
        erreichbar|verfügbar; geht nichts mehr; down seit
    """,
    "discrimination": """
        rassis*|sexis*|sexuell*|homophob*|homofeindlich*|transphob*|transfeindlich*|islamophob*|antisemit*|fremdenfeindlich*|frauenfeindlich*|behindertenfeindlich*|ableis*;
        diskrimin*|belästig*|beläst*|benachteiligt ... wegen; diskrimin*|belästig*; weil ...
        schwarz|ausländer*|muslim*|türk*|frau|schwul|lesbisch|behindert*|jüdisch|jude|kopftuch|trans|dick|alt|rollstuhl|dunkelhäutig;
        wegen ... hautfarbe|herkunft|kopftuch*|akzent*|behinderung|religion|nachnamen|namens|sexualität;
        rollstuhl*|blind*|gehörlos* ... verweiger*|nicht|abgewiesen|kein*|weggeschickt; blindenhund|assistenzhund; nicht
        bedient ... weil|wegen; rausgeworfen ... weil|wegen;
        begrapscht|angefasst|übergriff*|angegriffen|bedrängt|vergewalt*; ausländer raus; racial profiling
    """,
    "injection": """
        ignorier*|vergiss|missachte|überschreibe ...
        anweisung*|regel*|vorgaben|befehle|vorherige*|bisherige*|instruktion*; du bist jetzt|nun|ab ...
        ki|bot|assistent|modus|modell|pirat|system; du bist ein|eine ki|bot|assistent|sprachmodell;
        entwicklermodus|adminmodus|debugmodus|systemnachricht|systemprompt|systemanweisung|jailbreak|chatgpt|sprachmodell;
        antworte|schreib*|sag|gib|poste nur|ausschließlich|exakt|genau|lediglich; antworte ... mit|als|nur; als
        ki|bot|sprachmodell|assistent; neue aufgabe|anweisung*|instruktion*; stufe|klassifiziere|markiere|bewerte ...
        als ... positiv|lob|niedrig|erledigt|ein|harmlos; wiederhole ... wort|mir|text|satz; tu so als; system|assistent
        muss|soll
    """,
    "billing": """
        abgebucht|abbuchung*|abgezogen|doppelbuchung|rechnung*|lastschrift*|mahngebühr*|mahnung*|erstattung*|erstatt*|rückerstatt*|rückzahlung|rücküberweis*|gutschrift;
        mein|unser geld; geld ... zurück|wieder; preiserhöhung*|gebühr|gebühren ... versteckt*|erhöht|hoch|zu;
        preis|preise ... erhöht|gestiegen|erhöhung; gezahlt|bezahlt|zahle ... nichts|doppelt|zweimal|umsonst; zahlung
        ... fehlgeschlagen|abgelehnt|doppelt; kreditkarte ... belastet|abgelehnt
    """,
    "billing.urgent": """
        abgebucht|abbuchung|berechnet|bezahlt|belastet|abgezogen ...
        doppelt|zweimal|mehrfach|wieder|trotz|ohne|falsch|dreimal; doppelt|zweimal abgebucht|berechnet|belastet;
        erstattung*|rückerstattung|geld|rückzahlung ...
        immer|noch|nie|wochen|monat*|warte*|nicht|weg|verschwunden|gesperrt|zugesagt; warte* ...
        geld|erstattung|rückerstattung|rückzahlung; konto|karte ... gesperrt|eingefroren|blockiert; gesperrtes konto
    """,
    "delivery": """
        wo ist|sind|bleibt|bleiben mein|meine|unser|unsere|unser ... paket|bestellung|lieferung|geld|sendung|ware;
        paket*|bestellung|lieferung|sendung|päckchen|ware|bote|lieferant ...
        nicht|nie|verspätet|verspätung|verloren|beschädigt|kaputt|falsch*|fehlt|immer|weg|verschwunden|spät|geöffnet|leer;
        nicht|nie|nichts ... angekommen|geliefert|erhalten|bekommen|versendet|verschickt|zugestellt|gekommen;
        warte|warten|gewartet ... auf|seit|noch|immer|lieferung|paket;
        sendungsverfolgung|sendungsnummer|lieferverzug|lieferverzögerung|falschlieferung|verspätung|verspätungen;
        falsche|falschen|falsches artikel|größe|farbe|adresse|produkt
    """,
    "delivery.promise": """
        versprochen*|zugesagt*|zugesichert*|angekündigt* ...
        montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|gestern|heute|woche|termin|lieferung|nichts|nie;
        sollte|sollten|hätte|müsste ... gestern|montag|dienstag|mittwoch|donnerstag|freitag|samstag|woche|längst ...
        ankommen|kommen|da|geliefert|sein; liefertermin|lieferdatum ...
        verstrichen|verschoben|nicht|überschritten|geplatzt; techniker|monteur|handwerker ... nie|nicht|niemand ...
        gekommen|erschienen|aufgetaucht|da
    """,
    "account": """
        wo|wann|wie|warum|wieso|kann|könnt|könnte|bitte|brauche|hilfe|problem|frage|prüfen|wissen|was ...
        mein|meine|meiner|meinen|meinem|unsere ...
        bestellung|konto|account|buchung|reservierung|vertrag|abo|rechnung|paket|ticket|passwort|kundennummer|tarif|karte;
        passwort|kennwort ... vergessen|zurück*|ändern|geht;
        stornieren|stornierung|umbuchen|umtauschen|umtausch|zurückgeben|zurückschicken|rücksendung|retoure*;
        bestellnummer|kundennummer|auftragsnummer|vertragsnummer|buchungsnummer; ändern ...
        adresse|bestellung|buchung|lieferadresse; dm|pn|privatnachricht|direktnachricht|rückruf|ruft|kontaktiert|meldet
        mich|euch; kann|könnt|jemand|niemand ... melden|helfen|antwort*|kontakt*|anrufen
    """,
    "complaint.escalation": """
        vorgesetzte*|geschäftsführ*|filialleit*|vorstand ... sprechen|reden|beschwer*|schreiben|wenden; sprechen|reden
        ... vorgesetzte*|chef|geschäftsführ*|filialleit*|manager; inakzeptabel*|untragbar*|boykott*|skandal*; nicht
        akzeptabel|hinnehmbar; viral geh*|mach*; meine|meinen follower*; allen|jedem ... erzählen|warnen|sagen;
        öffentlich machen|posten; schlechte* bewertung*; letzte* warnung
    """,
    "churn": """
        kündige|kündigen|kündigung|gekündigt; wechsel*|gehe|gehen ... anbieter|konkurrenz|woanders|bank|anderen; nie
        wieder|mehr; letztes|letzte mal; nicht mehr ... bestell*|kauf*|kommen|kunde; kunde*|kundin ...
        verloren|verlier*|gewesen|los; account|konto|abo ... auflösen|schließen|beenden|kündig*; bin weg|raus
    """,
    "complaint": """
        danke ... für nichts; nicht|kein|keine|nie|niemals|kaum ...
        gut|schön|toll|zufrieden|empfehl*|freundlich|lecker|hilfreich|antwort*|service|hilfe|reaktion|wert|besser;
        niemand|keiner ... antwortet|geht|hilft|reagiert|meldet|zuständig;
        enttäusch*|unverschämt*|unverschämtheit|frechheit|unmöglich*|katastroph*|saftladen|sauladen|schweinerei|zumutung|lächerlich|peinlich;
        eine schande|schweinerei|frechheit|katastrophe|zumutung|witz; reicht|reichts jetzt;
        stunden|tage|tagen|wochen|monate|monaten ... warte*|später|gewartet|schleife|ohne|keine|nichts;
        warteschleife|hotline ... ewig|niemand|nicht|stunde*; ein|1|0|null stern*; früher ... besser; war ... mal ...
        besser; zu teuer|spät|langsam|lange; immer noch nicht|kein*|keine*; schon wieder|wieder mal; was soll das; zum
        kotzen; schnauze|nase|faxen voll|dicke; toll|super|klasse|glückwunsch|bravo|großartig ...
        verspätung|warten|ausfall;
        beschwer*|reklam*|mangelhaft*|ungenügend|miserabel*|unterirdisch*|unfreundlich*|unfähig*; lässt zu wünschen;
        haar|haare in|drin
    """,
    "request": """
        vielen? dank? voraus; danke vorab; könntet|könnten|würdet|würden ... bitte|ihr|sie; wäre ...
        schön|toll|super|gut|nett|cool|klasse|hilfreich;
        vorschlag|verbesserungsvorschlag*|kooperation*|sponsoring|zusammenarbeit|influencer*; bringt ... zurück|wieder
    """,
    "job": """
        stellenangebot*|stellenanzeige*|bewerbung*|bewerben|beworben|ausbildungsplatz|praktikum|praktikumsplatz|minijob|nebenjob|werkstudent*|initiativbewerbung|lebenslauf|jobangebot*;
        bei euch|ihnen arbeiten|anfangen|bewerben; stellt|sucht ihr|gerade|noch ...
        ein|leute|mitarbeiter|personal|verstärkung; suche|suchen ... job|arbeit|stelle|ausbildung
    """,
    "profanity": """
        scheiß*|scheisse|scheiss*|beschissen*|verdammt*|verfickt*|fick*|kacke|kack*|verarsch*|verarscht|arsch*|kotz*|drecks*|dreckig*|verfluch*
    """,
    "abuse": """
        arschloch|arschlöcher|wichser*|hurensohn|hurensöhne|fotze*|schlampe*|missgeburt*|spast*|vollidiot*|idiot|idioten|idiotisch|trottel*|volltrottel|deppen|vollpfosten|schwachkopf|schwachköpf*|dummkopf|dummköpfe|drecksau|dreckschwein*|drecksack|abschaum|pisser*|penner*|bastard*|schwuchtel*|kanake*|untermensch*|hirnlos*|nichtsnutz*|gesindel|lackaffe*|flachzange*|versager*;
        fick|fickt dich|euch; verpiss*|verpisst dich|euch; halt|haltet ... maul|fresse|schnauze; leck|leckt mich|mir|am;
        seid|bist|sind ... dumm|dämlich|behindert|blöd|hässlich|bescheuert|hirntot|strohdumm|clowns;
        ihr|du|sie|solche|diese ... schweine|clowns|opfer|parasiten|ratten|deppen|lügner|vollpfosten; deine|eure
        mutter|mudda; fahr|fahrt zur hölle
    """,
    "spam.money": """
        verdien*|verdienst ... geld|tag|woche|monat|zuhause|euro|online|täglich; passives einkommen; schnelles|leichtes
        geld; von zuhause aus ... verdien*|geld|arbeit*; investier* ... rendite|bitcoin|krypto*|gewinn*|garantiert*;
        finanzielle freiheit; kryptowährung*|sofortkredit|kredit ohne; sportwetten|garantierte* rendite|gewinn*
    """,
    "spam.reach": """
        kostenlos*|gratis|kauf*|mehr|echte|günstig* ... follower*|likes|abonnenten|klicks|views;
        follower*|likes|abonnenten ... kaufen|gratis|günstig; bewerben|pushen|boosten ...
        seite|account|kanal|profil|marke; folge|follow zurück|back|4; reichweite ... steigern|erhöhen|kaufen
    """,
    "spam.call": """
        klick*|klicke* ... link|hier|<link>|jetzt; link ... bio|profil|beschreibung; schau*|besuch* ...
        mein|meinem|profil|seite|kanal|<link>|vorbei; schreib*|kontaktier*|adde mir|mich ...
        whatsapp|telegram|privat|<link>; per|über|auf whatsapp|telegram; nur kurze zeit; begrenzte plätze; jetzt
        zuschlagen
    """,
}
AMBIGUOUS = {
    "safety.fire": """
        brand; brennt; brannte; feuer ... ausgebrochen|haus|wohnung|küche|gerät; flammen; rauch; funken; gas; heiß ...
        angefasst|hand
    """,
    "safety.health": "gift; schlecht|übel geworden; blut; ratte|ratten; maus ... küche|restaurant; krank; notfall",
    "safety.failure": "bremsen; bremse; gestürzt; sturz",
    "grief": "tot|tote|toter; tod",
    "threat": "waffe|waffen; rache; hass",
    "legal": "klage; klagen; anzeige; frist",
    "press": "presse; medien; zeitung",
    "press.friendly": "interview",
    "outage": "störung|störungen; down; kaputt",
    "minors": "jugendliche ... alkohol|verkauft",
    "abuse": "clown|clowns; depp; sau; nazi|nazis",
    "profanity": "mist",
    "spam.money": "crypto*; bitcoin*; casino*; forex",
    "job": "job|jobs",
}
RULES = in_language("de", PATTERNS, AMBIGUOUS)
