"""Spanish rules of the daily work: money, parcels, complaints, irony, insults, spam, simple questions."""

from shared.classify.rules import Rule, listed
from shared.domain.assessment import Topic, Urgency

MATTERS = (
    Rule(
        id="es.billing",
        topic=Topic.BILLING,
        urgency=Urgency.NORMAL,
        says="About money: a charge, bill or refund",
        veto=False,
        patterns=listed("""
            cobr*|cargo|cargos|factura|facturas|facturado|facturaron; reembols*|devolu*|devolv*|devuelv*;
            mi|el|nuestro dinero; subid*|subir|subís|suben|subisteis|subido ... precio*|tarifa*|cuota*;
            pagad*|pagué|pago ... dos|doble|nada|mal; tarjeta ... rechaz*|cargo|cobr*; comision*; cuota*
        """),
    ),
    Rule(
        id="es.billing.urgent",
        topic=Topic.BILLING,
        urgency=Urgency.HIGH,
        says="Money seems to be lost or blocked",
        veto=False,
        patterns=listed("""
            cobr* ... dos|doble|veces|más|sin|otra; nadie|no|nunca|aún|todavía ... devuelv*|devuelt*|reembols*|dinero;
            reembolso|devolución ... semana*|mes|meses|aún|todavía|no|nunca; cuenta ... bloquead*|suspendid*; cargo*
            ... duplicad*|doble|indebid*; perdido|desaparecido ... dinero|saldo
        """),
    ),
    Rule(
        id="es.delivery",
        topic=Topic.DELIVERY,
        urgency=Urgency.NORMAL,
        says="A parcel or delivery is late, lost or wrong",
        veto=False,
        patterns=listed("""
            dónde|donde está|están ... mi|mis|pedido|paquete; pedido|paquete|envío|entrega|paquetes|pedidos ...
            no|nunca|tarde|perdid*|retras*|abiert*|rot*|equivocad*|falta*|dañad*|medias; no ...
            llegado|llega|llegó|recibido|entregado|enviado|llegaron; sigo|seguimos|sigue esperando|sin;
            tenía*|debía*|iba* que? ... llegar|venir|estar; talla|modelo|color|producto|artículo que
            no|equivocad*|mal|distint*; perdid*|retrasad*|tercer|otro ... paquete|pedido|envío|vuelo|tren;
            seguimiento; me|nos ... mandado|enviado|llegado ... mal|otra|otro|equivocad*|no|rot*
        """),
    ),
    Rule(
        id="es.account",
        topic=Topic.QUESTION_ACCOUNT,
        urgency=Urgency.NORMAL,
        says="Needs a look into the writer's own order, booking or account",
        veto=False,
        patterns=listed("""
            podéis|podrías|podríais|puedes|pueden|puede|podrían|podría ...
            mirar|revisar|ver|comprobar|ayudar*|decir*|cambiar|cancelar|contactar|llamar|responder|contestar|hablar|escribir;
            podéis|pueden|puede|cómo|cuándo|dónde|necesito|quiero|ayuda|revisar|mirar|saber|sobre ... mi|mis|nuestro
            pedido*|cuenta|reserva|reembolso|devolución;
            podéis|pueden|puede|cómo|cuándo|dónde|necesito|quiero|ayuda|revisar|mirar|saber|sobre ... mi|mis|nuestra
            factura|contraseña|suscripción|cita|contrato|tarjeta|incidencia|caso|paquete|envío;
            cambiar|cancelar|modificar|recuperar|anular ...
            pedido|dirección|reserva|contraseña|cita|cuenta|suscripción|fecha|talla; número de
            pedido|seguimiento|cliente|reserva; dar|das|dais|dan|darme|darse|dame|darnos de baja;
            escribidme|contactadme|llamadme|contestadme|respondedme; quiero|necesito|me gustaría ...
            cambiar|devolver|cancelar|hablar|ayuda|saber ... mi|mis|pedido|con; por privado|dm|md; mensaje directo;
            os|le|les he escrito|mandado|enviado|llamado; nadie|alguien ... contest*|respond*|atiend*|ayud*|llam*
        """),
    ),
    Rule(
        id="es.complaint.escalation",
        topic=Topic.COMPLAINT,
        urgency=Urgency.HIGH,
        says="Threatens to escalate or to go public",
        veto=False,
        patterns=listed("""
            hablar ... encargad*|responsable*|gerente|jefe|director*|superior; inaceptable*|intolerable*; viral*;
            boicot*; voy|vamos a ... contar*|publicar*|difundir*|compartir*; mis seguidores; se ...
            entere|enteren|enterará ... todo|mundo
        """),
    ),
    Rule(
        id="es.complaint",
        topic=Topic.COMPLAINT,
        urgency=Urgency.NORMAL,
        says="Unhappy, or praise with a sting",
        veto=False,
        patterns=listed("""
            gracias ... por|para nada; gracias ... automátic*|robot*|guerra|genocidio|despidos; no ...
            gust*|recomiend*|encant*|bien|buen*|mejor|vale|volver*|contest*|respond*|atiend*|cog*; nunca|jamás
            más|volver*; antes era*|estaba*|molaba*; ya no es|son|me; peor|peores; última vez; una|1|0|cero|dos|2
            estrella*; vaya|menud*|qué ... vergüenza|desastre|asco|timo|porquería|pena; menud*|vaya
            atención|servicio|trato; otra vez; dejarme|dejarnos|dejado|dejaron tirad*; horas|días|semanas|meses ...
            esper*|sin|tarde|después; cad* vez ... menos|peor|más; podríais|podríamos|deberíais|deberían ...
            mejorar|cuidar|hacer; quej*|reclamo|reclamos|reclamar|reclamado|reclamación;
            perdéis|perdido|pierden|perdisteis ... client*; me|nos cambio|voy|vamos|pasamos ... competencia|otra; en
            vez de; dejad|dejen de; lástima|pena del|de|que
        """),
    ),
    Rule(
        id="es.irony",
        topic=Topic.COMPLAINT,
        urgency=Urgency.NORMAL,
        says="May be meant the other way round",
        veto=False,
        patterns=listed("""
            qué ... maravilla|bien|bonito|detalle|alegría|ilusión|suerte otra|otro|que|cuando;
            encanta|encantan|encantad* ... cuando|que|esperar|cómo; enhorabuena|felicidades|bravo ... por el|la ...
            peor|mal*; gracias por ... dejar*|subir|cobrar|nada|perder|arruinar|tardar|mentir*|ignorar*|hacerme
            perder; genial otra|otro|que; de verdad; cómo no; menos mal; todo un|una ... detalle|éxito|lujo; qué
            risa|gracia|gracioso; ojalá; una maravilla esperar|que; como siempre
        """),
    ),
    Rule(
        id="es.request",
        topic=Topic.OTHER,
        urgency=Urgency.NORMAL,
        says="Asks for something that only a person can settle",
        veto=False,
        patterns=listed("""
            de antemano; sería|estaría ... genial|bien|bueno|ideal|mejor|estupendo; podríais|podrían|deberíais ...
            poner|traer|hacer|sacar|abrir|volver; sugerencia*|sugerir|sugiero;
            colabora*|patrocin*|influencer*|embajador*|mayorista*|distribuidor*; donativo*|donación*|sorteo*|rifa;
            volved|vuelvan a; traed|traigan|poned|pongan
        """),
    ),
    Rule(
        id="es.job",
        topic=Topic.JOB,
        urgency=Urgency.NORMAL,
        says="Looks for work",
        veto=False,
        case=False,
        patterns=listed("""
            contratando|contratáis|contratan|contratar; empleo*|vacante*|prácticas|becari*; trabajar con|en|para;
            currículum|curriculum|cv; busco|buscando trabajo; oferta* de trabajo|empleo; candidat*
        """),
    ),
    Rule(
        id="es.profanity",
        topic=Topic.OTHER,
        urgency=Urgency.NORMAL,
        says="Strong language",
        veto=False,
        case=False,
        patterns=listed("""
            mierda*|joder|jode|jodid*|coño|hostia*|cojones|puta|puto|putas|putos|carajo|cagad*|cago|verga|chinga*|pinche|culo|cabre*
        """),
    ),
)

