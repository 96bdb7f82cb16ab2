"""English veto rules: what a person must see, whatever else is believed. They can only raise urgency."""

from shared.classify.rules import Rule, listed
from shared.domain.assessment import Topic, Urgency

VETOES = (
    Rule(
        id="en.safety.fire",
        topic=Topic.SAFETY,
        urgency=Urgency.CRITICAL,
        says="Fire, smoke, gas, heat or electricity: somebody may be in danger",
        patterns=listed("""
            caught|catch|catches|catching|on|set fire; flames|inferno; burst|bursts|bursting; explo*;
            smoke|smoking|smoked|sparks|sparking|fumes|smoulder*; gas|smoke|water|sewage ...
            cellar|basement|kitchen|house|home|flat|apartment|hallway|stairwell|bedroom|bathroom;
            overheat*|melted|melting|melt|scorch*; gas
            leak*|smell|odor|odour; leak* ... gas; smell*|stink*|whiff|scent of|like? gas|burning|burnt; smell*|stink*
            ... gas|burning|burnt; eggy ... smell|scent; carbon monoxide; electrocut*; electric|electrical shock*;
            shock from|off ... charger|plug|cable|lamp|device|kettle|oven; gave|gives|giving|got ... shock; live
            wire*; exposed wire*|wiring; short circuit*; burn|burned|burnt|burns|burning
            my|his|her|our|their|me|him|us; too? hot to touch|hold; gets|got|getting|became|becomes ... hot;
            battery|batteries ... swell*|swol*|hot|leak*
        """),
    ),
    Rule(
        id="en.safety.health",
        topic=Topic.SAFETY,
        urgency=Urgency.CRITICAL,
        says="Somebody may be hurt or ill",
        patterns=listed("""
            poison*; being|been|got|felt|feel|were|was|made|make|making|fell|is|am|are|all|violently ... sick|ill;
            vomit*|puked|puking; diarrh*|nausea*|salmonella; threw|throw|throwing up;
            rash|hives|blister*|swell*|swollen; allergic|bad|severe reaction*; anaphyla*|epipen;
            hospital|hospitali*|ambulance|paramedic*|icu; emergency room|ward|surgery|department; passed|pass|passing
            out; faint|fainted|fainting|unconscious|dizzy; chok*|suffocat*|drown*|strangl*; swallow*;
            bleed|bleeds|bleeding|bled|blood; injur*|concuss*|fractur*; got|get|was|were|been hurt; stitches|seizure*;
            heart attack; itch*|peeling|sore|numb|tingl*; skin|face|eyes|eye|hands|lips|tongue|throat ...
            red|burn*|itch*|peel*|dry|tight|hurt*|purple|blue; hurt|hurts|hurting
            my|his|her|our|their|me|him|us|someone|somebody; glass|metal|plastic|needle|nail|screw|bone in|inside;
            cut|cuts|broke|broken|lost|trapped|crushed|burnt|burned my|his|her|our ...
            finger*|hand*|arm*|leg*|foot|wrist; cut|cuts|broke|broken|chipped|lost|split my|his|her|our ...
            tooth|teeth|lip|lips|mouth|eye*; piece|pieces|shard|shards|bit|bits of glass|metal|plastic|wood|rubber;
            mould|mouldy|mold|moldy|maggot*|cockroach*; rats|mice|contaminat*|toxic; sharp|jagged edge*|piece*|bit*;
            side effect*; unsafe|dangerous|hazard*|safety; life threatening; leave|leaving|left a|my|the
            child|baby|kid|kids|dog|toddler; baby|toddler|child|kid|son|daughter|infant|dog|cat ...
            hurt|ill|sick|burn*|chok*|fell|cut|trapped; recalled|recall|recalls; found|finding ... in
            my|the|our|his|her food|meal|salad|soup|burger|pizza|drink|bottle|bread|sandwich; on a drip;
            went|gone|turned|goes blue|limp; not breathing; drank|swallowed|drunk the|some|your ...
            cleaner|bleach|detergent|perfume; razor blade*; blade in; insulin; shocks me; me shocks
        """),
    ),
    Rule(
        id="en.safety.failure",
        topic=Topic.SAFETY,
        urgency=Urgency.CRITICAL,
        says="Something failed in a way that can hurt people, or there was an accident",
        patterns=listed("""
            brake|brakes|steering|airbag*|seatbelt*|harness ... fail*|stopped|broke|not|gone|snap*; fail* brake*;
            wheel|handle|strap|ladder|chair|seat|shelf|lid ... came|fell|broke|snapped|collapsed|gave off|apart|way;
            came|fell|flew|falls|comes off ... road|baby|child|wall|in|while|on|and; ran|running|runs|jumped a|the?
            red light*; hit|ran|knocked|drove ... cyclist*|pedestrian*|child|dog|cat|person|woman|man|kid*;
            accident|accidents; near miss; driver|driving|van|truck|courier ...
            drunk|reckless*|dangerous*|speeding|texting; collaps*; almost|nearly ...
            killed|died|hit|fell|crash*|chok*; trapped|stuck|locked in|on|inside|at|under ...
            lift|elevator|ride|shop|store|park|toilet|garage|machine|room; brake* let|lets|letting go;
            bar|harness|belt|seatbelt|buckle came up|undone|loose|open;
            man|woman|lady|customer|somebody|someone|person|girl|boy is? ... down|collapsed|unconscious in|on|at|by;
            on the floor
        """),
    ),
    Rule(
        id="en.safety.diet",
        topic=Topic.QUESTION_ACCOUNT,
        urgency=Urgency.NORMAL,
        says="About allergies, health or children's safety: a wrong answer could hurt",
        patterns=listed("""
            allerg*|intoleran*|gluten|coeliac*|celiac*|lactose|peanut*|nuts|nut|sesame|shellfish;
            pregnan*|breastfeed*|newborn*; safe for|to|with|in|if|when|near|around|enough;
            medication*|medicine*|dose|dosage|diabet*|epilep*|asthma*|pacemaker*; asbestos
        """),
    ),
    Rule(
        id="en.grief",
        topic=Topic.OTHER,
        urgency=Urgency.HIGH,
        says="Somebody has died or is grieving: no machine answers that",
        patterns=listed("""
            died|dies|dying|dead|death|deaths|deceased|funeral*|cremat*|mourn*|grief|griev*|widow*|obituary|coffin|burial|memorial;
            passed away; rest|rip in? peace; late husband|wife|father|mother|mum|mom|dad|son|daughter|brother|sister;
            miscarr*|stillb*|cancer|chemo*|hospice; terminal|terminally
            ill|illness|cancer|disease|diagnosis|patient*|stage|care; is|are|was|were terminal; wreath*; to|in|from
            heaven; with|to the|our angels; goodbye to our|my|her|him; oncology; peacefully; in peace; her|his|their
            last day|days|coffee|meal; this was my last
        """),
    ),
    Rule(
        id="en.self_harm",
        topic=Topic.SELF_HARM,
        urgency=Urgency.CRITICAL,
        says="May be about suicide or self-harm",
        patterns=listed("""
            kill|killing|hurt|hurting|harm|harming|hang|hanging|cut|cutting|shoot|drown|end|ending myself;
            kms|suicid*; self harm*; end|ending it all|tonight|now; end|ending|take|taking my own? life; not ... want
            to? live|exist; not want to? ... alive|here; want|going|ready|wish to die; want to disappear; wish i
            was|were dead|gone; want to be dead|gone; better off dead; better off without me; can not go on|anymore;
            can not take|do it|this anymore|more|any; no reason|point to|in live|living; not worth living; goodbye
            forever|world|everyone|everybody; tablets|pills|meds ...
            took|taken|taking|swallowed all; goodbye cruel world; jump off|from ... bridge|roof|building; ending
            things|everything|it|my; cutting again; been cutting; done with life|living|everything; unalive*; no
            one|nobody|noone would|will miss me; life is? not worth; tired of living|life; not be here
            tomorrow|anymore; which|nearest|closest bridge; bridge is closest|nearest|high*; tell my
            mum|mom|mother|dad|family|kids i; thank you all truly; look after my|the cat|dog|kids
        """),
        ambiguous=listed("want|wish|going|ready die"),  # Dutch: because of those
    ),
    Rule(
        id="en.self_harm.told",
        topic=Topic.SELF_HARM,
        urgency=Urgency.HIGH,
        says="Tells somebody to harm themselves",
        patterns=listed("kill yourself|yourselves; kys; go and? die; hang yourself|yourselves"),
    ),
    Rule(
        id="en.threat",
        topic=Topic.THREAT,
        urgency=Urgency.CRITICAL,
        says="May be a threat of violence",
        patterns=listed("""
            burn|burning|torch|blow ... down|up|fire|alight; set ... fire|alight; burn|torch your|ur|the|this ...
            shop|store|office|place|house|building; kill|killing|murder*|stab*|shoot|shooting|lynch|hang|hunt
            you|u|ur|your|them|him|her|all|the|that|staff|people; kill|killing|murder*|stab*|shoot|shooting
            every*|some*; bomb|bombs|bombing|grenade|molotov|rape*|gun|guns|knife|knives|machete; know|found|find
            where|when|which ... live|lives|work|works|park|sleep|sleeps|are|leave|school; watch your|ur back*;
            will|going to? ... find|hunt|hurt|beat|punch|smash|slap|attack|destroy|end you|u|your|ur|them|him|her|the;
            you|they|he|she|somebody|someone will|are|is|should ... regret|pay|suffer|die|bleed; you|u are|r
            dead|finished|next; dead meat|man|woman; coming for|after you|u|your|ur; see you|u outside|in hell;
            slit|slash* your|ur|their|tyres|tires|throat*; acid attack|in; deserve*|ought|should to? be?
            shot|killed|die|burned|burnt|hanged|beaten; one eye open; home alone; knife|knives ...
            shop|store|cafe|manager|staff; safe full
        """),
    ),
    Rule(
        id="en.legal",
        topic=Topic.LEGAL,
        urgency=Urgency.CRITICAL,
        says="Speaks of lawyers, courts or the police",
        patterns=listed("""
            lawyer*|attorney*|solicitor*|barrister*|paralegal*; sue|sues|suing|lawsuit*|litigat*; sued
            you|u|them|for|your|over; legal
            action|actions|advice|team|proceedings|steps|notice|counsel|department|rights|letter|grounds|matter; small
            claims; take|taking|took|go|going|see ... court; court|tribunal|subpoena|writ|prosecut*|summons; class
            action; cease and desist; press|pressing|file|filing charges; police|cops|sheriff; breach of; liab*;
            without prejudice; compensat*; serve papers|you; process server
        """),
    ),
    Rule(
        id="en.legal.claim",
        topic=Topic.LEGAL,
        urgency=Urgency.HIGH,
        says="Claims that something is against the law or copied",
        patterns=listed("""
            illegal*|unlawful*|criminal*|crime|crimes|fraudulent*; against the law|rules|regulations;
            copyright*|trademark*|infring*|dmca; plagiari*|counterfeit*|piracy; false|misleading advertis*;
            child|slave|forced labour|labor; sweatshop*|bribe*|corrupt*|launder*;
            stole|stolen|copied|copying|using|used my|our|her|his|their ...
            design*|photo*|image*|art|artwork|work|idea|song|music; tax evasion|evading
        """),
    ),
    Rule(
        id="en.regulator",
        topic=Topic.REGULATOR,
        urgency=Urgency.CRITICAL,
        says="Names a regulator or a formal complaint",
        patterns=listed("""
            trading|food|advertising standards; ombuds*; regulator|regulators|regulatory; watchdog; better business
            bureau; attorney general; consumer protection|affairs|council|rights|agency|watchdog|association;
            official|formal complaint*; citizens advice; bbb|ftc|fca|fda|cpsc|cfpb|ofcom|ofgem|ofwat|osha|epa|hse;
            health|safety|food|environmental inspector*|department|inspection*; data protection
            authority|commissioner|officer|agency; file*|filing|lodge*|lodging|submit*|made|making|raise* ...
            complaint*; report|reported|reporting you|u|this|your|them|it to
        """),
    ),
    Rule(
        id="en.privacy.leak",
        topic=Topic.PRIVACY,
        urgency=Urgency.CRITICAL,
        says="Somebody's data may have reached strangers",
        patterns=listed("""
            data|security breach*|leak*; leak* ... data|details|email*|address*|password*;
            other|another|someone|somebody|stranger*|else ...
            data|details|order|orders|address*|history|account*|name|names|card|info*;
            data|details|history|order|orders|address*|account* of|from|to ...
            stranger*|other|another|someone|somebody|else|everyone; test results; my
            boss|neighbour|neighbor|ex|colleague ... order|orders|data|messages|statement*; mr|mrs|ms ...
            results|letter|file|prescription
        """),
    ),
    Rule(
        id="en.privacy.request",
        topic=Topic.PRIVACY,
        urgency=Urgency.HIGH,
        says="About personal data: a request or a complaint with legal deadlines",
        patterns=listed("""
            gdpr|ccpa|dsar; delete|erase|remove|wipe ... my|all|our ... data|account|information|details|profile;
            right to erasure; right to be forgotten; personal data|information|details; privacy; data protection;
            subject access; sold|selling|sell|share|shared|sharing|gave|giving|passed my|our ...
            data|details|email|number|address|information; without my|our|his|her|their consent|permission|knowledge;
            filmed|recorded|photographed|filming|recording me|us|my|him|her; unsubscribe; stop
            emailing|texting|calling|contacting|messaging me; take ... me|my off your|the list
        """),
    ),
    Rule(
        id="en.security.attack",
        topic=Topic.SECURITY,
        urgency=Urgency.CRITICAL,
        says="An account or system may be under attack",
        patterns=listed("""
            hack|hacked|hacking|hacker*; account ... taken|compromised|stolen|breached; vulnerabilit*|exploit*;
            security hole|flaw|bug|issue; someone|somebody ... logged|log|logging|accessed|ordering|ordered|using|used
            my|our|in|into|on|from|with|things; log|logged|logging in|into ... without|anybody|anyone|else;
            unauthori*; ransomware|malware|virus|trojan; ddos
        """),
    ),
    Rule(
        id="en.security.fraud",
        topic=Topic.SECURITY,
        urgency=Urgency.HIGH,
        says="Fraud, or somebody who uses the brand's name",
        patterns=listed("""
            phish*|scam|scams|scammer*|scammed|scamming|fraud*; fake|cloned|bogus
            site|page|account|email|website|profile|ad|ads|shop|store; impersonat*|imposter*|impostor*; is|are ...
            really|actually you|yours|from; from you|yours or; using|in|use|uses your name; is|are ...
            legit|genuine|real; ask|asks|asked|asking|want|wants|wanted|needs ...
            card|password|pin|bank|iban|cvv|code; stolen|stole|steal|stealing|theft|thief|thieves; identity theft;
            won|winner ... prize*|voucher*|gift; one time code|password
        """),
    ),
    Rule(
        id="en.press",
        topic=Topic.PRESS,
        urgency=Urgency.CRITICAL,
        says="Comes from, or speaks of, the press",
        patterns=listed("""
            journalist*|reporter*|correspondent*; press
            office|officer|enquir*|inquir*|request|team|contact|statement|release; media
            request*|inquir*|enquir*|outlet*|office|team|contact; newsroom|news desk; news desk; request for comment;
            comment|statement|response|quote on|about|regarding|for ...
            story|article|layoff*|strike|report|investigation|piece|recall|allegation*;
            writing|write|working|running|publish* a|an|about|on|the ...
            story|article|piece|investigation|report|feature; off|on the record; right of reply; going to?
            press|print|air; daily|morning|evening|sunday mail|times|news|herald|post|telegraph|gazette|echo
        """),
    ),
    Rule(
        id="en.press.friendly",
        topic=Topic.PRESS,
        urgency=Urgency.HIGH,
        says="A request from a magazine, programme or podcast",
        patterns=listed("""
            newspaper*|magazine*|documentary|editor|editors|broadcast*|tv|television|bbc|cnn|reuters; interview*;
            press|deadline; podcast ... invite|guest|interview|feature|episode; radio station|show|programme;
            write|writing for a|the|an
        """),
        ambiguous=listed("media"),  # Spanish, Italian, Portuguese: half, average
    ),
    Rule(
        id="en.outage.wide",
        topic=Topic.OUTAGE,
        urgency=Urgency.CRITICAL,
        says="Many people may be cut off: payments, calls or the whole service",
        patterns=listed("""
            card|payment machine*|terminal*|system*|reader* ... down|not|work|works|fail*|working;
            emergency|999|911|112 call*|number|line|service* ... down|not|fail*; payments|checkout|tills|atms ...
            down|not|fail*|broken; outage*|blackout; nationwide|countrywide|statewide; down for
            everyone|everybody|all; nobody|no one|none|everyone|everybody ...
            log|pay|connect|access|order|call|work|load|down; whole|entire city|country|region|area|town|network
        """),
    ),
    Rule(
        id="en.outage",
        topic=Topic.OUTAGE,
        urgency=Urgency.HIGH,
        says="A service may be down",
        patterns=listed("""
            site|website|app|server*|service|system|network|internet|wifi|page|portal|login ...
            down|offline|unavailable|dead;
            site|website|app|server*|service|system|network|internet|wifi|page|portal|login ... not ...
            load*|work*|open*|respond*|connect*; app|site|website|page|server* ...
            crash*|freez*|frozen|hang*|timeout|error*|blank|maintenance; down again|since|for|today|now; can not|never
            log|login|sign|connect|access|load|open|pay|checkout; no
            signal|internet|service|connection|power|water|electricity; 500|502|503|504 error*; error 500|502|503|504
        """),
    ),
    Rule(
        id="en.discrimination",
        topic=Topic.DISCRIMINATION,
        urgency=Urgency.CRITICAL,
        says="Speaks of discrimination, harassment or assault",
        patterns=listed("""
            racis*|sexis*|homophob*|transphob*|islamophob*|antisemit*|bigot*|xenophob*|ableis*|misogyn*;
            discriminat*|harass*|prejudic*; because|cause|for|being ...
            black|asian|muslim|gay|lesbian|trans|jewish|disabled|hijab|skin|accent|gypsy|foreign*|immigrant*;
            because|for being ... woman|women|female|fat|old|deaf|blind|arab|african|latino|indian|chinese|wheelchair;
            racial*; wheelchair|disabled|blind|deaf|guide ... refused|not|denied|turned|no|never;
            guide|assistance|service dog* ... refused|not|denied|no; refused|refuses|refusing to? serve|let|seat|help
            us|me|him|her|them; not welcome; grope*|sexual*|assault*|molest*|upskirt*;
            followed|follow|watched|searched me|us|him|her|my ... store|shop|around|because; slur|slurs; hate speech;
            profiling|profiled; knows where i|we live; following|followed|follows me|us|my;
            writes|write|texts|messages to? me every|at night; grabbed|grabbing|grabs me|her|him|my|us
        """),
    ),
    Rule(
        id="en.injection",
        topic=Topic.INJECTION,
        urgency=Urgency.NORMAL,
        says="Gives orders to a machine instead of speaking to the brand",
        patterns=listed("""
            ignore|disregard|forget|override|bypass ... previous|prior|above|earlier|all|your|the|these ...
            instruction*|prompt*|rule*|guideline*|order*; ignore|disregard|forget|override|bypass
            your|all|any|previous|prior instruction*|prompt*|rule*|guideline*|training|programming; system
            prompt|message|instruction*|override; you are now|no; developer|debug|admin|god|dan mode; as an?
            ai|bot|llm; language model; pretend|act|behave|respond|reply|answer ... as|like|only with|an|a|if|that;
            your|the|hidden prompt|instructions; jailbreak; prompt injection; classify|label|mark|tag|rate|treat
            this|it|the|my ... as; assistant|system|user|ai must|should|will|now|please; repeat after me; new|your
            task is; say|reply|respond|answer|print|output|post|write|tweet|publish exactly|only|verbatim|that|the
            following; chatgpt|gpt|llm|chatbot; you must post|say|reply|write|answer; begin|start your
            reply|answer|response with; in your next? reply|answer|response|post
        """),
    ),
)
