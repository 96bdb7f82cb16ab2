"""Italian rules: dangers, daily matters, insults and spam. Elided articles are words ("l avvocato")."""

from shared.classify.rule_kinds import in_language

PATTERNS = {
    "safety.fire": """
        incendi|incendio|pompieri; vigili del fuoco; preso|prende|prendere|prendeva|dato|va|andato|andata|andato a
        fuoco; preso|prende|prendeva fuoco; fiamme; del|dal|di|uscire|esce|uscito fumo; fumo ...
        dal|dalla|nero|ovunque|casa; scintill*; esplosa|esploso|esplosi|esplode|esplodere|esplodeva; esplosione ...
        gas|forno|batteria|palazzo|casa; scoppiat*|scoppiò ... batteria|bombola|gomma|telefono|forno|vetro|bottiglia;
        fuga|fughe|perdita ... gas; gas ... fuga|perdita|odore|puzza; odore|puzza|puzzo|puzzano ...
        gas|bruciato|fumo|plastica|benzina; monossido; fulminat*|folgorat*; scossa|scosse elettric*;
        preso|dato|dà|prende la|una? scossa; corto circuito; cortocircuito; filo|fili|cavo|cavi ...
        scopert*|bruciat*|fus*|spellat*; surriscald*; scalda|scaldava ... troppo|tantissimo|eccessiv*|brucia;
        bruciat*|bruciando|bruciatur*|ustion*|brucia|bruciava; caricatore|caricabatterie|presa|batteria|cavo|plastica
        ... fus*|sciolt*|fum*|gonfi*|esplos*|scott*; batteria|telefono|monopattino ... gonfi*|fuma|esplos*
    """,
    "safety.health": """
        intossic*|avvelen*|veleno|velenos*; vomit*|diarrea|nausea|salmonell*|listeria;
        stata|stato|stati|stare|sono|stiamo|sta|stai male ... dopo|mangia*|stomaco; sentit* male; malat*|ammalat*; mal
        di pancia|stomaco; reazion* allergic*; shock anafilattico; anafila*|orticaria|sfogo|eczema; gonfi*|gonfiat*
        ... labbr*|viso|faccia|gola|lingua|occhi; labbr*|viso|faccia|gola|lingua|occhi|pelle|mani ...
        gonfi*|bruci*|ross*|irritat*|prur*; prurito|vesciche|bolle; pronto soccorso; ospedal*|ricover*|ambulanz*;
        svenut*|svenire|incosciente|svenimento; soffocat*|soffocare|soffocando|strozzat*|strozzando;
        inghiottit*|ingoiat*|ingerit*; annegat*|affogat*|annegare; sanguin*; del|di|il|perdeva|perde|pieno sangue;
        ferit*|ferirs*|lesion*|frattur*|contusion*; fatto|fatta|fatti male; tagliat*|rott*|schiacciat*|pers*|spezzat*
        ... dito|dita|mano|braccio|gamba|piede|dente|denti; scheggi*|pezz*|frammenti di
        vetro|metallo|plastica|legno|osso; vetro|metallo|vite|chiodo|scarafagg*|verme|vermi|topo|topi|capello|insetto
        nel|nella|nei|dentro|in; muffa|ammuffit*|scarafagg*|blatt*|vermi|larve; avariat*|scadut* ...
        cibo|pesce|carne|prodott*|mangia*|latte; contaminat*|tossic*; effett* collateral*; pericolos*|pericolo;
        infarto; bambin*|figli*|neonat*|bimb*|cane|gatto ...
        male|ferit*|cadut*|soffoc*|ustion*|inghiott*|ingoi*|malat*; richiamo|ritiro del|di|dal
        prodotto*|lotto|mercato; non respira; lametta|lamette|lama nel|nella; flebo; formicol*; diventato|diventata
        blu; per|a terra
    """,
    "safety.failure": """
        fren*|sterzo|airbag|cintur* ... rott*|cedut*|funziona*|bloccat*|guast*|andat*|non;
        incident*|tamponat*|tamponamento; ruota|maniglia|scala|sedia|sedile|mensola|cinghia|passeggino ...
        rott*|cedut*|crollat*|staccat*|spezzat*; crollat*|crollo; autista|corriere|conducente|furgone|camion ...
        ubriac*|investit*|investe|contromano|pericolos*|spericolat*; investit* ...
        ciclista|pedon*|bambin*|cane|strisce|quasi; passato|passa ... semaforo|rosso; rischiat* ...
        morire|vita|cadere|soffocare|incidente|investi*; quasi ... mort*|ammazzat*|uccis*|investit*; deragliat*;
        bloccati|bloccato|bloccata|chiusi|intrappolati|intrappolato in|nell|nel|dentro|sull
    """,
    "safety.diet": """
        allergi*|allergen*|intolleran*|glutine|celiac*|lattosio|arachidi|sesamo|crostacei; frutta a guscio;
        incinta|gravidanza|allattamento|allatto|neonat*;
        farmaco|farmaci|medicinal*|posologia|dosaggio|diabet*|epiless*|epilett*|asma|asmatic*|pacemaker;
        sicuro|sicura|sicuri|adatto|adatta ... per|ai ... bambin*|neonati|gravidanza|celiac*; amianto
    """,
    "minors": """
        minorenn*|pedofil*|pedopornograf*|adescament*|adescat*; minori|minore ...
        alcol*|vend*|dati|foto|tutela|sigarette; alcol*|sigarette ... minori; sconosciut*|adult* ...
        scrive|contatta*|scritto ... figli*|bambin*; foto di|del mio|mia|mie|miei|nostro|nostra figli*|bambin*; dati ...
        bambini|minori
    """,
    "grief": """
        decedut*|decesso|funeral*|lutto|vedov*|defunt*|deceduta|scompars* ... mio|mia|nostro|nostra;
        decedut*|decesso|funeral*|lutto|vedov*|defunt*; mio|mia|nostro|nostra
        padre|madre|marito|moglie|figli*|fratello|sorella|nonn*|papà|mamma ... mort*|mancat*|scompars*; venut* a
        mancare; è mort*; morta|morto mia|mio|nostr*; riposi|riposa in pace; condoglianze; tumore|cancro|chemio*;
        aborto; mort* di|del mia|mio|nostr*; la morte; corona di fiori; volato|volata in cielo; in cielo; oncologia;
        in pace; ghirlanda
    """,
    "self_harm": """
        suicid*; ammazzarmi|uccidermi|impiccarmi|tagliarmi|buttarmi|ferirmi; mi ammazzo|uccido|impicco|butto;
        togliermi|togliere|tolgo la vita; farla finita; farmi|faccio del? male; farmi del? male;
        voglio|vorrei|preferisco|preferirei|voglia di? morire|sparire|scomparire; non ... voglio|voglia|riesco ...
        vivere|esistere|avanti; non ce la faccio più; non ha senso vivere; meglio ... senza di me; meglio morta|morto;
        meglio se ... morta|morto|morissi; addio a? tutti|mondo|per sempre; non vale ... pena vivere; finire|porre
        fine ... mia vita; saltare|buttarsi|saltare dal|da|giù ... ponte|tetto|balcone|finestra; farla finita; non ne
        posso più di; nessuno sentirebbe|mancherei; voglia di vivere; sparire per sempre
    """,
    "self_harm.told": """
        ammazzati|ammazzatevi|suicidati|suicidatevi|ucciditi|impiccati|impiccatevi; buttati|buttatevi ...
        ponte|finestra|balcone|treno; devi|dovete|dovreste|dovresti morire|crepare; crepa|crepate; vai|andate a morire;
        morite tutti?
    """,
    "threat": """
        vi|ti|li|lo|la|vengo|veniamo|gli ...
        ammazzo|uccido|ammazzare|uccidere|ammazziamo|brucio|bruciamo|sparo|spacco|spacchiamo|distruggo|picchio|pesto|sgozzo|accoltello;
        vi|ti faccio fuori;
        ammazzarvi|ammazzarti|uccidervi|ucciderti|bruciarvi|picchiarvi|spararvi|sgozzarvi|spaccarvi|sfondarvi;
        do|diamo|darò|dare fuoco a|al|alla|tutto; bruci*|incendi* ... negozio|ufficio|sede|locale;
        so|sappiamo|scoperto dove ... abit*|viv*|lavor*|parcheggi*;
        bomba|bombe|pistola|fucile|machete|molotov|ordigno; coltello ... gola|pancia|schiena|vengo; ve|te|la ...
        pagherete|pagherai|pagare cara|cara; ve|te|vi|ti ne? pentirete|pentirai|pagherete|pagherai;
        pentirete|pagherete|pagherai; vi|ti aspett* ... fuori|sotto|uscita|casa|parcheggio;
        meritate|meriti|merita|meritano ... morire|morte|bruciare|proiettile|botte|pallottola; siete|sei mort*|finit*;
        guardati|guardatevi le spalle; attent* a|alle voi|te|spalle|quando; spaccare|spacco|rompo|rompere ...
        faccia|gambe|denti|testa|ossa; minacc* ... morte|di; con un|il coltello; sa dove abito|vivo; mi
        segue|seguiva|seguito
    """,
    "legal": """
        avvocat*|legale|legali|giudice|magistrat*|procura|notaio ... mio|nostro|contatt*|vie|azion*|sentir*|rivolg*;
        avvocat*; vie|azione|azioni|adire legal*; per vie legali; mio legale; nostro legale; ufficio legale;
        tribunal*|giudice; denunci*|querel*|diffid*; causa ... legale|contro|fare|faccio|faremo|intent*;
        fare|faccio|faremo causa; citare|citazione|cito in? giudizio; in giudizio; class action; carabinieri|questura;
        la|dalla|alla|in polizia|guardia; polizia postale; guardia di finanza; messa in mora; metto in mora;
        risarcimento|risarcire|risarcit*; danni moral*|morali; raccomandata ... avvocato|pec|invi*; decreto ingiuntivo;
        responsabilità civile|penale
    """,
    "legal.claim": """
        illegal*|illecit*|fraudolent*|reato|criminal*|truffaldin*; contro la legge; fuori|fuorilegge legge; vietato
        dalla legge; diritti d|di autore|immagine; copyright|plagi*|contraffatt*|contraffazione|falsificat*; pubblicità
        ingannevole|falsa; pratica|pratiche commerciale|scorrett*|ingannevol*; copiat*|rubat*|usat*|utilizzat*|usando
        ... mio|mia|miei|mie|nostro|nostra ... foto|disegn*|immagin*|idea|design|musica|canzone; lavoro minorile|nero;
        corruzione|corrott*|tangent*|riciclaggio; evasione fiscale
    """,
    "regulator": """
        agcm|agcom|arera|ivass|consob|codacons|altroconsumo|adiconsum|federconsumatori|antitrust|asl|ispettorato;
        garante; associazion*|tutela|difesa ... consumator*; autorità ... garante|competent*|vigilanza; ufficio d
        igiene; ispezion*|ispettor*; reclamo formale|ufficiale|scritto|scritta; reclamo ...
        inviat*|present*|invio|apert*|pec; esposto; segnal* ... autorità|garante|agcom|nas|asl|antitrust; banca d
        italia; arbitro bancario; conciliazione|conciliaweb; difensore civico
    """,
    "privacy.leak": """
        fuga|furto|violazione|perdita di|dei dati; dati ...
        rubati|diffus*|pubblic*|espost*|trapelat*|altri|estrane*|terzi;
        dati|ordin*|indirizz*|fattur*|conto|nome|bollett* ... di|d|a|con un|una|altr*|qualcun ...
        altr*|sconosciut*|estrane*|client*; vedo|vede|ricevut*|arrivat*|accesso ...
        dati|ordin*|fattur*|bollett*|document* ... altr*|sconosciut*|estrane*; dati di|d altr*|sconosciut*|estrane*;
        referti|referto|esami|posta della|del signora|signor
    """,
    "privacy.request": """
        gdpr; cancell*|elimin*|rimuov* ... mio|mia|miei|tutti|nostri dati|account|profilo|informazioni; cancell*|elimin*
        ... account|dati|profilo; dati personali; privacy|riservatezza; trattamento|protezione dei|dati; diritto all|di
        oblio|accesso; vendut*|cedut*|ceduto|condivis*|dato ... mio|miei ... dati|numero|indirizzo|mail; senza
        consenso|autorizzazione; senza il mio|nostro consenso|permesso; filmat*|registrat*|fotografat*|ripres* ...
        senza|nascosto; smett* di chiamar*|scriver*|mandar*|inviar*|contattar*; disiscriv*|cancellatemi|toglietemi
    """,
    "security.attack": """
        hacker*|hackerat*|violato|bucat* ... account|conto|sito|profilo; hacker*|hackerat*; account|profilo|conto ...
        rubat*|violat*|compromess*|clonat*|bucat*; qualcuno|sconosciut* ...
        entrat*|acced*|access*|usando|usa|ordin*|acquist*|comprando ... account|conto|profilo|mio|mia|nome;
        falla|falle|vulnerabilità ... sicurezza; falla|vulnerabilità; entrare|accedere ... senza password; access* non
        autorizzat*; ransomware|malware; attacco informatico|hacker; acquisti|ordini|prelievi|addebiti ... non ...
        fatt*|mai|mie*|autorizzat*; carta|sim clonat*
    """,
    "security.fraud": """
        phishing|truff*|frode|frodi|raggir*|imbrogli*|impostor*; fals*|finto|finta|finti|fake
        sito|pagina|profilo|account|mail|email|sms|corriere|operatore|negozio|annuncio; spaccia|spacciano|finge|fingono
        ... per|di; a nome vostro; a vostro nome; vostro nome; siete ... davvero voi|realmente; davvero|veramente
        voi|vostro|vostra|vostri; è affidabile|sicuro|vostro o? questo|sito|truffa; chied*|chiest*|richied* ...
        password|carta|pin|codice|iban|dati|otp|credenziali; rubat*|rubano|furto|ladro|ladri; hai|avete vinto; vinto ...
        buono|premio|iphone|smartphone; sito affidabile|ufficiale|truffa
    """,
    "press": """
        giornalist*|corrispondente|redazione|redattor*; ufficio|contatto|conferenza|comunicato|addett*|rassegna stampa;
        diritto di replica; dichiarazion*|commento|replica|posizione ... articolo|inchiesta|servizio
        giornalistico|pubblic*|notizia; sto|stiamo|scriv* ... scrivendo|preparando|lavorando ...
        articolo|inchiesta|servizio|pezzo|reportage; inchiesta|inchieste; alla stampa|giornali|giornale|striscia; le
        iene; striscia la notizia
    """,
    "press.friendly": """
        intervist*|documentario; per la|una|nostra rivista|trasmissione|testata; podcast ...
        invit*|intervist*|ospit*|puntata; programma televisivo|tv|radio; tv|rai|mediaset|radio ...
        intervist*|servizio|programma|giornal*; quotidiano|rivista ... per|locale|intervist*|articolo
    """,
    "outage.wide": """
        guasto|disservizio|blackout|interruzione ... general*|nazional*|tutta|tutto|zona; blackout; 112|118|115 ...
        non|raggiung*|funzion*; numero|chiamate di emergenza; pos|bancomat|pagament*|casse|carte ...
        non|fuori|blocc*|down|rifiut*; nessuno ... riesce|può|riusciamo ... pagare|chiamare|entrare|accedere|collegar*;
        tutta|tutto|intera|intero|mezza la|il? città|paese|zona|quartiere|regione|italia|via ...
        senza|non|down|ferm*|corrente|buio|rete; a tutti ... non|down
    """,
    "outage": """
        guasto|guasti|disservizi*; sito|app|server|servizio|sistema|rete|internet|wifi|linea|pagina|connessione ...
        down|giù|bloccat*|ferm*|crash*|irraggiungibil*|morta|morto|assente;
        sito|app|server|servizio|sistema|rete|internet|wifi|linea|pagina|connessione ... non ...
        va|funzion*|carica|apre|risponde|parte|prende; non funzion*|carica|va più|internet; senza|manca|niente|nessun*
        ... internet|corrente|luce|acqua|linea|connessione|segnale|riscaldamento|elettricità; errore 500|502|503|504;
        impossibile|non riesco|posso|riusciamo ... accedere|entrare|pagare|collegar*|connetter*|aprire; fuori servizio
    """,
    "discrimination": """
        razzis*|sessis*|omofob*|transfob*|islamofob*|antisemit*|xenofob*|abilis*|misogin*|maschilis*;
        discrimin*|molest*|palpeggi*|stuprat*|stupro|violentat*; perché|solo|in|quanto ...
        nero|nera|neri|stranier*|gay|lesbica|donna|musulman*|disabil*|ebre*|arab*|grass*|trans|velo|immigrat*|zingar*|african*;
        per il|la|mio|mia ... colore|pelle|velo|accento|origin*|disabilità|religione|orientamento; colore della pelle;
        sedia|carrozzina|carrozzella ... rifiut*|non|negat*|vietat*|rotelle; cane guida; rifiutat*|rifiuta|negato ...
        servir*|entrare|ingresso|entrata ... perché|nero|disabil*|stranier*; aggredit*|aggression*|insultat* ...
        me|mi|dipendent*|commess*|cameriere|autista|controllore|mia|mio; commenti razzist*|sessuali|offensivi; molestie
    """,
    "injection": """
        ignora|ignorate|dimentica|dimenticate|trascura ... istruzion*|regol*|ordini|precedent*|comandi; istruzioni
        precedenti|nascoste|nuove; sei|adesso ora|adesso|un|sei ... bot|assistente|ia|pirata|modello; modalità
        sviluppatore|amministratore|debug|dio; rispondi|scrivi|dì|stampa|pubblica
        solo|soltanto|esattamente|esclusivamente|con|che|grazie; comportati|agisci come; fingi|fai finta di; come
        ia|bot|modello|assistente; modello linguistico; jailbreak|chatgpt; nuovo|nuova compito|istruzione|attività;
        classifica|etichetta|contrassegna ... come ... positiv*|bassa|complimento|grazie|risolt*; ripeti
        dopo|con|questa|le; messaggio di sistema; sistema|assistente deve|devi; prompt di? sistema
    """,
    "billing": """
        addebit*|fattur*|bollett*|rimbors*|prelev*|addebito; miei|mio|nostri|i soldi; soldi ...
        indietro|restitu*|ridat*|persi; costi|spese nascost*; aument* ... prezz*|tariff*|canone|bollett*;
        pagat*|pagare|pago ... due|doppio|niente|nulla|volte; pagamento ... rifiutat*|fallit*|doppio; carta ...
        rifiutat*|addebit*
    """,
    "billing.urgent": """
        addebit*|prelev*|fatturat*|pagat* ... due|doppi*|volte|senza|troppo|ancora|tre; rimbors* ...
        ancora|mai|settiman*|mesi|mese|aspett*|attend*|promess*|nessun*; non|mai|ancora|aspett*|attend* ...
        rimbors*|soldi; soldi ... spariti|persi|bloccat*|rubat*|scomparsi|mai; conto|carta|account ...
        bloccat*|sospes*|congelat*|chius*; doppio addebito|pagamento
    """,
    "delivery": """
        dov|dove è|e|sono|sta|si ... mio|mia|miei|ordine|pacco|rimborso; pacco|ordine|spedizione|consegna|corriere|merce
        ... non|mai|ritard*|pers*|dannegg*|rott*|sbagliat*|smarrit*|manca*|apert*|vuoto|incomplet*|ferm*; non|mai|ancora
        ... arrivat*|ricevut*|consegnat*|spedit*|recapitat*; aspett*|attend* ...
        ancora|settiman*|giorni|mesi|pacco|ordine|consegna; numero|codice di tracking|tracciamento|spedizione; sbagliat*
        ... taglia|prodotto|articolo|ordine|colore|indirizzo; taglia|prodotto|articolo|ordine sbagliat*
    """,
    "delivery.promise": """
        promess*|promett*|garantit*|previst* ...
        lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|ieri|settiman*|consegn*|24|48|ore ...
        non|niente|nulla|mai|ancora|nessun*; promess* ...
        consegn*|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|ieri|settiman*; doveva|dovevano|sarebbe|dovrebbe ...
        arrivare|arrivat*|essere|consegn* ...
        ieri|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|settiman*|ancora|niente; tecnico ...
        mai|non|nessun*|present*|appuntamento
    """,
    "account": """
        dove|quando|come|perché|potete|puoi|può|posso|bisogno|aiuto|problema|verificare|sapere|controllare ...
        mio|mia|miei|mie|nostro|nostra ...
        ordin*|account|prenotazione|abbonamento|contratto|fattura|pacco|biglietto|carta|conto|rimborso|pratica|volo;
        password ... dimenticat*|recuper*|cambiar*|reimpost*; annull*|disd*|modific*|cambiar* ...
        ordin*|prenotazione|abbonamento|indirizzo|appuntamento|volo|contratto|taglia; numero d|di?
        ordine|cliente|pratica; in|messaggio privato; scrivetemi|contattatemi|rispondetemi|chiamatemi|ricontattatemi;
        qualcuno|nessuno ... rispond*|aiut*|contatt*|chiam*; reso|restituire|restituzione
    """,
    "complaint.escalation": """
        parlare|parlo|sentire ... responsabile|direttor*|superiore|manager|titolare|capo;
        inaccettabil*|inammissibil*|intollerabil*|scandalos*; boicott*; farò|faremo|faccio|voglio sapere a? tutti;
        diventer* virale; miei follower*; recension* negativ*|ovunque|pessim*; ultimo avviso|sollecito|avvertimento
    """,
    "churn": """
        disdett*|disdico|disdire|recess*|recedo; cambio|cambiare|cambierò|passo|passare|passerò|vado ...
        concorren*|gestore|operatore|banca|altrove|fornitore|altri; mai più; ultima volta; pers* ... client*;
        chiud*|cancell*|elimin* ... account|conto|abbonamento; non ... compr*|acquist*|torn* più; ex cliente
    """,
    "complaint": """
        grazie ... per|di niente|nulla|nessun*; non|mai|poco|nessun* ...
        buon*|bene|soddisf*|consigli*|content*|risposta|rispond*|gentil*|serio|seri|professional*|aiut*|funzion*|raccomand*;
        vergogn*|schifo|schifos*|delus*|deludent*|pessim*|disastro|disastros*|indecent*|ridicol*|assurd*|maleducat*|incompetent*|scadente|scadenti;
        che vergogna|schifo|delusione|disastro|peccato|pena; presa in giro; presi per i; stuf* di|io;
        ore|giorni|settimane|mesi ... attes*|aspett*|attend*|senza; nessuno risponde|rispond*|sa|aiut*; una|1|0|zero
        stell*; prima era; era meglio; non è più; troppo car*|lent*|tard*|lung*; ancora una volta; di nuovo ...
        problem*|non|ritard*|guast*; complimenti|bravi|congratulazioni ... per ...
        ritard*|peggior*|disservi*|guasto|aument*|attes*; lascia a desiderare; capello|capelli nel|nella;
        immangiabile|freddo ... cibo|pizza|piatto
    """,
    "request": """
        grazie in anticipo; potreste|potete|potresti ...
        aggiungere|fare|mettere|riportare|inviare|aiutar*|dir*|rispond*; sarebbe ...
        bello|utile|ideale|meglio|fantastico; suggeriment*|suggerire|consiglio per;
        collabor*|sponsor*|influencer*|partnership|ambassador; riportate|rimettete
    """,
    "job": """
        assumete|assumendo|assunzion*|candidatur*|candidarmi|tirocinio|stage|lavorare|lavoro ... da|con|per|presso ...
        voi|voi|azienda|curriculum; assumete|candidatur*|candidarmi|tirocinio; lavorare|lavoro con|per|da|presso voi;
        posizion*|posti apert*|lavoro|vacant*; offert*|cerco|cercando di? lavoro; cerco lavoro; cercate
        personale|staff|commess*|camerier*; curriculum
    """,
    "profanity": """
        cazz*|merda|merde|merdos*|vaffanculo|fanculo|incazz*|coglion*|puttan*|stronz*|porca|porco|minchia|culo|fottut*|fottere;
        rompere i? coglioni|palle
    """,
    "abuse": """
        stronz*|coglion*|idiot*|imbecill*|cretin*|deficient*|bastard*|puttan*|troia|troie|zoccol*|frocio|froci|ricchion*;
        pezz* di merda; deficient*|ritardat*|mongoloid*|ebete|ebeti|handicappati|cerebrolesi|rincoglionit*; testa|teste
        di cazzo|merda; figli* di puttana|troia; vaffanculo|affanculo|fanculo; andate|vai|andatevene|va a
        fanculo|cagare|quel; succhia*|leccami; siete|sei|che branco|banda|massa ... di|idiot*|incapac*|ladri|pagliacc*;
        branco|manica|massa di; pagliacc*|buffon*|feccia; fate schifo|pena|vomitare|ridere; fai schifo|pena; siete|sei
        ... scemi|scemo|stupid*|idiot*|parassit*|inutil*|brutt*|maiali; tua|vostra madre|mamma
    """,
    "spam.money": """
        guadagn* ... euro|giorno|settimana|casa|mese|online|soldi; soldi|denaro|guadagni facil*|veloc*|extra;
        reddito|rendita passiv*|extra; da casa ... lavor*|guadagn*; invest* ...
        bitcoin|cripto*|garantit*|rendiment*|profitt*; libertà finanziaria; prestit* ... veloc*|senza|garant*|privat*;
        scommesse; criptovalut*
    """,
    "spam.reach": """
        follower*|like|iscritti|visualizzazioni gratis|reali|gratuit*|economic*; compra*|ottieni|aumenta*|più ...
        follower*|like|visualizzazioni|iscritti; promuov*|sponsorizz* ...
        tuo|tua|tuoi|account|pagina|profilo|brand|attività; seguimi; ti seguo; ricambio
    """,
    "spam.call": """
        clicca*|cliccate ... link|qui|<link>|sotto; link ... bio|profilo|descrizione; visita*|guarda*|passa ...
        mio|profilo|pagina|canale|<link>; scrivimi|contattami|scrivetemi|aggiungimi ...
        whatsapp|telegram|privato|<link>; su|via whatsapp|telegram; posti limitati; offerta limitata
    """,
}
AMBIGUOUS = {
    "safety.fire": "fuoco; fumo; gas; brucia; vigili",
    "safety.health": "118; sangue; topo|topi; malore; botulino",
    "safety.failure": "freni; caduto|caduta; cade",
    "threat": "coltello; arma|armi; odio",
    "legal": "legale|legali; polizia; causa ... voi; la|per|di|alla|una|questa legge",
    "regulator": "nas; reclamo; garante; igiene",
    "press": "stampa ... articolo|replica|richiesta; giornale|giornali",
    "outage": "guasto; down; blackout",
    "job": "cv; stage",
    "abuse": "ladri; clown; scemo|scemi; maiali; asini",
    "complaint": "peggio|peggiore; male",
    "spam.money": "crypto*; bitcoin*; casino|casinò; forex",
}
RULES = in_language("it", PATTERNS, AMBIGUOUS)
