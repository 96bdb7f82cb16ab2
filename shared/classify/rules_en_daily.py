"""English rules of the daily work: money, parcels, complaints, irony, insults, spam, simple questions."""

from shared.classify.rules import Rule, listed
from shared.domain.assessment import Topic, Urgency

MATTERS = (
    Rule(
        id="en.billing",
        topic=Topic.BILLING,
        urgency=Urgency.NORMAL,
        says="About money: a charge, bill or refund",
        veto=False,
        patterns=listed("""
            charge|charged|charges|charging|overcharg*|billed|billing|invoice*; refund*|reimburs*; money|cash back; my
            money; payment ... failed|declined|twice|double; direct debit; debited|deducted; price ...
            increas*|hike*|rise*|raise*|went|up; hidden fee*|fees; pay|paid ... for nothing|twice; credit|debit card
        """),
    ),
    Rule(
        id="en.billing.urgent",
        topic=Topic.BILLING,
        urgency=Urgency.HIGH,
        says="Money seems to be lost or blocked",
        veto=False,
        patterns=listed("""
            charged|billed|debited|paid|taken ... twice|double|again|wrong|without|still|three; refund* ...
            overdue|still|week*|month*|never|nobody|where|promised; nobody|never|not ... money|refund back|yet; money
            ... gone|missing|stolen|blocked|frozen; account ... blocked|frozen|locked|suspended; locked out; double
            charge*; second charge; lost ... money|savings|deposit
        """),
    ),
    Rule(
        id="en.delivery",
        topic=Topic.DELIVERY,
        urgency=Urgency.NORMAL,
        says="A parcel or delivery is late, lost or wrong",
        veto=False,
        patterns=listed("""
            where is|are my|our|the ... order|parcel|package|delivery|stuff|refund|money; not ...
            arrived|delivered|shipped|received|come|dispatched; never arrived|came|showed|delivered|received|turned;
            still waiting|not|no|nothing; parcel|package|order|delivery|courier ...
            late|lost|missing|damaged|wrong|stolen|never|not|delay*; late|lost|missing|wrong|damaged|delayed ...
            parcel|package|order|delivery|item*|size|colour|color; no news; tracking; should have been|come|arrived;
            wrong|incomplete order|item|size; promised|was|were due|supposed ...
            monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|last; was promised
        """),
    ),
    Rule(
        id="en.account",
        topic=Topic.QUESTION_ACCOUNT,
        urgency=Urgency.NORMAL,
        says="Needs a look into the writer's own order, booking or account",
        veto=False,
        patterns=listed("""
            can|could|would|will|please|need|want|how|when|why|help|check|did|has|is|look* ... my|our
            order|account|refund|booking; can|could|please|need|want|how|when|why|help|check|did|has|is ... my|our
            reservation|subscription|password|invoice|delivery;
            can|could|please|need|want|how|when|why|help|check|did|has|is ... my|our
            address|details|payment|appointment|ticket*|card|plan; reset|change|recover|forgot ...
            password|address|email|account|order|date|booking|login; log|sign in|into; order number|reference|id;
            account number; passcode*; verification code*; how much ... i spend|spent|owe|earned|paid|already;
            cancel|cancelling|canceling ... my|the|our|subscription|order|booking|account|membership;
            return|exchange|swap ... item|it|this|them|order|size; dm|message|call|contact|email|ring me|us; get back
            to me|us; looking|look into; somebody|someone|anyone ... dm|message|call|contact|help|answer*|reply
        """),
    ),
    Rule(
        id="en.complaint.escalation",
        topic=Topic.COMPLAINT,
        urgency=Urgency.HIGH,
        says="Threatens to escalate or to go public",
        veto=False,
        patterns=listed("""
            speak|talk|spoke|complain to|with ... manager|supervisor|ceo|boss|director; escalat*; unacceptable;
            going|go|goes viral; boycott*; tell|telling|show|warn* ... everyone|everybody|followers|friends|world; my
            followers; post* ... everywhere|review*; worst company
        """),
    ),
    Rule(
        id="en.complaint",
        topic=Topic.COMPLAINT,
        urgency=Urgency.NORMAL,
        says="Unhappy, or praise with a sting",
        veto=False,
        patterns=listed("""
            thanks|thank|thx|cheers ... for nothing; thanks|thank ...
            automated|automatic|canned|scripted|robot*|war|genocide|layoffs|strike*;
            not|never|hardly|barely|no|isnt|far ...
            great|good|nice|happy|impressed|recommend|amazing|best|helpful|perfect|love|like|worth|ideal; used to; no
            longer; in pieces; let down; let me|us|them down; hair|hairs in|on; never again; last time; was|were ...
            before|until|once; lost a|another|me|my customer*; switch*|moving|move|going|leaving|leave ...
            competitor*|rival*|elsewhere; one|1|zero|0|two|2|no star|stars; do better; sort it out; what a
            joke|shame|mess|waste; good|best luck getting|trying|with|finding; on hold; gone downhill;
            go|gone|going|went down|backwards; nobody|no one answers|answered|picks|replies|cares|helps;
            hours|hour|days|weeks|months later|late|ago|waiting|wait; half empty|cold|full; how hard|difficult; too
            expensive|much|late|small|long
        """),
    ),
    Rule(
        id="en.irony",
        topic=Topic.COMPLAINT,
        urgency=Urgency.NORMAL,
        says="May be meant the other way round",
        veto=False,
        patterns=listed("""
            yeah|yea right|sure; thanks|thank a bunch;
            amazing|great|nice|lovely|loving|wonderful|brilliant|incredible|funny|awesome that|how|when; love that|how
            you|they|your|their|the|it; love it when; love|loving ... when|waiting|paying|being; love how; well
            done|played ... for|on|you; good|great|nice|fantastic|excellent|awesome|amazing|brilliant job|work|one
            on|at|losing|ignoring|breaking|making|ruining|not; as usual; as always; yet another; just
            great|wonderful|brilliant|perfect|lovely|fantastic|what; another
            great|fantastic|lovely|wonderful|brilliant|amazing|update|day|week; congratulations|congrats|bravo|kudos
            on|for the? ... worst|being|becoming|losing|another; so ... of you to; thanks|thank ... making ...
            late|wait|miss|feel; what a surprise; with friends like; big|huge|massive thank* ... whoever; if
            this|that|it is; thank u|you next
        """),
    ),
    Rule(
        id="en.request",
        topic=Topic.OTHER,
        urgency=Urgency.NORMAL,
        says="Asks for something that only a person can settle",
        veto=False,
        patterns=listed("""
            in advance; would|could|should be ...
            great|nice|good|lovely|perfect|cool|better|awesome|appreciated|grateful|helpful|if; bring|brings back|it;
            you|u should|could|might|need|must; please ... do|stop|make|add|bring|fix|help|tell|send|give|call|let;
            suggestion*|suggest|feature request; wish you|u|it|there|they;
            collab*|partnership*|sponsor*|influencer*|ambassador*|wholesale|distributor*|b2b;
            donat*|charity|raffle|fundrais*; i|we wonder
        """),
    ),
    Rule(
        id="en.job",
        topic=Topic.JOB,
        urgency=Urgency.NORMAL,
        says="Looks for work",
        veto=False,
        case=False,
        patterns=listed("""
            hiring; a|any|my job|jobs; job|jobs at|with|for|opening*|offer*|application*;
            vacancy|vacancies|internship*|intern|apprentice*; cv|resume; apply|applying|applied|application ...
            job|role|position|work|at|for; work|working for|with|at you|your; join|joining the|your team;
            career*|recruit*
        """),
    ),
    Rule(
        id="en.profanity",
        topic=Topic.OTHER,
        urgency=Urgency.NORMAL,
        says="Strong language",
        veto=False,
        case=False,
        patterns=listed("""
            fuck*|shit*|***|bloody|damn*|crap*|arse*|ass|asses|piss*|bollocks|bullshit|wtf|stfu|gtfo|goddamn*|hell|effing|freaking
        """),
    ),
)

