"""Spanish veto rules: what a person must see, whatever else is believed. They can only raise urgency."""

from shared.classify.rules import Rule, listed
from shared.domain.assessment import Topic, Urgency

VETOES = (
    Rule(
        id="es.safety.fire",
        topic=Topic.SAFETY,
        urgency=Urgency.CRITICAL,
        says="Fire, smoke, gas, heat or electricity: somebody may be in danger",
        patterns=listed("""
            incendi*|fuego|llamas|arde|ardiendo|ardió; prendió|prendido|prende fuego; humo|humear*|chispas|chispazo*;
            explot*|explosi*|reventó|reventado; fuga ... gas; huele*|olor|oler|olía ... gas|quemado|humo|plástico; gas
            ... huele|olor|fuga; monóxido; electrocut*|calambre*|calambrazo*; descarga eléctrica; dio|da|dado|dan ...
            corriente|descarga|calambre; cortocircuito*; cable*|cables ... pelado*|suelto*|quemado*; se ...
            quemó|quemado|quema|derritió|derretido|derrite|hinchó|hinchado|calienta|recalienta; recalent*; quemadura*;
            me|le|nos quemé|quemó|quemado; batería* ... hincha*|quema*|calient*|fuga; cargador* ...
            quema*|derrit*|humo|fuego
        """),
    ),
    Rule(
        id="es.safety.health",
        topic=Topic.SAFETY,
        urgency=Urgency.CRITICAL,
        says="Somebody may be hurt or ill",
        patterns=listed("""
            intoxic*|envenen*|veneno*; vomit*|vómito*|diarrea*|náusea*|salmonel*;
            enfermo|enferma|enfermos|enfermas|enfermó|enfermaron|enfermamos; malo|mala|malos|malas ...
            estómago|barriga|tripa; sentó|sentaron|sentado|sienta mal|fatal; reacción alérgica|fuerte;
            anafil*|urticaria|sarpullido*|ronchas; hospital|hospitales|hospitalizad*|urgencias|ambulancia*|uci;
            desmay*|inconsciente*|mareo*|mareada|mareado|convulsi*; atragant*|ahog*|asfixi*; atasc* ... garganta|boca;
            tragó|tragado|tragar*; sangr*|sangre; herid*|lesion*|lesión|fractur*; corté|cortó|cortado|rompió|roto ...
            dedo*|mano*|brazo*|pierna*|pie|diente*|labio*;
            cristal*|vidrio*|metal|plástico|gusano*|cucaracha*|rata|ratas|ratón|moho|bicho|bichos|insecto*
            en|dentro|con; moho|mohos*|gusano*|cucaracha*|ratas; trozo*|pedazo*|pieza* de
            cristal*|vidrio*|metal|plástico*; contaminad*|tóxic*; efecto* secundario*; peligro*|insegur*; infarto*;
            bebé|niño|niña|hijo|hija|perro|gato ... daño|cayó|herid*|quem*|enferm*|cort*|golpe*; nos|me|le|se hizo
            daño; retirada de|del producto*|mercado|lote; hinchad*|hinchó ... labio*|cara|garganta|lengua|ojos; no
            respira; cuchilla|cuchillas|navaja en|dentro; con suero; hormigue*; se puso azul|morado; en el suelo
        """),
    ),
    Rule(
        id="es.safety.failure",
        topic=Topic.SAFETY,
        urgency=Urgency.CRITICAL,
        says="Something failed in a way that can hurt people, or there was an accident",
        patterns=listed("""
            freno* ... fall*|no|rot*; fall* ... freno*; accidente*|choque|atropell*; se ...
            cayó|soltó|desprendió|partió|derrumbó; rueda*|silla*|escalera*|correa*|arnés ...
            rompió|rota|soltó|cayó|partió; repartidor|conductor|chófer|furgoneta|camión ...
            borracho|loco|atropell*|golpeó|saltó; casi ... muere|mata|mato|matan|ahoga|cae|atropella;
            atrapad*|encerrad* en|dentro
        """),
    ),
    Rule(
        id="es.safety.diet",
        topic=Topic.QUESTION_ACCOUNT,
        urgency=Urgency.NORMAL,
        says="About allergies, health or children's safety: a wrong answer could hurt",
        patterns=listed("""
            alergi*|alérgi*|intoleran*|gluten|celíac*|lactosa|cacahuete*|maní|sésamo|marisco*; frutos secos;
            embaraz*|lactancia|recién nacid*; medicament*|medicina*|dosis|diabét*|diabetes|epilep*|asma; es|son
            segur*; apto*|apta* ... para|celíac*|bebé*|niño*
        """),
    ),
    Rule(
        id="es.grief",
        topic=Topic.OTHER,
        urgency=Urgency.HIGH,
        says="Somebody has died or is grieving: no machine answers that",
        patterns=listed("""
            falleci*|murió|murieron|muerto|muerta|muertos|muerte|muertes|difunt*|entierro|funeral*|tanatorio|velatorio|luto|duelo|viuda|viudo;
            descans* en paz; dep|qepd; cáncer|quimio*; enfermo|enferma|enfermedad|paciente|fase|estado|cáncer
            terminal; perdí|perdimos|perdido a mi|nuestro|nuestra; nos dejó; corona|coronas de|para|preciosa; en paz;
            en el cielo; oncología; nos dejó|dejado
        """),
    ),
    Rule(
        id="es.self_harm",
        topic=Topic.SELF_HARM,
        urgency=Urgency.CRITICAL,
        says="May be about suicide or self-harm",
        patterns=listed("""
            suicid*; matarme|matarnos|ahorcarme|cortarme|dañarme|lastimarme; hacerme daño; quitar|quitarme|quito ...
            vida; acabar|terminar ... con|mi vida|todo; no quiero|puedo|aguanto ... vivir|seguir|más|viva|vivo; ya no
            ... vivir|aguanto; quiero|ganas de? morir|morirme|desaparecer; mejor muerta|muerto|muertas; no ...
            razón|razones|motivo ... vivir; no vale la pena vivir; autolesi*; adiós mundo|todos|para; me voy a? matar;
            sentido a|de vivir|la vida; acabar con todo; no puedo más con la vida; nadie me echaría|extrañaría; ya no
            estaré; cuidad|cuiden de|a mi
        """),
    ),
    Rule(
        id="es.self_harm.told",
        topic=Topic.SELF_HARM,
        urgency=Urgency.HIGH,
        says="Tells somebody to harm themselves",
        patterns=listed("""
            mátate|mátense|mataos|suicídate|suicidaos; muérete|muéranse|moríos; tírate|tiraos ... puente|ventana
        """),
    ),
    Rule(
        id="es.threat",
        topic=Topic.THREAT,
        urgency=Urgency.CRITICAL,
        says="May be a threat of violence",
        patterns=listed("""
            voy|vamos|va|van a ...
            matar*|quemar*|reventar*|romper*|pegar*|golpear*|disparar*|apuñalar*|buscar*|encontrar*|destroz*|partir*;
            matar*|mataré|mataremos|quemar*|quemaré|apuñal*|disparar*|violar* ... te|os|los|las|les|a|todos;
            mataros|matarte|matarlos|quemaros|quemarlos; sé|sabemos ... dónde|donde|hora ...
            vives|vivís|viven|trabajas|trabajáis|salís|sales|salen|entráis;
            bomba*|pistola*|cuchillo*|navaja*|machete*|ácido|escopeta*; te|os|se ...
            arrepentir*|arrepentirás|arrepentiréis|acordar*; pagar*|pagaréis|pagarás ... caro|esto; nos vemos|veo ...
            puerta|fuera|calle|salida; cuidado con lo|vuestr*|tu; vais|vas|van a ... morir|pagar|sufrir|arrepentir*;
            merec* ... morir|muerte|muertos|tiro|paliza; estáis|estás muert*; ojalá os|te ... muer*|quem*|mat*;
            amenaz*; con un|una cuchillo|navaja; sabe donde vivo; me|nos sigue|seguía|siguió|persigue; la bomba que
        """),
    ),
    Rule(
        id="es.legal",
        topic=Topic.LEGAL,
        urgency=Urgency.CRITICAL,
        says="Speaks of lawyers, courts or the police",
        patterns=listed("""
            abogad*|procurador*|letrad*;
            demanda*|demandar*|denunci*|querella*|juicio*|juzgado*|tribunal*|juez|fiscal|fiscalía|litigi*;
            acciones|acción|medidas legal*|judicial*; vía judicial|legal|penal; policía*|comisaría|mossos; guardia
            civil; burofax; responsabilidad civil; daños y perjuicios; indemniz*
        """),
    ),
    Rule(
        id="es.legal.claim",
        topic=Topic.LEGAL,
        urgency=Urgency.HIGH,
        says="Claims that something is against the law or copied",
        patterns=listed("""
            ilegal*|delito*|delictiv*|criminal*|fraudulent*; contra la ley; derechos de autor|imagen;
            plagi*|falsificad*|falsificación*|piratería; publicidad engañosa|falsa;
            copiado|copiaron|copiasteis|robado|robaron|robasteis|usado|usáis|usando ...
            diseño*|foto*|imagen*|idea*|dibujo*|canción; trabajo|explotación infantil|laboral;
            soborn*|corrup*|blanqueo|evasión
        """),
    ),
    Rule(
        id="es.regulator",
        topic=Topic.REGULATOR,
        urgency=Urgency.CRITICAL,
        says="Names a regulator or a formal complaint",
        patterns=listed("""
            oficina ... consumidor; defensa ... consumidor; en|a consumo;
            facua|ocu|profeco|sernac|indecopi|condusef|indecom|omic; hoja* de reclamaci*;
            inspección|inspector*|sanidad; defensor del pueblo|cliente|usuario; agencia ... protección|datos; aepd;
            regulador*|organismo; queja|reclamación|denuncia|reclamo formal|oficial|en|ante;
            pon*|puesto|presentar*|presentado|interpon* ... reclamación|queja|denuncia|reclamo; superintendencia;
            autoridad*
        """),
    ),
    Rule(
        id="es.privacy.leak",
        topic=Topic.PRIVACY,
        urgency=Urgency.CRITICAL,
        says="Somebody's data may have reached strangers",
        patterns=listed("""
            filtra*|filtración ... datos|correos|contraseñas; fuga|brecha|robo de datos|información|seguridad;
            datos|pedido|pedidos|dirección|direcciones|factura|cuenta|nombre ...
            otro|otra|otros|otras|ajen*|desconocid*; veo|ver|aparece*|sale|salen|llegado|recibido|enviado|mandado ...
            otra|otro|otros|otras|ajeno* ... persona*|cliente*|usuario*|gente
        """),
    ),
    Rule(
        id="es.privacy.request",
        topic=Topic.PRIVACY,
        urgency=Urgency.HIGH,
        says="About personal data: a request or a complaint with legal deadlines",
        patterns=listed("""
            rgpd|lopd|gdpr|arco; borr*|elimin*|suprim* ... mis|mi datos|cuenta|información|perfil; datos personales;
            privacidad; protección de datos; derecho al olvido; vend*|compart*|cedido|cedéis|cediendo|dado ... mis|mi
            ... datos|correo|teléfono|número; sin mi|nuestro|su consentimiento|permiso|autorización;
            grabado|grabando|grabaron|fotografi* ... sin|me; darme|dadme|denme de baja; dejad|dejen|deja de
            llamar*|escribir*|enviar*|mandar*|molestar*
        """),
    ),
    Rule(
        id="es.security.attack",
        topic=Topic.SECURITY,
        urgency=Urgency.CRITICAL,
        says="An account or system may be under attack",
        patterns=listed("""
            hacke*|jaquead*|jaquearon|hackead*|ciberataque*; cuenta ... robad*|robaron|suplantad*|comprometid*;
            alguien ... entrado|entró|comprando|usando|accedi*|mi|cuenta; vulnerabilidad*|agujero|fallo de seguridad;
            entrar|acceder ... sin contraseña|clave; virus|malware|troyano*; acceso no autorizado; están ...
            comprando|usando|pidiendo ... mi|cosas|cuenta
        """),
    ),
    Rule(
        id="es.security.fraud",
        topic=Topic.SECURITY,
        urgency=Urgency.HIGH,
        says="Fraud, or somebody who uses the brand's name",
        patterns=listed("""
            phishing|estafa*|estafad*|timo|timos|fraude*|suplanta*|impostor*;
            web|página|cuenta|perfil|correo|anuncio|sms|tienda fals*; en|usan|usando|usa vuestro|su|tu nombre;
            pide|piden|pidiendo|pidió|pidieron ... clave|contraseña|tarjeta|datos|código|pin|cuenta; es|son ...
            real|reales|oficial|fiable|vuestro|vuestra; robo|robado|robada|robaron|ladron*|ladrón; he|has ganado ...
            premio|sorteo|vale|regalo
        """),
    ),
    Rule(
        id="es.press",
        topic=Topic.PRESS,
        urgency=Urgency.CRITICAL,
        says="Comes from, or speaks of, the press",
        patterns=listed("""
            periodista*|reporter*|corresponsal*|redacción|redactor*;
            gabinete|departamento|contacto|jefe|jefa|nota|oficina de prensa|comunicación; prensa;
            declaracion*|comentario*|versión ... sobre|artículo|reportaje|noticia; escrib*|prepar*|publi* ...
            artículo|reportaje|noticia|investigación; derecho de réplica
        """),
    ),
    Rule(
        id="es.press.friendly",
        topic=Topic.PRESS,
        urgency=Urgency.HIGH,
        says="A request from a magazine, programme or podcast",
        patterns=listed("""
            revista*|periódico*|diario|documental*|televisión|tele|cadena|emisora; programa|podcast
            de|para|invit*|entrevist*; entrevista*; medio|medios de comunicación
        """),
    ),
    Rule(
        id="es.outage.wide",
        topic=Topic.OUTAGE,
        urgency=Urgency.CRITICAL,
        says="Many people may be cut off: payments, calls or the whole service",
        patterns=listed("""
            datáfono*|tpv|cajero*|cajas|pago*|pasarela ... no|caíd*|fuera|fall*; llamadas|número|teléfono de?
            emergencia*; 112|911 ... no|caíd*; apagón*|corte general|masivo; toda|todo|todas|medio ...
            ciudad|país|barrio|zona|provincia|región|españa ... sin|no|caíd*; nadie ...
            entrar|pagar|conectar*|llamar|acceder; a todos|todo ... no|caíd*|fall*; caída general|nacional
        """),
    ),
    Rule(
        id="es.outage",
        topic=Topic.OUTAGE,
        urgency=Urgency.HIGH,
        says="A service may be down",
        patterns=listed("""
            web|página|app|aplicación|servidor*|servicio|sistema|red|internet|wifi|plataforma ...
            caíd*|cae|cayó|fuera|abajo; web|página|app|aplicación|servidor*|servicio|sistema|internet|wifi ... no ...
            funciona*|carga*|abre*|va|responde*|deja; caído|caída|cayó ... web|página|app|servidor*|sistema|servicio;
            no carga|funciona|abre|conecta; sin ... internet|luz|agua|línea|servicio|cobertura|conexión|señal; error
            500|502|503|504; no puedo|podemos|deja ... entrar|acceder|pagar|conectar*|iniciar
        """),
    ),
    Rule(
        id="es.discrimination",
        topic=Topic.DISCRIMINATION,
        urgency=Urgency.CRITICAL,
        says="Speaks of discrimination, harassment or assault",
        patterns=listed("""
            racis*|sexis*|machis*|homófob*|homofob*|transfob*|xenófob*|xenofob*|antisemit*|capacitis*;
            discrimin*|acos*|abuso*|vejac*; por ser|estar|llevar ...
            gitan*|negr*|moro*|mora|árabe*|musulm*|jud*|gay*|lesbian*|trans|mujer*|gord*|viej*|discapacit*|latin*|sudac*|extranjer*|inmigrant*|chin*|pobre*|velo|sord*|cieg*;
            no ... dej*|permit* ... entrar|pasar|sentar*; silla de ruedas ... no|sin; perro guía; nos|me|le|les
            negaron|echaron|expulsaron; agredi*|agresi*|tocó|manose*|insult* ... me|nos|mi
        """),
    ),
    Rule(
        id="es.injection",
        topic=Topic.INJECTION,
        urgency=Urgency.NORMAL,
        says="Gives orders to a machine instead of speaking to the brand",
        patterns=listed("""
            ignora*|olvida*|omite|omitir|descarta*|anula* ...
            instruccion*|anterior*|previas|reglas|órdenes|indicaciones; instrucciones|indicaciones|órdenes
            anteriores|previas|nuevas|ocultas; eres|sois|serás|actúa|actúas ... asistente|bot|modelo|ia|robot|chatbot;
            ahora eres; tu nueva tarea|misión|función|instrucción; responde|contesta|di|escribe|publica ...
            que|solo|sólo|únicamente|exactamente|como si; clasifica|etiqueta|marca|califica ... como; modo
            desarrollador|administrador|dios; como ia|bot|asistente; jailbreak|chatgpt|gpt; tu|tus|su|sus|el|vuestro
            prompt*; mensaje|prompt del? sistema; sistema|asistente debe|debes|tienes; repite conmigo|después|lo
        """),
    ),
)
