"""The English vocabulary of praise, thanks and simple questions."""

from shared.classify.vocabulary import Vocabulary, words

ENGLISH = Vocabulary(
    thanks=words("""
        appreciate appreciated appreciation cheers grateful gratitude thank thankful thanks thankyou thankyousomuch
        thanx thnx thx tnx ty tysm
    """),
    strong=words("""
        addicted adorable adore adored adores amazing amazingly awesome beautiful beautifully best brilliant
        brilliantly comfiest coolest cosiest cutest delicious delighted delightful divine enjoyed enjoying excellent
        exceptional exceptionally exquisite fabulous fantastic faultless fave favorite favourite finest flawless
        friendliest glorious gorgeous greatest handsome heaven heavenly hero heroes immaculate impressed impressive
        incredible incredibly kindest love loved loveliest lovely loves lovin luv magnificent marvellous nicest
        obsessed outstanding perfect perfection perfectly phenomenal precious recommend recommended recommending
        scrumptious spectacular stunning sublime superb sweetest tastiest tasty terrific thrilled treasure
        unbelievably wonderful wonderfully yum yummy
    """),
    weak=words("""
        attentive beauty blessed bright care cares caring charm charming cheerful classy clean clever comfortable
        comfy cool cosy cozy creamy crispy cute dedicated easy efficient elegant enjoy excited exciting fan fans fast
        fine fluffy fresh friendly fun gem generous gentle glad good great happier happy hardworking helpful hooray
        iconic informative insightful inspiration inspirational inspired inspiring joy juicy kind kindly kindness
        legend legends luxury magic magical nice nicely passionate pleased pleasure polite powerful pretty
        professional prompt promptly proud quality quick quickly relaxing reliable respectful smart smile smiled
        smiles smiling smooth smoothly soft sparkling special star stars stylish super sweet thoughtful tidy top treat
        treats unique welcome welcoming wholesome winner winners woohoo yay
    """),
    plain=words("""
        a about above absolute absolutely across actual advice advisor afternoon afternoons agent ah ahh album ale all
        along already also always am amen amount an and angel angels answered answering answers any anyone anything
        app apple are area around arrive arrived art as ask assist assistance assistant assistants at atmosphere
        attention audiobook author autumn aw aww baby back backpack bacon bag bagel bagels bags bakery balm bamboo
        banana band bar barber barista baristas bartender bass be beans bed beef been beer beige being belt berries
        berry better beyond bicycle big bigger biggest bike birthday birthdays bit black blanket blog blue book books
        boots both bottle bought box boxes boy boys bracelet brand bread breakfast brew bring brings brother brothers
        brought brow brown brownie brownies brows brunch brush buddy builder builders burger burgers burrito burritos
        business butter buy by cabin cafe cake cakes call came camera campaign candle candles cappuccino car caramel
        card cards carpet case cashier cat cats celebrate celebrated celebrating celebration centre ceramic certainly
        chair chance channel chapter character characters chat checkout cheese chef chefs chicken chips chocolate
        choice choose christmas cider cinema cinnamon city clarification clarifying class classes clearly clothes
        coach coat cocktail cocktails coffee collar collection color colors colour colours com come coming community
        companies company completely concert conditioner conference congrats congratulations console content cookie
        cookies cotton counter course courteous courtesy crab cream creative crew croissant crowd cuisine cup curry
        curtains customer customers cut d dad darling daughter daughters day days dear decor deep definitely deliver
        delivered delivery design designer designers designs desk dessert desserts detail details did dinner dip dish
        dishes display do does dog dogs done donut donuts doughnut doughnuts down dress dresses dressing drink drinks
        driver drivers each early earrings easter edges edition effort efforts eggs electrician email encouragement
        engineer episode episodes espresso evening evenings event events ever every everybody everyone everything
        exactly exclusive exhibition experience explained explaining explanation extra extremely fab facial family
        fashion feature features feedback feel feeling feels ferry film films find finish fish fit fits fitter fixed
        fixing flat flavor flavors flavour flavours flowers folks follow following food for forever found fragrance
        frame friend friends from front fruit full gals game games garden garlic gave gelato generosity get getting
        gift gifts gin ginger girl girls give gives giving gloves go goes going gold got gown grandma granny gray
        green grey group guide guy guys gym had haha hair haircut hairdresser hand handmade hands happily has hat have
        having he heading headphones heart heartfelt heartwarming heels hehe hello helmet help helped helping helps
        her here hey hi high highly him himself his holiday holidays home homemade honestly honey hoodie hoodies hope
        hospitable hospitality hostess hotel house hubby hug huge hugely hugs husband i ice idea ideas images in info
        information ingredients input inside insight installer instructor interface into is it item items its jacket
        jackets jam jeans jersey jewellery job join juice jumper jumpers just keen keep keeping keyboard kid kids kiss
        kisses kitchen kitten knowledge knowledgeable kudos label labels ladies lads lady lager lamb lamp lampshade
        laptop lashes latte learn learned learnt leather lemon lemonade lesson lessons level levels lifetime light
        lights like liked likes lime linen lipstick list listening little live lobby lobster local look looking looks
        lot lotion lots lovelies luckiest lucky lunch lunchtime ma macchiato made magazine maintenance make makes
        making mam man manager mango manicure many mascara mask massage massive massively mate mates matter mattress
        may me meal meals meet meeting member members men mention menu merch message might mile million mind mint
        mirror mocha mom moment moments more morning mornings most movie much muffin mug mum mums museum music must my
        myself n nails necklace new news newsletter night nom noodles notebook novel of off offer office okay old omg
        on once one online ooh open opening or orange order ordered ordering organic our out outfit over own owner
        owners packaged packaging packed page paint pair pancakes paper parcel park part parts party pasta pastries
        pastry pen people performance perfume person phone photo photos pic pics picture pictures pie piece pilates
        pillow pilot pink pizza place places plants play played player playlist plumber podcast pool pork portion post
        poster posts prawns present presentation print prints product products professionalism project pudding puppy
        purchase purple purse putting quite r ramen range read reading ready really received reception receptionist
        recipe recipes recommendation recommendations red remember reminding repair replacement replied reply replying
        resolved resolving response restaurant ribbon rice ride right ring rings roast rock rocking rocks room rooms
        rug salad salmon salon sandals sandwich sauce sausage scarf scene scent scone scones screen season see seeing
        seen sending sent series serum service services serving set shampoo share shared sharing she sheets shipping
        shirt shoe shoes shop shopping shops shoutout show shows shrimp silk silver simply sincerely sir sister site
        skin slippers small smell smelling smells smoothie smoothies sneakers so soap social socks sofa solved solving
        some someone something son song songs soon sorbet sorted sorting soul souls sound sounds soup spa speaker
        speakers speedy spot spring staff stage start stay stayed steak sticker stickers store stores story
        strawberries strawberry studio stuff style stylist success such suit suitcase summer sunglasses support
        supporters surprise surprised sushi sweater t table tablet taco tacos take taking talent talented talk talks
        tart taste tastes taught tea teacher teachers teaching team teams technician tell tent than that the theatre
        their theirs them then therapist there these they thing things think this those through thumbs tickets tie
        time tips to toast today together tomorrow tonight too tools totally tote touch tour towel town toy toys
        trainer trainers treatment tree trip truly try trying tshirt tuna tutorial u unreal up update upgrade ur us
        use using van vanilla vase vegan vegetables veggie very via vibe vibes video view views visit visited visiting
        visits voice waffles waiter waitress wallet want was watch watching way we wear wearing webinar website
        wedding week weekend well were what whenever which whisky white whole wife win wine winter wish with woman
        women won wonder wooden wool word words work worked working works workshop world worth wow wrap wrapped
        wrapping writing written x xmas xo xoxo xx yall year years yellow yes yesterday yoga you young your yours
        yourself youtube
    """),
    asking=words("""
        accept accepted accepts accessible address adult age ages allowed availability available bank booking bookings
        branch bus can cash cheap child children click close closed closes closing code collect contact contactless
        cost costs could countries country currency date dates delivering dine dollars dozen eight entrance entry eu
        europe european euros far fee five four free friday fridays groups hiya hour hours how if international island
        islands know l large largest last late latest located location locations long m medium midnight minimum monday
        mondays near nearest next noon number only opens outdoor overseas parking pay paypal per pet pets pick pickup
        postage pounds preorder price priced prices pricing public reservation reservations reserve restock restocked
        restocking s sale saturday saturdays seat seating seats sell selling sells seven ship shipped ships six size
        sized sizes still stock stocked stocks street student students sunday sundays takeaway takeout ten three
        thursday thursdays ticket till times train transport tuesday tuesdays until visa voucher vouchers wednesday
        wednesdays weekday weekdays weekends when where wheres who wifi will worldwide would xl xs xxl
    """),
    opening=words("""
        any anyone are can cost could did do does hours how is opening price prices pricing r what when where which who
        will
    """),
    negative=words("""
        abandoned absurd aggressive angry annoyed annoying apologise apologize apology appalled appalling arrogant
        ashamed atrocious avoid awful awkward bad badly bait bland bored boring bother broke broken buggy bugs
        bullshit burnt canceled cancelled cheated cheating clueless cold complain complained complaining complaint
        complaints confused confusing crack cracked crap crappy crash crashed crashes crashing cry crying damage
        damaged damages dangerous deaf declined defective delay delayed delays deleted deletes depressing deserve died
        dirty disappoint disappointed disappointing disappointment disaster disgrace disgraceful disgusted disgusting
        dishonest disrespectful dreadful dropped dry dumb empty error errors evil expensive expired fail failed
        failing fails failure fee fees beetle beetles fake false fault faulty fed filthy fool forgot forgotten foul
        frustrated frustrating frustration garbage ghosted ghosting greedy gross grumpy hate hated hates hating
        headache hell horrendous horrible horribly horrid horrific hurt idiotic ignore ignored ignores ignoring
        impossible inadequate incompetence incompetent incomplete incorrect inedible infuriating insult insulted
        insulting irritating joke junk kaput lame lazy leak leaking leaks lie lied lies lose loses losing loss lost
        lousy lying mess messed messy misleading missed misses missing mistake mistakes mistreated nasty negative
        neglected nightmare noise noisy nonsense offended offensive ordeal outage outrage outrageous overcharged
        overcooked overpriced pain painful pathetic pity pointless poor poorly problem problems queue queued queues
        queuing raw refuse refused refuses refusing regret regrets ridiculous rip ripped rotten rubbish rude rudeness
        ruined ruining ruins sad sadly scam scammed scratched scratches shabby shambles shambolic shame shameful shit
        shitty shocked shocking sick slow slower slowest smashed soggy sorry spoiled spoilt stained stale stink stinks
        stole stolen stuck stupid suck sucked sucks suffer suffering tasteless terrible terribly terrified tired torn
        trash unacceptable unavailable undercooked unfair unfortunate unfortunately unfriendly unhappy unhelpful
        unprofessional unsafe unusable upset upsetting useless violated wait waited waiting waste wasted wasting weird
        woeful worn worse worsening worst worthless wrong wrongly
    """),
    turning=words("""
        after again almost although another anymore apart barely because before but considering could despite doubt
        either except exception fewer finally formerly hardly hence how however if instead lack lacking lacks least
        less longer maybe nearly need needed needs neither never no nobody none nope nor not nothing nowhere only
        otherwise perhaps pls plz previously rather scarcely should since still stop stopped stopping supposed tho
        though till unfortunately unless unlike until used when whereas while who whose why without would yet
    """),
    doubtful=words("""
        allegedly anyway apparently bother clap classic eh ffs genius geniuses guess hilarious hm hmm hopefully
        imagine ironic ironically irony laughable lmao lmfao lol meh obviously oh priceless rofl sarcasm seriously
        slow smh supposedly sure typical whatever wtf wth yea yeah
    """),
    mine=words("me mine my myself"),
)