INSULTS = (
    Rule(
        id="en.abuse",
        topic=Topic.TROLL,
        urgency=Urgency.LOW,
        says="Insults somebody",
        veto=False,
        case=False,
        patterns=listed("""
            idiot*|moron*|imbecile*|retard*|braindead|brainless|scum*|loser*|bitch*|bastard*|asshole*|arsehole*|cunt*|dickhead*|wanker*|twat*|prick|pricks|dipshit*|douchebag*|whore*|slut*|faggot*|dumbass*|jackass*|subhuman*|vermin;
            brain dead; you|u|ur|your|they|these|those|such|bunch|pack|lot|of ...
            clown*|pig|pigs|dumb|stupid|trash|garbage|ugly|parasite*|clueless|rats|morons; your|ur|yer|yo
            mum|mom|mama|mother; fuck off|you|u|ur|your; suck my|a; stfu|gtfo; shut up; go to hell; eat shit; piss
            off; screw you|u
        """),
    ),
)

SPAM = (
    Rule(
        id="en.spam.money",
        topic=Topic.SPAM,
        urgency=Urgency.LOW,
        says="Promises quick money",
        veto=False,
        case=False,
        patterns=listed("""
            earn|make|making|earning ... day|week|month|hour|home|online|daily|weekly; passive income; quick|easy|fast
            cash|money; work from home; crypto*|bitcoin*|forex|nft|nfts|trading signals; invest* ...
            return*|profit*|bitcoin|crypto|guarantee*; guaranteed profit*|return*|income; financial freedom;
            loan*|casino|betting
        """),
    ),
    Rule(
        id="en.spam.reach",
        topic=Topic.SPAM,
        urgency=Urgency.LOW,
        says="Offers followers or promotion",
        veto=False,
        case=False,
        patterns=listed("""
            free|buy|get|gain|more|cheap ... followers|likes|views|subscribers; promote|promotion|promo|boost|grow ...
            page|account|brand|channel|package*|packages|business|it|on|now; dm|send ... promo|promotion|collab; seo
            service*|packages|agency; powerful spell*; spell caster*; love spell*; bring|brought|bringing back my|your
            ex|husband|wife|lover|man; bring|brought|bringing my|your ex|husband|wife|lover|man back; follow
            for|back|4; shoutout|shout for
        """),
    ),
    Rule(
        id="en.spam.call",
        topic=Topic.SPAM,
        urgency=Urgency.LOW,
        says="Presses to click, write or look elsewhere",
        veto=False,
        case=False,
        patterns=listed("""
            click ... link|here|<link>|now|below; link in bio; check|visit|see my|this|out ...
            profile|page|bio|channel|<link>; dm|text|message|contact|write|add me ... whatsapp|telegram|<link>; on
            whatsapp|telegram; limited time|offer; act now|fast; 100 free|legit; visit <link>
        """),
    ),
)