INSULTS = (
    Rule(
        id="es.abuse",
        topic=Topic.TROLL,
        urgency=Urgency.LOW,
        says="Insults somebody",
        veto=False,
        case=False,
        patterns=listed("""
            idiota*|imbécil*|imbecil*|gilipollas|gilipolla|subnormal*|tonto|tonta|tontos|tontas|estúpid*|payas*|cabrón*|cabron*|hijoputa*|hijueput*|malparid*|pendej*|capull*|mongol*|maric*|zorra*|bastard*|cretin*|inútil*|inutil*|escoria|gentuza|chusma;
            hijo*|hija* de puta|perra|su; panda|banda|atajo|hatajo de; vete|iros|idos|váyanse a la|tomar; que os|te
            den|jodan|follen; cerdos|cerdas; puta madre; tu madre
        """),
    ),
)

SPAM = (
    Rule(
        id="es.spam.money",
        topic=Topic.SPAM,
        urgency=Urgency.LOW,
        says="Promises quick money",
        veto=False,
        case=False,
        patterns=listed("""
            gana|ganar|gane|ganando ... dinero|euros|dólares|día|casa|semana; dinero|ingresos
            fácil|rápido|extra|pasivos; desde casa; inversión|invierte|invertir ... garantiz*|bitcoin|cripto*|rentab*;
            cripto*|bitcoin*|forex; préstamo*|casino*|apuestas; libertad financiera
        """),
    ),
    Rule(
        id="es.spam.reach",
        topic=Topic.SPAM,
        urgency=Urgency.LOW,
        says="Offers followers or promotion",
        veto=False,
        case=False,
        patterns=listed("""
            seguidores|likes|visitas gratis|reales|baratos; compra|consigue|gana|más ... seguidores|likes;
            promocion*|publicita* ... tu|tus|cuenta|página|negocio|marca; sígueme|sigueme|te sigo; sigo ... sigues
        """),
    ),
    Rule(
        id="es.spam.call",
        topic=Topic.SPAM,
        urgency=Urgency.LOW,
        says="Presses to click, write or look elsewhere",
        veto=False,
        case=False,
        patterns=listed("""
            haz|hacer|dale clic|click; entra|visita|mira ... mi|perfil|enlace|link|<link>; link|enlace en ...
            perfil|bio; escríbeme|escribeme|contáctame|contactame|háblame ... whatsapp|telegram|privado|dm|<link>; por
            whatsapp|telegram; cupos limitados; aprovecha ya|ahora
        """),
    ),
)
