"""Portuguese rules, for Brazil and Portugal: dangers, daily matters, insults and spam."""

from shared.classify.rule_kinds import in_language

PATTERNS = {
    "safety.fire": """
        incêndio*|incendiou|bombeiro*; pegou|pegando|pega|pegar|apanhou|ateou|em fogo|chamas; labareda*; fumaça|fumaças;
        muito|saiu|saindo|sai|deitar|deita|a fumo; faísca*|faisca*; explodi*|explodiu|explosão ...
        gás|bateria|forno|telefone|celular|telemóvel|casa; explodiu|explodir|explodindo|rebentou;
        vazamento|fuga|escape|vazando ... gás; gás ... vazamento|vazando|fuga|cheiro; cheiro|cheira|cheirando|fede ...
        gás|queimado|fumaça|plástico|gasolina; monóxido; eletrocut*|electrocut*; choque*|descarga elétric*|eléctric*;
        levei|tomei|levou|tomou|apanhei|deu|dá|dando ... choque|choques; curto circuito; fio|fios|cabo|cabos ...
        desencapad*|descarnad*|derret*|queimad*|solto|soltos; superaquec*|sobreaquec*;
        esquenta|esquentando|aquece|aquecer ... demais|muito|demasiado;
        queimei|queimou|queimaram|queimadura*|queimad*|queimando|queima; carregador|tomada|bateria|cabo|aparelho ...
        derret*|inchad*|inchou|explod*|fumaça|fogo|fumo; derreteu|derretendo|derretid* ...
        tomada|carregador|fio|plástico
    """,
    "safety.health": """
        intoxic*|envenen*|veneno*; vomit*|vômito*|vómito*|diarreia*|diarréia|náusea*|enjoo|enjoos|salmonel*|listeria;
        passei|passou|passando|passamos|passaram|senti|sentiu|sentimos|ficamos ... mal|doente;
        fiquei|ficou|ficaram|ficámos|ficando doente*; estou|está|estamos|estão|é doente*; reação|reacção|reações
        alérgica*|grave; anafil*|urticária|alergia ... pele|rosto|grave; inchad*|inchou|inchado ...
        rosto|boca|lábio*|olho*|garganta|língua; rosto|boca|lábio*|olho*|garganta|língua|pele|cara ...
        inch*|queim*|ardendo|arder|vermelh*|irritad*|coça*|coceira; coceira|comichão; bolhas|manchas vermelhas|na|no;
        hospital|hospitais|internad*|ambulância*|samu|inem|urgência|urgências|uti|uci; pronto socorro;
        desmai*|inconsciente*|convuls*; sufoc*|asfixi*|engasg*|estrangul*; engoli*|ingeri*;
        afogou|afogando|afogad*|afogar; sangr*; sangue ... na|no|boca|muito|meu;
        ferid*|ferimento*|feriu|machuc*|magoou|lesion*|lesão|lesões|fratur*|fractur*;
        cort*|quebr*|perdeu|perdi|esmag*|prend*|parti ... dedo*|mão|braço|perna|pé|dente*|lábio;
        pedaço*|caco*|estilhaço*|fragmento* de vidro|metal|plástico|madeira|osso;
        vidro|metal|prego|parafuso|barata*|larva*|verme*|rato|ratos|cabelo|inseto|bicho* no|na|nos|dentro|em;
        mofo|mofad*|bolor|bolorent*|baratas|larvas|estragad*|vencid* ...
        comida|produto*|carne|leite|iogurte|estava|alimento*|pão; mofo|bolor|bolorent*|larvas; contaminad*|tóxic*;
        efeito* secundário*|colateral|colaterais|adverso*; perigo*|risco de vida|morte; perigosíssimo;
        infarto|enfarte; bebê|bebé|criança*|filh*|cachorro|cão|gato ...
        mal|ferid*|machuc*|caiu|engasg*|engoli*|queim*|doente*|sufoc*|passou; recall do|da|de|desse|deste; recolha
        do|de|da produto|lote; não respira; lâmina|lâminas|navalha no|na|em; no soro; formiga*; ficou|está
        azul|roxo|roxa; caído|caída no|ao chão
    """,
    "safety.failure": """
        freio*|freios|travão|travões|direção|airbag*|cinto ... falh*|não|quebr*|parti*|soltou|pararam|funcion*;
        acidente|acidentes|batida|atropel*|capotou|capotamento;
        roda|alça|escada|cadeira|cadeirinha|banco|prateleira|pega|carrinho ...
        quebrou|partiu|soltou|caiu|cedeu|desabou|desmontou; desabou|desabamento|desmoronou;
        motorista|entregador|motoboy|condutor|camião|caminhão|carrinha ...
        bêbad*|embriagad*|atropel*|perigos*|contramão|furou|louco; passou|furou ... sinal|semáforo vermelho; quase ...
        morri|morreu|morremos|matou|matei|atropel*|caí|caiu|mata|bateu; descarril*;
        presos|preso|presa|presas|trancados|trancado|fechados no|na|dentro ...
        elevador|loja|banheiro|brinquedo|grade|berço|parque
    """,
    "safety.diet": """
        alergia*|alérgic*|alergên*|alergéni*|intoleran*|intolerân*|glúten|celíac*|lactose|amendoim|amendoins|gergelim|sésamo|marisco*;
        frutos|frutas secos|secas; grávid*|gestante*|gravidez|amament*; recém nascid*;
        medicamento*|remédio*|bula|posologia|dosagem|diabet*|diabét*|epilep*|epilét*|asma|asmátic*|marcapasso;
        seguro|segura|seguros para bebê*|bebé*|criança*|grávidas|gestantes; amianto
    """,
    "minors": """
        pedofil*|pedófil*|aliciamento|aliciar; menor|menores ... idade|álcool|bebida*|cigarro*|vend*|dados|tabaco;
        álcool|cigarro*|bebida* ... menor|menores; estranho|adulto|homem|desconhecido ...
        escrev*|mensagem|mensagens|contat*|contact*|fala ... filh*|criança*; foto|fotos|imagem da|do|dos|de
        minha|meu|meus|nossa|nosso|filh* ... sem|autoriz*; dados ... crianças|menores; conselho tutelar
    """,
    "grief": """
        falec*|óbito|funeral|enterro|velório|luto|viúv*|sepultamento; meu|minha|nosso|nossa
        pai|mãe|marido|esposa|filh*|irmão|irmã|avô|avó|mulher ... morreu|faleceu|partiu|morto|morta; morreu|morreram
        ... pai|mãe|marido|ontem|hoje|semana|cachorro|gato; morreu; descanse em paz; condolências|pêsames; meus
        sentimentos; câncer|cancro|quimio*; aborto espontâneo; perdi|perdemos ...
        pai|mãe|bebê|bebé|filh*|marido|avó|avô; coroa de flores|funebre; no céu; em paz; oncologia; partiu em
    """,
    "self_harm": """
        suicid*|suicíd*|automutil*; me matar|enforcar|cortar|machucar; matar|enforcar|cortar|magoar|atirar me;
        matarme; me mato|enforco; tirar|tirando a? minha? própria? vida; acabar|terminar com|a tudo|minha|vida; não
        ... quero|aguento|consigo|vontade ... viver|existir|vivo|viva|continuar; quero|queria|vontade|prefiro|vou de?
        morrer|desaparecer|sumir; melhor ... morto|morta|sem mim; não ... razão|motivo|sentido ... viver; não vale a
        pena viver; cansei|cansad* de viver; adeus a? todos|mundo|vida; me jogar|jogar me|atirar ... da|do|de ...
        ponte|prédio|janela; me jogar|jogo|atiro ... ponte|prédio|janela|trem; pôr fim à|a vida|tudo; fazer mal a mim;
        acabar com tudo|isto|isso; não aguento mais viver|a; ninguém sentiria|sentirá; vontade de viver; sumir
        para|pra sempre
    """,
    "self_harm.told": """
        se|te mata|mate|matem|enforca|suicida; mata|mate|matem|enforca te|se|vos; vai|vão morrer|se matar; morre
        logo|desgraç*|praga; morram todos?; suicida te; deviam|devia|devias|deveriam ... morrer|matar; se joga|jogue ...
        ponte|janela
    """,
    "threat": """
        vou|vamos|vai|vão te|vos|lhe|os|todos ...
        matar|queimar|bater|quebrar|esfaquear|arrebentar|rebentar|destruir|furar; vou|vamos te|vos
        pegar|partir|acabar; vou|vamos|vai|vão esfaquear|arrebentar|espancar|degolar|incendiar; matar
        vocês|todos|você|tu|vos|esses|alguém; botar|tacar|pôr|por|atear|meter|colocar|tocar fogo;
        queimar|incendiar|explodir ... loja|escritório|sede|agência|prédio|tudo; sei|sabemos|descobri onde ...
        mora*|vive*|trabalha*|estacion*|mor*; bomba|bombas|pistola|revólver|espingarda|granada|caçadeira; faca|facão
        ... barriga|pescoço|costas|vou|nas|na; vão|vai|vais ... pagar caro|arrepender|morrer|sofrer;
        vocês|vão|vais|vai se? arrepender|pagar; arrepender se; vocês|tu|você|estão|estás|está ... mort*|ferrad*;
        espero|esperamos|esperando ... saída|fora|rua|porta ... te|vocês|vos|vós; te pego|esperando lá? fora|saída;
        merecem|merece|mereces ... morrer|morte|tiro|surra|bala|queimar; quebrar|partir|arrebentar ...
        cara|dentes|pernas|boca|focinho|trombas; ameaç* ... morte|de; cuidado ... costas|rua; dar um tiro; tiro
        na|nos|no cabeça|cara|cornos; meto|meter bala; com uma? faca; homem|mulher|alguém com faca; sabe onde
        moro|vivo; me segue|seguiu|seguindo
    """,
    "legal": """
        advogad*|jurídic*; tribunal*|juizado|juiz|juíza|promotor*|procon;
        processar|processo|processos|processei|processá* ...
        vocês|empresa|judicial|contra|vos|justiça|criminal|jurídico|vou|advog*; vou|vamos|irei processar;
        meter|pôr|abrir|entrar|mover ... processo|ação|acção|justiça|tribunal; ação|acção|ações
        judicial|coletiva|civil|legal|judiciais|contra|na; na|à|a|pela justiça; medidas|vias|providências
        legais|judiciais|cabíveis|jurídicas; polícia*|delegacia|psp|gnr; boletim de ocorrência; notificação
        extrajudicial|judicial; danos morais|materiais; indeniz*|indemniz*; responsabilidade civil|criminal; queixa
        crime; apresentar|fazer|apresentei ... queixa ... polícia|crime|contra; defensoria; pequenas causas; julgado* de
        paz
    """,
    "legal.claim": """
        ilegal*|ilícit*|fraudulent*|criminos*|delito; crime|crimes; contra a lei; proibido|previsto por|pela|em lei;
        direito* de|do autor*|imagem; plagi*|plágio|falsificad*|falsificação|pirataria|contrafação|contrafeit*;
        propaganda|publicidade enganosa|falsa; prática* abusiva*; copi*|roub*|usando|usaram|usam ...
        minha*|meu*|nossa*|nosso* ... foto*|desenho*|arte|imagem|imagens|ideia|design|música; trabalho
        escravo|infantil|forçado; suborn*|propina|corrup*; lavagem de dinheiro; sonegação|evasão fiscal; código de
        defesa; cdc
    """,
    "regulator": """
        procon|anatel|anvisa|aneel|bacen|ibama|inmetro|senacon|anacom|asae|ersar|cnpd|anpd|ouvidoria|susep|anac; livro
        de reclamaç*; reclame|reclama aqui; banco central|portugal; defesa|direito|direitos|associação do|de|dos
        consumidor*; ministério público; vigilância sanitária; portal da queixa; autoridade* ...
        saúde|competente*|segurança|trabalho|proteção; inspeção|inspetor*|fiscalização|fiscal;
        reclamação|queixa|denúncia formal|oficial|na|no; denunci*; entidade reguladora; agência reguladora
    """,
    "privacy.leak": """
        vazamento|vazaram|vazou|vazad*|fuga|violação|roubo|exposição ... dados|informações|senhas|cpf;
        dados|pedido|pedidos|endereço*|morada|fatura*|conta|nome|encomenda|boleto ... de|do|da|a|com ...
        outr*|estranh*|desconhecid*|terceiros|alguém; vejo|vi|ver|aparece*|recebi|acesso|mostra ...
        dados|pedido*|fatura*|endereço*|conta|informações ... outr*|estranh*|desconhecid*; dados
        vazad*|expost*|públic*; exames|resultados|correspondência da|do|de senhora|senhor|dona|sra
    """,
    "privacy.request": """
        lgpd|rgpd|gdpr; apag*|exclu*|elimin*|delet*|remov* ... meus|minha|meu|todos|nossos ...
        dados|conta|cadastro|informações|perfil; dados pessoais|sensíveis; privacidade; proteção|protecção de dados;
        direito ao esquecimento; vend*|compartilh*|partilh*|cederam|passaram|deram ... meus|meu|minha ...
        dados|número|telefone|email|cpf; sem minha|meu|o|a|nossa|nosso|autorização|consentimento ...
        consentimento|autorização|permissão|conhecimento; sem autorização|consentimento|permissão; film*|grav*|fotograf*
        ... sem|escondid*; parem|pare|parar|deixem de? ... ligar|enviar|mandar|encher|contactar|mensagens|spam;
        descadastr*; cancelar|remover ... subscrição|inscrição|newsletter
    """,
    "security.attack": """
        hacke*|hackearam|invadi*|piratead*|clonad*|clonaram ... conta|perfil|site|whatsapp|cartão|email|sistema|chip;
        hackead*|hackearam|hackeada|hacker*; conta|perfil ...
        roubad*|invadid*|hackead*|clonad*|comprometid*|sequestrad*; alguém|estranho|desconhecid* ...
        entrou|acess*|comprando|usando|pedindo ... minha|meu|conta|perfil|cartão; vulnerabilidade*|brecha|falha ...
        segurança|sistema|site; vulnerabilidade*; entrar|acessar|aceder ... sem senha|palavra; acesso* não autorizad*;
        acesso indevido; ransomware|malware; ataque informático|hacker|cibernético;
        compras|transações|transferências|pix ... não ... fiz|reconheço|autoriz*
    """,
    "security.fraud": """
        phishing|golpista*|fraude*|burla*|burlad*|burlão|burlões|estelionat*|vigaris*|vigarice|impostor*|falsári*;
        site|página|perfil|conta|email|sms|boleto|anúncio|mensagem|loja fals*|suspeit*|fake; fals*
        site|página|perfil|conta|email|sms|boleto|anúncio|funcionário|entregador;
        fazendo|passando|passam|passar|fazem|fazer se? ... passar|por ... vocês|empresa|vós; em nome de? vocês; vosso
        nome; nome de vocês; é|são|foi ... mesmo|realmente de? vocês|vosso|vossa; é|são ... confiável|golpe|fidedigno;
        pede|pedem|pedindo|pediu|pediram|solicit* ... senha|cartão|código|pix|dados|cpf|palavra|iban|pin|nib;
        roubo|roubad*|roubaram|furto|furtad*|ladrão|ladrões; ganhei|ganhou|ganhaste ...
        prêmio|prémio|iphone|vale|sorteio|voucher
    """,
    "press": """
        jornalista*|repórter*|correspondente|redação|redacção; assessoria|gabinete|contato|contacto|sala|nota|assessor*
        de? imprensa; imprensa; direito de resposta; posicionamento|declaração|comentário|posição|esclarecimento|nota
        ... reportagem|matéria|notícia|denúncia|artigo|até; escrev*|prepar*|fazendo|apurando|public* ...
        reportagem|matéria|artigo|notícia; na|pra|para mídia|media|comunicação; reportagem
    """,
    "press.friendly": """
        entrevist*|documentário; para|pra|da|nossa revista|programa|jornal; podcast ...
        convid*|entrevist*|episódio|participar; tv|televisão|rádio|canal ...
        entrevist*|programa|matéria|reportagem|convid*; globo|sic|rtp|tvi|record|sbt ...
        programa|reportagem|jornal|entrevista|matéria
    """,
    "outage.wide": """
        apagão|blackout; queda|falha|avaria|interrupção geral|nacional|generalizada; 190|192|193|112|samu ...
        não|fora|mudo; número|linha|chamadas de emergência;
        maquininha*|pix|cartão|cartões|pagamentos|caixas|multibanco|terminais ... não|fora|caiu|falh*|down|recusad*;
        ninguém ... consegue|pode ... pagar|ligar|entrar|acessar|aceder; toda|todo|inteira|inteiro ...
        cidade|país|bairro|região|zona|rua|estado ... sem|caiu|fora; cidade|bairro|rua|região|país|zona
        inteira|inteiro|toda|todo ... sem|caiu|fora|luz; todo|toda mundo|gente ... fora|sem|caiu; todos sem; caiu ...
        todo|todos
    """,
    "outage": """
        fora do? ar|serviço; site|app|aplicativo|aplicação|servidor*|sistema|rede|internet|wifi|serviço|página ...
        caiu|caído|fora|trav*|down|instável|bloquead*|avariad*;
        site|app|aplicativo|aplicação|servidor*|sistema|rede|internet|wifi|serviço|página ... não ...
        funcion*|abre|carrega|entra|responde|dá|conecta|liga; não funciona|carrega|abre|conecta|consigo ...
        entrar|pagar|acessar|aceder|app|site|internet|nada; não consigo|conseguimos|dá ...
        entrar|pagar|acessar|aceder|logar|ligar|conectar|abrir; sem ...
        internet|luz|água|sinal|energia|rede|conexão|eletricidade|serviço; falta de luz|água|energia|internet|rede; erro
        500|502|503|504; está fora; avaria
    """,
    "discrimination": """
        racis*|sexis*|machis*|homofob*|homofób*|transfob*|transfób*|lgbtfob*|islamofob*|antissemit*|xenof*|xenóf*|capacitis*|misogin*|misóg*|gordofob*|gordofób*;
        discrimin*|assédi*|assedi*; por ser|sermos|eu|usar|causa ...
        negr*|pret*|gay*|lésbica*|trans|mulher*|gord*|deficiente*|nordestin*|brasileir*|estrangeir*|cigan*|muçulman*|jud*|cor|african*|pobre*|velh*|autista|sotaque|cadeirante;
        porque ... sou|é|somos ... negr*|pret*|gay|mulher|deficiente|brasileir*|cigan*|trans|estrangeir*; cor da
        pele|minha|dele|dela; cadeira de rodas ... não|recus*|imped*|sem; cadeirante* ... não|recus*|imped*|sem; cão
        guia; recus* ... atender|servir|entrar|entrada ... por|porque|negr*;
        agredi*|agressão|apalp*|estupr*|violad*|insult* ... segurança|funcionári*|me|minha|meu|atendente;
        agressão|injúria racial; segurança ... seguiu|seguindo|perseguiu
    """,
    "injection": """
        ignore|ignora|ignorem|esqueça|esquece|desconsidere|desconsidera ... instruç*|regra*|ordens|anterior*|comando*;
        instruções anteriores|ocultas|novas; você|tu é|és agora; agora você é; aja|atua|atue|comporte como; finja|finge
        que; modo desenvolvedor|programador|administrador|deus|debug;
        responda|responde|escreva|escreve|diga|diz|publique apenas|só|somente|exatamente|que|com; como|uma
        ia|bot|assistente ... deve|virtual|sem|modelo; modelo de linguagem; jailbreak|chatgpt; nova
        tarefa|instrução|missão; classifique|classifica|marque|marca|rotule|etiqueta ... como ...
        positiv*|baixa|elogio|resolvid*|agradecimento; repita|repete depois|comigo|a|isto|isso; mensagem|prompt de|do
        sistema; sistema|assistente deve|deves
    """,
    "billing": """
        cobr*|cobrança*|debit*|débito*|fatur*|estorn*|reembols*|ressarc*; devol*|devolv* ... dinheiro|valor|grana;
        meu|nosso dinheiro; tax* ocult*|escondid*|abusiv*|indevid*; aument*|subi* ... preço*|tarifa*|mensalidade|fatura;
        pag* ... duas|dobro|nada|dobrado; cartão ... recusad*|cobrad*; pagamento ... recusad*|falhou|duplicad*; boleto
    """,
    "billing.urgent": """
        cobr*|debit*|fatur*|descont*|pag* ... duas|dobro|duplicad*|vezes|sem|indevid*|três|mais;
        reembolso|estorno|devolução|dinheiro ...
        ainda|nunca|semana*|mês|meses|até|nada|aguard*|esper*|não|sumiu|desapareceu|bloquead*|prometid*;
        não|nunca|ainda|ninguém ... reembols*|estorn*|devolv*|dinheiro; conta|cartão ... bloquead*|suspens*|congelad*;
        cobrança|débito duplicad*|indevid*; perdi ... dinheiro|saldo
    """,
    "delivery": """
        cadê; onde está|estão|anda|fica|tá ... meu|minha|pedido|encomenda|reembolso;
        pedido|encomenda|pacote|entrega|produto|mercadoria ...
        não|nunca|atras*|perd*|extravi*|danific*|quebrad*|partid*|errad*|falt*|abert*|vazi*|sumiu|incomplet*;
        não|nunca|nada|ainda ... chegou|chega|chegaram|receb*|entreg*|enviad*|despach*|recebi; esper*|aguard* ...
        há|ainda|semana*|dias|meses|entrega|pedido|encomenda|produto; código|número de
        rastreio|rastreamento|seguimento|tracking; vei*|recebi|receb*|mandaram|enviaram|chegou ...
        errad*|quebrad*|trocad*|danificad*|partid*; atraso na|da|de|nas; tamanho|produto|artigo|cor errad*|trocad*
    """,
    "delivery.promise": """
        promet*|prometid*|garanti*|previst*|prazo ...
        segunda|terça|quarta|quinta|sexta|sábado|domingo|ontem|semana|entrega|24|48|dia|dias ...
        não|nada|nunca|ainda|ninguém; prometeram|prometido|prometida ...
        entreg*|segunda|terça|quarta|quinta|sexta|ontem|semana|chegar; deveria|devia|era ... chegar|chegado|entreg* ...
        ontem|segunda|terça|quarta|quinta|sexta|sábado|semana|dia; prazo ...
        passou|venc*|acabou|expirou|estourou|ultrapass*; técnico ... não|nunca|ninguém ... apareceu|veio
    """,
    "account": """
        como|quando|onde|porque|podem|pode|poderia|preciso|ajuda|problema|verificar|saber|quero|dúvida ...
        meu|minha|meus|nosso|nossa ...
        pedido*|conta|reserva|assinatura|contrato|fatura|encomenda|cartão|plano|compra|cadastro|voo|reembolso;
        senha|palavra passe? ... esqueci|recuper*|redefin*|alterar|trocar; esqueci ... senha|palavra;
        cancelar|alterar|trocar|mudar|devolver|remarcar ...
        pedido|reserva|assinatura|endereço|morada|plano|consulta|compra|voo|produto|contrato; número|nº do|de|da
        pedido|encomenda|cliente|protocolo; protocolo; chamem|chama|manda|mandem|respond*|ligu*
        no|na|a|me|direct|dm|inbox; no|por direct|dm|inbox|privado|mensagem privada?; alguém|ninguém ...
        respond*|ajud*|contact*|entr*|atend*
    """,
    "complaint.escalation": """
        falar ... gerente|responsável|supervisor*|diretor*|chefe|superior;
        inaceitável|inadmissível|intolerável|absurdo|escândalo|escandalos*; boicot*; vou|vamos ...
        viralizar|expor|postar|publicar|divulgar|espalhar; viralizar; meus seguidores; todo mundo|todos ...
        saber|avisar; último aviso
    """,
    "churn": """
        cancelar ... plano|assinatura|contrato|conta|serviço|tudo; vou|vamos|mudar|trocar|mudo|troco ...
        concorr*|operadora|outra|banco|cancelar; nunca|jamais mais; não ... compro|volto|compr*|volt* mais; última vez;
        perd* ... client*; deixar|deixo|deixei de ser cliente; rescind*|rescisão; encerrar ... conta; portabilidade
    """,
    "complaint": """
        obrigad* ... por|pelo|de nada ... nada|péssim*|atras*; obrigad* por nada; não|nunca|nem|nenhum* ...
        gost*|recomend*|bom|boa|satisfeit*|resposta|respond*|atend*|presta|vale|funcion*|ajud*|resolv*|solução;
        péssim*|horrível|horríveis|vergonha|vergonhos*|decepc*|decepç*|desilus*|desiludid*|lament*|ridícul*|descaso|palhaçada|nojo|nojent*|porcaria|lixo|desrespeito|incompet*|desastre;
        uma|que vergonha|desastre|lixo|pena|decepção|palhaçada|absurdo|porcaria; fart*|cansad*|chei*
        de|disto|disso|dessa; horas|dias|semanas|meses ... esper*|sem|aguard*|depois|atras*; ninguém
        respond*|atende|resolve|ajuda|sabe; uma|1|0|zero estrela*; antes era; já foi melhor; era melhor; muito|demasiado
        caro|cara|lento|lenta; outra vez; de novo ... problem*|não|erro|caiu|atras*; parabéns ... por|pelo|pela ...
        pior|atras*|péssim*|falha|descaso|aument*|nada; deixa|deixou a desejar; cabelo no|na; piorou|pior*; falta de
        respeito|educação|consideração|vergonha; reclamo|reclamar|reclamei|reclamando|reclamação|reclamações|queix*
    """,
    "request": """
        desde|de já agradeço|obrigad*|antemão; poderiam|podiam|poderia|podem ...
        colocar|trazer|fazer|voltar|adicionar|abrir|ajudar|enviar|responder; seria ...
        bom|ótimo|óptimo|legal|fixe|ideal|incrível; sugestão|sugestões|sugiro|sugerir;
        parceria*|patroc*|influenc*|colab*|embaixador*|revend*|atacado; voltem|tragam
    """,
    "job": """
        vaga|vagas de|para|na|em|aberta*|disponíve*|emprego|estágio;
        contratando|contratam|recrutam*|recrutar|estágio|estagi*; trabalhar com|na|no|para|convosco|aí ...
        vocês|loja|empresa|equipe|equipa|convosco; trabalhar com vocês; mandar|enviar|envio|mando ... currículo|cv;
        currículo*; procuro|busco|procurando emprego|trabalho; oferta*|proposta de emprego|trabalho; trabalhe conosco;
        candidat* ... vaga
    """,
    "profanity": """
        merda*|porra|caralho*|foda|fodas|foder|fodid*|fodeu|puta|putas|puto|bosta*|cacete|vtnc|pqp|vsf|krl|crl; foda se;
        cagad*|cagando|cagar
    """,
    "abuse": """
        idiota*|imbecil|imbecis|otári*|babaca*|cretin*|retardad*|mongol*; débil mental; filho*|filha* da|de puta|mãe;
        fdp|arrombad*|vagabund*|viado*|paneleir*|cabrão|cabrões|escroto*|escória|corja; lixo humano;
        desgraçad*|energúmen*|parvalh*|estúpid*; atrasad* mental; vai|vão|vá tomar|se|à|pra ...
        cu|foder|merda|puta|caralho; cala|calem a boca; bando|corja|cambada|quadrilha de; sua|tua|vossa mãe; vocês são
        ... burr*|idiot*|inúte*|lixo|ladr*|palhaç*|porcos; seus|seu|suas|sua
        merda*|lixo|lixos|burro*|inútil|inúteis|porco*|palhaço*|ladr*|verme*
    """,
    "spam.money": """
        ganh* ... dinheiro|reais|euros|dia|casa|semana|mês|online; dinheiro|renda|rendimento|grana
        fácil|extra|rápid*|passiv*; de casa ... trabalh*|ganh*; invest* ...
        bitcoin|cripto*|garantid*|rentab*|lucro*|retorno; lucro garantido; liberdade financeira;
        empréstimo*|apostas|tigrinho; criptomoeda*
    """,
    "spam.reach": """
        seguidores|curtidas|likes|visualizações grátis|reais|barat*|gratuit*; compr*|ganh*|consiga|aument*|mais ...
        seguidores|curtidas|likes; divulg*|promov*|impulsion* ... seu|sua|teu|tua|perfil|página|negócio|marca; me segue;
        segue me; sigo de volta; sdv
    """,
    "spam.call": """
        clica*|clique* ... link|aqui|<link>|abaixo; link ... bio|perfil|descrição; visit*|veja|confira|olha|vejam ...
        meu|perfil|página|canal|<link>; chama|chame|manda|escreve|contacta|me ... whatsapp|zap|telegram|<link>;
        no|pelo|via whatsapp|telegram|zap; vagas limitadas; oferta limitada
    """,
}
AMBIGUOUS = {
    "safety.fire": "fogo; fumo; gás; chamas; arder",
    "safety.health": "doente*; rato|ratos; emergência",
    "safety.failure": "freio|freios; caiu ... cabeça; choque",
    "grief": "morte; morto|morta|mortos; luto",
    "threat": "faca; arma|armas; ódio; vingança",
    "legal": "processo|processar; justiça; lei",
    "regulator": "consumidor; provedor; deco; erse",
    "security.fraud": "golpe|golpes",
    "press": "matéria ... jornal|publicada; jornal",
    "outage": "caiu; fora; down; instabilidade",
    "abuse": "burro|burra|burros; porcos; ladrões; corno*; bicha; cabra; trouxa*; palhaç*; cu; cuzão",
    "spam.money": "crypto*; bitcoin*; cassino*|casino*; forex",
}
RULES = in_language("pt", PATTERNS, AMBIGUOUS)
