"""French rules: dangers, daily matters, insults and spam. Elided letters are words ("l avocat")."""

from shared.classify.rule_kinds import in_language

PATTERNS = {
    "safety.fire": """
        incendie|incendies|pompier*; pris|prend|prendre|prenait|prennent|mis feu; en feu|flammes;
        fumée|fumées|étincelle*; explosé|exploser|explosait; explosion* ...
        gaz|four|batterie|cuisine|appartement|immeuble|téléphone|chauffe; fuite* ... gaz; gaz ...
        fuite*|odeur*|sent|pue; odeur* ... gaz|brûlé|fumée|cramé|essence; sent|sentait|pue ... gaz|brûlé|cramé|roussi;
        monoxyde; électrocut*; décharge*|choc*|chocs électrique*; pris|reçu une? décharge|châtaigne; court circuit*;
        fil|fils|câble|câbles ... dénudé*; surchauff*; chauffe|chauffait ... trop|anormalement|énormément;
        brûle|brûlé|brûlent|brûlait|brûlant|brûler|brûlure*; suis|est|sont|été|main|peau brûlée|brûlées;
        chargeur*|prise|câble|batterie*|plastique|appareil ... fondu|fond|fondue|brûl*|chauffe|fume|gonfl*|explos*;
        batterie*|téléphone|trottinette ... gonfl*|explos*|fum*
    """,
    "safety.health": """
        intoxiqu*|intoxication*|empoisonn*|poison; rendu*|tombé*|suis|est|sommes|sont|été|être|rend|rendus|tous
        malade|malades; mon|ma|notre fils|fille|mari|femme|bébé est malade; vomi|vomir|vomis|vomit|vomissement*;
        diarrhée*|nausée*|salmonel*|listeria; réaction* allergique*|cutanée*; choc anaphyla*;
        anaphyla*|urticaire|eczéma; plaques rouges; démangeaison*; lèvre|lèvres|visage|gorge|langue|yeux|oeil|peau ...
        gonfl*|enfl*|brûl*|rouge|rouges|irrit*; gonflé*|enflé* ... lèvres|visage|gorge|langue|yeux;
        hôpital|hôpitaux|hospitalis*|samu; aux urgences; évanoui*|inconscient*; fait un malaise;
        étouffé*|étouffe|étouffer; étranglé*; avalé ... morceau*|verre|pile|pièce|bout; noyé|noyer|noyade;
        saigne|saigné|saigner|saignait|saignement*; en|du|de sang;
        blessé|blessée|blessés|blessées|blesser|blessure*|fracture|fracturé*; coupé*|cassé*|perdu*|écrasé*|coincé* ...
        doigt*|main|mains|dent|dents|bras|jambe|pied; morceau*|bout|bouts|éclat|éclats de|d
        verre|métal|plastique|bois|os|acier; verre|métal|vis|clou|cafard*|asticot*|souris|rat|cheveu*|insecte* dans;
        moisi*|moisissure*|asticot*|cafard*|périmé*|avarié*; contaminé*|toxique*; effet* secondaire*;
        dangereux|dangereuse*|danger; crise cardiaque; bébé|enfant*|fils|fille|chien|chat ...
        tombé*|brûlé*|étouff*|blessé*|avalé|malade; rappel du|de produit*|lot*|conso; ne? respire plus|pas; lame|lames
        de|dans; sous perfusion; picote*; devenu|devenue bleu|bleue; allongé|allongée par|au sol|terre
    """,
    "safety.failure": """
        freins|frein|direction|airbag*|ceinture* ... lâch*|cassé*|défaill*|marche|marchent|fonctionne*|bloqu*; lâché
        ... freins; accident|accidents|accidenté*; roue|poignée|échelle|chaise|siège|étagère|sangle ...
        lâché*|cassé*|effondré*|détaché*|tombé*|cédé; effondré*; livreur|chauffeur|conducteur|camion ...
        ivre|bourré|saoul|dangereu*|renversé|percuté|fonc*; renversé|percuté ... cycliste|piéton*|enfant|voiture|vélo;
        grillé|brûlé|grille ... feu rouge; failli ... mourir|tuer|tomber|tuer|noyer|renverser|écraser; dérail*;
        coincés|coincé|coincée|coincées|enfermé|enfermés|bloqués|bloqué dans ...
        ascenseur|magasin|parking|manège|toilettes
    """,
    "safety.diet": """
        allergi*|allergène*|intoléran*|gluten|coeliaque*|lactose|arachide*|cacahuète*|sésame|crustacés; fruits à coque;
        enceinte|grossesse|allaite*; nouveau né;
        médicament*|posologie|diabète|diabétique*|épileps*|épilepti*|asthm*|pacemaker; sans danger|risque pour; convient
        aux? bébé*|nourrisson*
    """,
    "minors": """
        mineur|mineure|mineurs ... alcool|tabac|vend*|photo*|données|contact*; alcool ... mineur*;
        pédophil*|pédocrimin*; adulte*|inconnu*|homme ... écrit|parle|contacte|contacté ... fille|fils|enfant*; données
        ... enfants|mineurs; photo|photos de ma|mon|mes|notre fille|fils|enfant|enfants ... sans|autorisation; sièges?
        auto ... danger*
    """,
    "grief": """
        décédé*|décès|obsèques|enterrement|deuil|veuf|veuve|funérailles; mort|morte de? mon|ma|notre|sa|son;
        mon|ma|notre père|mère|mari|femme|fils|fille|frère|soeur|grand ... mort|morte|disparu*; est|sont|était
        mort|morte|morts; repose en paix; condoléances; cancer|chimio*; fausse couche; nous a quitté*; couronne
        mortuaire|funéraire|de; oncologie; au ciel; nous a quittés; partie|parti en paix
    """,
    "self_harm": """
        suicid*; me tuer|pendre|flinguer|scarifi*|mutiler; me foutre en l air; envie|veux|vais|préfère de?
        mourir|crever|disparaître; en finir avec|maintenant|ce|une|la; veux|peux plus vivre|continuer; plus
        envie|raison|goût|force de vivre|continuer; plus aucune raison; mettre fin à mes|ma|mon; adieu à?
        tous|tout|monde; mieux ... morte|mort|sans moi; me faire du mal; vie ... vaut ... peine; sauter du|d
        pont|fenêtre|balcon|toit; en finir; n? en peux plus de; plus|pas envie de vivre|vivre; me manquera|regrettera
        personne; disparaître
    """,
    "self_harm.told": """
        suicidez vous; suicide toi; va|allez crever|mourir; va te pendre; allez vous pendre; crevez tous?; crève; tue
        toi
    """,
    "threat": """
        vais|va|allons|vont te|vous|les|lui|tous|la|le ...
        tuer|buter|brûler|cramer|frapper|défoncer|crever|retrouver|péter|égorger|démolir|planter|massacrer;
        vous|te|les tuer|buter|égorger|poignarder|défoncer|cramer; brûler|cramer|incendier ...
        magasin|boutique|bureau*|locaux|agence|siège; sais|savons|sait où ... habit*|travaill*|vis|vivez|gar*;
        bombe|bombes|kalach*|flingue|fusil|machette|poignard*; avec un|mon couteau; allez|vas|va ...
        regretter|payer|souffrir; vous|tu allez|vas mourir|crever; allez|vas ... payer cher; attends|attend|attendons
        ... sortie|dehors; méritez|mérite* ... mort|mourir|crever|brûler|balle; menace|menaces|menacer de mort;
        êtes|es morts|mort|morte; faire la peau; casser|péter|exploser la|les|vos gueule|dents|genoux; gare à|vos
        vous|fesses; avec un|des couteau|couteaux; une tuerie dans|au|chez; sait où j|je habite; me|nous
        suit|suivait|suivi
    """,
    "legal": """
        avocat|avocats|avocate*|huissier*; tribunal|tribunaux|procès|prud|prudhom*|juge|juges|procureur; au|en justice;
        porter|porte|porté|dépose|déposer|déposé|déposerai|porterai|vais ... plainte; plainte
        contre|pour|au|à|déposée|pénale; action* judiciaire*|juridique*|collective*|groupe; poursuites;
        poursuivre|attaquer ... justice|tribunal; voie* judiciaire*|légale*; mise en demeure; mets en demeure;
        gendarmerie|gendarmes|commissariat; la|à|ma police; service* juridique*; dommages et intérêts; responsabilité
        civile|pénale; indemnis*|dédommag*; conciliateur|médiateur|médiation; assigner|assignation
    """,
    "legal.claim": """
        illégal*|illicite*|frauduleu*|délit|crime|criminel*; contre la loi; interdit par la loi; hors la loi; droit* d
        auteur|image; plagi*|contrefa*; publicité* mensongère*|trompeuse*; pratique* commerciale* trompeuse*;
        copié|volé|utilisé*|utilisez ... mon|ma|mes|notre ... photo*|design*|dessin*|image*|création*|idée|musique;
        travail dissimulé|forcé|enfants; corrup*|blanchiment; pot de vin
    """,
    "regulator": """
        dgccrf|cnil|arcep|acpr|amf|ansm|anses|signalconso|ufc; répression des fraudes; que choisir; défenseur* des
        droits; 60 millions; association*|défense ... consommateur*; protection des consommateurs;
        inspection|inspecteur* du travail; inspection|services|contrôle sanitaire*|vétérinaire*; service|services d
        hygiène; autorité* de|des? ... contrôle|régulation|protection|sanitaire*; réclamation officielle|formelle;
        plainte officielle|formelle; signal* ... fraudes|autorité*|plateforme; défenseur; préfecture|préfet
    """,
    "privacy.leak": """
        fuite* de données|d informations; données ... fuité|volées|piratées|exposées|publiques|divulgu*; violation de
        données; données|commande*|adresse*|facture*|compte*|dossier|nom|infos|coordonnées ... d|de|un|une|à
        autre*|inconnu*|quelqu|tiers|étranger*; vois|voit|reçu|accès ... données|commande*|facture|adresse|infos ...
        autre*|quelqu|inconnu*; mots? de passe ... en clair; résultats|courrier de madame|monsieur|mme; mes|les
        résultats d analyse*
    """,
    "privacy.request": """
        rgpd; supprim*|efface*|effacement ... mes|mon|toutes données|compte|informations|infos|profil; données
        personnelles|privées; protection des données; vie privée; droit à l oubli|effacement; droit d accès;
        vendu|vendez|vend|partagé|transmis|donné|cédé ... mes|mon|nos
        données|adresse|numéro|mail|coordonnées|infos|informations; sans mon|notre|son|leur
        consentement|accord|autorisation; filmé*|enregistré*|photographié* ... sans|insu;
        désabonner|désinscri*|désinscription; arrêtez|cessez de|d me?
        appeler|m|harceler|envoyer|écrire|spammer|contacter
    """,
    "security.attack": """
        piraté*|pirater|piratage|pirates|hacké*|hacker*|hackeur*|cyberattaque*; compte ...
        volé|piraté|compromis|usurpé|détourné; quelqu un ... mon|ma|mes|notre compte|carte|nom|profil|données; quelqu un
        ... connecté|connecte|piraté; faille*|vulnérabilité* de|sécurité; se connecter|accéder ... sans mot|code; accès
        ... non autorisé*; rançongiciel|ransomware|malware; logiciel malveillant; cheval de troie;
        achats|commandes|connexion ... suspect*|frauduleu*|inconnu*|fait*
    """,
    "security.fraud": """
        phishing|hameçonnage|arnaqu*|escro*|fraude|fraudes|fraudeur*|usurp*|imposteur*; faux|fausse
        site|page|compte|mail|sms|profil|boutique|livreur|conseiller|email|message*; se fait|font passer pour; en
        votre|vos nom; vient|viennent|provient ... de vous; est ce|c|bien ... vous qui; demande*|demandé|réclame ...
        carte|mot|code|iban|rib|bancaire*|coordonnées; a|ont|été|est volé|volée|volés; vol de|du
        mon|ma|mes|nos|notre|données|carte|compte|identité|colis|sac|téléphone|bagage*; victime ... vol;
        voleur*|voleuse*; gagné un|une|le iphone|bon|cadeau|lot|smartphone; site ... fiable|officiel; officiel ou;
        usurpation
    """,
    "press": """
        journaliste*|reporter|correspondant*|rédaction; attaché* de? presse;
        service|contact|demande|conférence|communiqué|dossier de? presse; droit de réponse;
        réaction|commentaire*|déclaration|position|version ... article|enquête|reportage|publication;
        prépar*|écris|écrivons|rédige|publi*|enquêt* ... article|enquête|reportage|sujet|papier; afp|mediapart
    """,
    "press.friendly": """
        la|une|notre émission; documentaire*|interview*|interviewer; magazine|journal ...
        pour|souhait*|aimerai*|article; podcast ... invit*|interview|épisode|participer; chaîne de? télé*|tv; radio ...
        interview|invit*|émission; bfm|france 2|3|inter|info; dans la presse; presse locale|régionale|nationale
    """,
    "outage.wide": """
        panne générale|nationale|totale|géante|massive; numéro* d urgence*|urgences; 112|17|15|18 ...
        injoignable|inaccessible|marche|fonctionne; paiement*|carte*|tpe|caisses|distributeur* ...
        marche*|fonctionne*|panne|hs|bloqué*|refusé*|passe*; personne ... peut|arrive ...
        payer|appeler|connecter|accéder; toute|tout|tous|toutes la|le|les
        ville|pays|région|quartier|immeuble|france|village ... panne|coupé*|sans|courant|eau|réseau|internet; blackout;
        plus personne; tout le monde ... panne|bloqué|accès
    """,
    "outage": """
        en panne|rade|carafe; hors service; site|appli|application|serveur*|service|réseau|internet|wifi|système|page
        ... down|plante*|planté|bug|bugge|bloqué*|inaccessible*|indisponible*|mort|hs|saturé*;
        site|appli|application|serveur*|service|réseau|internet|wifi|système|page|connexion ... ne|n|marche|fonctionne
        ... pas|plus; impossible de|d ... connecter|payer|accéder|appeler|ouvrir|valider; plus|pas de|d
        réseau|internet|courant|électricité|eau|connexion|signal|chauffage|lumière; erreur 500|502|503|504; coupure* de?
        courant|réseau|internet|eau|électricité; peux|peut|arrive ... pas|plus ...
        connecter|payer|accéder|ouvrir|appeler
    """,
    "discrimination": """
        racis*|sexis*|homophob*|transphob*|islamophob*|antisémit*|xénophob*|validis*|misogyn*|grossophob*;
        discrimin*|harcel*|harcèl*; parce que|qu je|il|elle|nous ...
        noir*|arabe*|femme*|gay|voilé*|handicap*|musulman*|juif*|gros*|asiatique*|trans|étrang*; à cause de|du|d ...
        peau|origine*|voile|accent|handicap|religion|nom|foulard|couleur; couleur de peau; fauteuil roulant ...
        refus*|pas|interdit|impossible; chien guide|d assistance ... refus*|pas; refusé|refuse ... servir|entrée|l
        entrée|entrer|prendre ... car|noir*|arabe*|handicap*|voile; propos déplacé*|haineux;
        agress*|attouchement*|viol|violé*; contrôle au faciès; insulté* ... vendeur*|employé*|agent|caissi*|livreur
    """,
    "injection": """
        ignore|ignorez|oublie|oubliez|néglige ... instruction*|consigne*|règle*|ordres|précédent*;
        instructions|consignes précédentes|cachées|antérieures; tu es|vous êtes maintenant|désormais;
        agis|agissez|comporte en? tant? que|comme; mode développeur|admin|administrateur|debug;
        réponds|répondez|écris|dis|affiche|publie seulement|uniquement|juste|exactement|que; en tant qu
        ia|intelligence|assistant; modèle de langage; jailbreak|chatgpt; nouvelle tâche|mission|consigne|instruction;
        classe|classer|étiquette|marque ... comme ... positif|merci|faible|résolu; répète après; message système;
        système|assistant doit|dois
    """,
    "billing": """
        prélev*|facturé*|facturation|facture|factures|rembours*|débité*; trop perçu; mon|notre|mes argent|sous; frais
        cachés|bancaires; augment*|hausse ... prix|tarif*|abonnement|facture; payé|payer ... rien|deux|fois|trop;
        paiement ... refusé|échoué|double; avoir ... bon|sur
    """,
    "billing.urgent": """
        prélev*|débité*|facturé*|payé ... deux|double|fois|trop|sans|trois; rembours* ...
        toujours|jamais|semaine*|mois|attend*|promis|rien|encore; toujours|jamais|pas|attend* ... rembours*; argent ...
        disparu|perdu|bloqué|volé|envolé|revoir; compte|carte ... bloqué*|gelé|suspendu*|clôturé; double
        prélèvement|facturation|paiement
    """,
    "delivery": """
        où est|sont|en ma|mon|mes commande|colis|livraison|remboursement; colis|commande|livraison|livreur|paquet ...
        jamais|pas|retard|perdu*|abîmé*|endommagé*|cassé*|volé|toujours|incomplet*|vide|ouvert; pas|jamais|rien|toujours
        ... reçu|livré*|arrivé*|expédié*|réceptionné; attends|attend|attendons toujours|encore|depuis; numéro de suivi;
        suivi de|du|ma|mon colis|commande; mauvais*|erreur ... taille|article|produit|commande|adresse
    """,
    "delivery.promise": """
        promis*|prévu*|annoncé*|garanti* ...
        lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|semaine|livr*|24h|48h ...
        toujours|rien|pas|jamais|personne; devait|devais|devaient ... arriver|livré*|venir|recevoir|être ...
        hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|semaine|toujours|rien; rendez vous ...
        personne|jamais|venu; technicien ... jamais|pas venu|passé
    """,
    "account": """
        où|quand|comment|pourquoi|pouvez|peux|puis|besoin|aide|problème|question|vérifier|savoir|suivi ...
        mon|ma|mes|notre commande*|compte|réservation|abonnement|facture|dossier|contrat|colis|carte|billet*|vol; mot de
        passe ... oublié|perdu|réinitialis*|changer|marche; oublié mon mot;
        annuler|modifier|changer|résilier|retourner|échanger ...
        commande|adresse|réservation|abonnement|article|rendez|billet*|taille|contrat; numéro de
        commande|client|dossier|contrat; en|message privé; mp|dm; contactez|appelez|répondez|rappelez moi;
        quelqu|personne ... répond*|aide*|contacter|rappel*
    """,
    "complaint.escalation": """
        parler ... responsable|directeur|directrice|manager|supérieur|patron|chef;
        inacceptable*|inadmissible*|scandaleu*; boycott*; faire le buzz; le savoir|saura à? tous|tout|partout|mes; mes
        abonnés|followers; publier|partager ... partout|réseaux; avis négatif*|partout; dernier avertissement
    """,
    "churn": """
        résili*|désabonn*; changer|change|changerai|passer|passe|aller|vais|pars|partir ...
        concurren*|ailleurs|opérateur|banque|fournisseur; plus jamais|mis; jamais plus; perdu*|perdez ... client*;
        dernière fois que; c est fini; fermer|clôturer|supprimer ... compte; ex client*; irai ailleurs
    """,
    "complaint": """
        merci ... pour rien; aucun|aucune|zéro réponse|service|respect|nouvelle*|aide|suivi|info*; pas|plus|jamais ...
        content*|satisfait*|normal|sérieux|terrible|bon|bonne|recommande|top|propre|réponse|professionnel*; rien à voir;
        une honte; quelle|quel honte|déception|horreur|bazar|arnaque|galère|foutage; marre|ras|raz de|du|le|bol;
        déçu*|décev*|déception; foutage|moque*|foutez de gueule|moi|nous|client*; heures|jours|semaines|mois d|que|de
        ... attente|attends|attend*|j; une|1|0|zéro étoile*; c était mieux; n importe quoi; laisse à désirer; bravo ...
        pour|champion* ... retard|panne|rien|augmentation; encore une fois; trop cher|chère|lent|long|longtemps; il
        faut|va falloir|que vous; immangeable|dégoûtant*|dégueu*
    """,
    "request": """
        merci d avance; seriez|pourriez|pouvez vous ...
        ajouter|faire|mettre|remettre|envoyer|aider|appeler|répondre|dire; serait ... bien|cool|sympa|mieux|top;
        suggestion*|suggérer|partenariat*|collab*|sponsor*|influenceu*|ambassad*; à quand le|la|un|une
    """,
    "job": """
        recrute*|recrutement*|embauche*|emploi|emplois|candidature*|postuler|alternance|apprentissage; offre* de|d
        stage|emploi; un|de stage; travailler chez|pour|avec; lettre de motivation; mon|de cv
    """,
    "profanity": """
        merde*|putain|bordel|chier|chiant*|foutre|foutu*|foutez|bite|couille*|cul|conne|connes|connerie*|connard*|nique|niquer|niqué|niquez;
        gros con
    """,
    "abuse": """
        connard*|connasse*|conard*|salope*|salopard*|salaud*|enculé*|enfoiré*|abruti*|crétin*|débile*|imbécile*|bâtard*|pute|putes|fdp|ntm|pd|tapette*|bouffon*|raclure*|ordures|débiles|demeuré*|mongol*;
        trou du cul; fils de pute|chien; ta|votre gueule|mère|race; bande|tas|troupeau|ramassis de|d; allez|va
        vous|te? faire? foutre|voir|enculer|chier; nique ta|votre|vos; gros|sale|espèce|pauvre de?
        con|conne|merde|porc|chien|idiot|type|naze|tache; bandes? d idiots|incapables|abrutis; idiots; tu|vous es|êtes
        ... cons|con|nul|stupide*|bête|bêtes|moche|idiot*
    """,
    "spam.money": """
        gagne|gagner|gagnez ... argent|euros|jour|semaine|maison|mois; revenus passifs|complémentaires; depuis chez toi;
        argent facile|rapide; investi* ... rendement|bénéfice*|profit*|bitcoin|crypto|garanti*; liberté financière;
        prêt|prêts entre|rapide|particulier*; paris sportifs; marabout*|voyan*
    """,
    "spam.reach": """
        abonnés|followers|likes|vues gratuit*|pas|réels|rapidement|instagram; achet*|obtenez|gagnez|plus ...
        abonnés|followers|likes|vues; promo*|boost* ... votre|ta|ton|tes compte|page|marque|entreprise|visibilité;
        abonne toi; abo contre; je te suis
    """,
    "spam.call": """
        clique*|cliquez ... lien|ici|<link>|dessous; lien ... bio|profil|description; visite*|regarde*|viens|découvre*
        ... mon|ma|profil|page|<link>; écris|écrivez|contacte*|ajoute* moi ... whatsapp|telegram|privé|<link>; sur|via
        whatsapp|telegram; places limitées; offre limitée
    """,
}
AMBIGUOUS = {
    "safety.fire": "au feu; flammes; fume|fumait; gaz; pompiers",
    "safety.health": "ambulance; urgences; malaise; rat|rats; avarie; poison; boutons; moisi; nausée; punaise*",
    "safety.failure": "freins; chute",
    "legal": "plainte*; juridique*; juriste*; police; procès; loi",
    "regulator": "hygiène; réclamation; signalement",
    "security.fraud": "vol; volé*; faux|fausse",
    "press": "presse ... article|demande|bonjour",
    "outage": "panne|pannes; coupure; down; plante|planté; bug|bugs",
    "spam.money": "crypto*; bitcoin*; casino; forex",
    "abuse": "clown|clowns; porc|porcs; nazes; pourris|pourritures; minable*",
}
RULES = in_language("fr", PATTERNS, AMBIGUOUS)
