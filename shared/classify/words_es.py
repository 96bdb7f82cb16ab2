"""The Spanish vocabulary of praise, thanks and simple questions."""

from shared.classify.vocabulary import Vocabulary, words

SPANISH = Vocabulary(
    thanks=words(
        "agradecemos agradecer agradecida agradecidas agradecido agradecidos agradecimiento agradezco gracias graciass"
    ),
    strong=words("""
        adoro amabilísima amabilísimo amamos amo bellísima bellísimo bonita bonitas bonito bonitos buenísima
        buenísimas buenísimo buenísimos chula chulas chulo chulos chulísima chulísimo contentísima contentísimo
        deliciosa deliciosas delicioso deliciosos divina divino enamora enamorada enamorado encanta encantada
        encantadas encantado encantador encantadora encantadores encantados encantan encantaron encantó espectacular
        espectaculares espléndida espléndido estupenda estupendas estupendo estupendos excelencia excelente excelentes
        exquisita exquisito exquisitos extraordinaria extraordinario fabulosa fabuloso fantástica fantásticas
        fantástico fantásticos favorita favoritas favorito favoritos formidable guapísima guapísimo hermosa hermosas
        hermoso hermosos impecable impecables increíble increíbles inmejorable inmejorables insuperable lindísima
        lindísimo magnífica magnífico magníficos maravilla maravillas maravillosa maravillosas maravilloso
        maravillosos mejor mejores perfecta perfectas perfecto perfectos preciosa preciosas preciosidad precioso
        preciosos preciosura recomendable recomendada recomendado recomendadísimo recomendamos recomiendo riquísima
        riquísimas riquísimo riquísimos sensacional
    """),
    weak=words("""
        acogedor acogedora agradable agradables alegre alegría amabilidad amable amables atenta atentas atento atentos
        bien buen buena bueno buenos calidad cariño cercana cercano cercanos contenta contentas contento contentos
        crack cracks cómoda cómodas cómodo cómodos eficaz eficiente eficientes elegante enhorabuena especial
        especiales felices felicidades felicitaciones feliz fresca frescas fresco frescos fácil fáciles genial
        geniales grande grandes guay gusta gustan gustaron gustó ideal ideales ilusionada ilusión limpia limpio linda
        lindas lindo lindos maja majas majo majos mona mono monísimo máximo orgullo orgullosa orgulloso paciencia
        profesional profesionales profesionalidad puntual puntuales rapidez repetiremos repetiré rica ricas rico ricos
        rápida rápidas rápido rápidos satisfecha satisfecho satisfechos simpática simpáticas simpático simpáticos
        suave suaves super tierna tierno top volveremos volveré
    """),
    plain=words("""
        a abrazo abrazos además ahora ahí al algo alguien allí ambiente amiga amigas amigo amigos amor anillo
        aplicación app aprender aprendido aquí arroz arte artista artistas asistencia así atención atender atenderme
        atendernos atendida atendido atendieron atendió ayer ayuda ayudado ayudar ayudarme ayudarnos ayudaron ayudó
        azúcar año años barra barrio bebida bebidas bebé bella bellas bello bellos besitos beso besos bicicleta blanca
        blanco blog bocadillo bocadillos boda bolsa bolso bolsos botas botella cada cafetería café cafés caja cajita
        calcetines calidez cama camarera camarero camareros camisa camisas camiseta camisetas campaña canciones
        canción carta casa cena cenar cerca chaqueta chaval chica chicas chico chicos chocolate chulada churros cien
        ciento ciudad clase clases cliente clientes cocina cocinero colección color colores comedor comer comida
        comidas comimos compartir compañera compañeras compañero compañeros compañía compra compradora compramos
        comprar compras compromiso compré comunidad comí con concierto consejo consejos corazón corte cosa cosas
        creatividad crema croquetas cuadro cuidan cuidar cuidáis cumple cumpleaños curso da dado dan dar de decoración
        dedicación del desayunar desayuno desayunos desde detalle detalles di dieron diez diseñador diseñadora diseño
        diseños disfrutado disfrutamos disfruté dulce dulces día días e edición el ella ellas ellos empanada empanadas
        en encargo ensalada entre entrega entrenador envío envíos equipo eres es esa esas ese esfuerzo eso esos esposa
        esposo estar estas este estilo esto estos estoy estrella estrellas estuvimos estuvo está están experiencia
        facilidad falda familia fenomenal fenómenos fiesta fin final finde flores foto fotos fue fueron fui fuimos
        gafas galleta galletas gato gente gestionar gorra gozada gran guapa guapas guapo guapos ha habitaciones
        habitación haceis hacen hacerlo hacerme hacernos haces hamburguesa hamburguesas han has he hecha hecho hechos
        helado helados hemos hermana hermano hija hijas hijo hijos hola honor hospitalidad hotel hoy hurra idea ideas
        impresionada impresionante incluso información invierno jamón jardín jersey joya joyas joyita juego juegos
        juguete juguetes junto juntos la labor las le les libro libros llegado llegaron llegó llena llevar lo local
        los lugar lámpara madre magia mamá mano manos manta maquillaje marca marido masa masaje matrícula mañana me
        menú mesa mi mil mis mochila modelo momento momentos montón mucha muchas mucho muchos muchísima muchísimas
        muchísimo muchísimos mujer mundo museo muy máquinas más mía mío música nena nene niña niñas niño niños noche
        noches nos nosotras nosotros nota novia novio nuestra nuestras nuestro nuestros nueva nuevas nuevo nuevos o
        olé os paella pan pantalones pantalón papel papá para pareja parte pasamos paso pastel pasteles pasé pelo
        peluquera peluquería película pendientes perfume perro persona personal personas pescado piel piscina pizza
        pizzas placer plato platos playa poder por postre postres precio precios presentación principio probado probar
        producto productos profesor profesora profesores proyecto publicación pueblo puesta puesto pulsera página
        quedado queremos queso quiere quiero qué rato recepcionista recepción recomendación regalazo regalo regalos
        reina reinas reloj repetir repito resolver resolverlo responder respondido respuesta restaurante resuelto
        resultado rey rincón ropa rosa sabor sabores se seguid seguir seguro seguís ser servicio señor señora sido
        siempre siga sigan sigáis sitio sobresaliente sofá sois solucionado solucionar solucionarlo solución sombra
        sombrero son sonrisa sonrisas soy su sus sushi tacos talento taller tan tanta tanto tantos tapas tarde tardeo
        tardes tarta tartas taza tela tener tenido tenéis terraza tienda tiendas tiene tienen tipo toda todas todo
        todos tortilla total totalmente trabaja trabajadores trabajo trato tu tus té tía tío u un una unas uno unos
        usar uso va vais van vaso vela velas ver verano verdaderamente vestido vestidos vez viaje vida vino vinos
        visita vista vistas viva vivan vivido volver volvería vosotras vosotros vuelvo vuestra vuestras vuestro
        vuestros vídeo vídeos web y ya yo zapatillas zapato zapatos
    """),
    asking=words("""
        abierta abierto abiertos abran abre abren abrid abrirán abriréis abrís acceso acepta aceptan aceptáis admiten
        adulto adultos amarillo animales aparcamiento aparcar apertura autobús azul azules barata barato bizum buenas
        bus calle centro cerráis cierra cierran cierre comprarla comprarlo conseguir consigo contacto costaría coste
        cuesta cuestan cuál cuáles cuándo cuánta cuántas cuánto cuántos dirección disculpa disculpad disculpe
        disponibilidad disponible disponibles domicilio domingo domingos dónde edad efectivo encontrar encuentra
        encuentro entradas enviar enviáis envían españa estacionamiento estáis europa euros existe extranjero favor
        festivo festivos gratis gris grupal grupo grupos habrá hasta hay hora horario horarios horas internacional
        internacionales islas jueves l lanzamiento llegar lunes m martes mascotas mayor mediodía menor menores mes
        metro minima minimo miércoles mundial nacional nacionales negra negro pagar pago pagos parking paypal
        península perdón permiten permitís perros podría podríais podrían podéis portes puede pueden puedo queda
        quedan quisiera recoger recogida repondréis reponen reponer reserva reservar reservas roja rojo s saber
        saludos sería si sigue siguen stock sucursal sucursales sábado sábados tal talla tallas tamaño tamaños tarjeta
        tarjetas taxi teléfono tendrán tendréis tienes tren unidades valdría vale valen vegana veganas vegano veganos
        vegetariana vegetariano vende venden vendéis venta verde verdes viernes volverá vuelve wifi xl xs xxl
    """),
    opening=words("""
        abre abren abris acepta aceptais aceptan cual cuales cuando cuanta cuanto cuantos cuesta cuestan donde enviais
        envian hace haceis hacen hasta hay horario horarios podeis precio precios puede pueden puedo que queda quedan
        sigue siguen tendreis teneis tienen tienes vende vendeis venden
    """),
    negative=words("""
        abandonada abandonado aburrida aburrido abuso asco asquerosa asqueroso atasco averiada averiado basura borde
        bordes broma bulo burla burláis caca caducada caducado cancelada cancelado cancelaron cansada cansado caos
        carencia caro caros carísima carísimo caída caído chapuza cobrado cobran cobraron cobráis culpa cutre daño
        daños decepcionada decepcionado decepcionante decepción defecto defectos defectuosa defectuoso deficiente
        demasiado demora demoras desagradable desastre desastroso desconsiderado descontento desesperante despreciable
        devolución devolvedme devolver devuelvan dolor enfadada enfadado enfado engañada engañado engañan engaño
        engañáis equivocada equivocado equivocaron error errores espantosa espantoso espera esperamos esperando
        esperar esperé estafa estafada estafado estafadores estresante estropeada estropeado estropeó excusa excusas
        falla fallan fallo fallos falsa falso falta faltaba faltaban faltan fatal fea feo fiasco fría frío fríos fuga
        grosera grosero guarra guarro horrenda horrible horribles horror horroroso impresentable impresentables
        inaceptable incompetente incompetentes incompleto incorrecto indecente indignada indignado indignante insulto
        inútil inútiles irrespetuoso ladrones lamentable lenta lentitud lento lentos lentísimo lástima mal mala malas
        maleducada maleducado maleducados malo malos maltrato malísima malísimo mancha manchada mentira mentiras
        mentirosos miedo mierda molesta molesto negativo odia odio olvidado olvidaron peligro peligroso pena peor
        peores perdida perdido perdieron porquería problema problemas puta pésima pésimo pésimos queja quejarme quejas
        rabia ratas rayado reclamación reclamar reclamo retrasado retraso retrasos robado roban robo rota rotas roto
        rotos ruido ruina seca seco sospechoso sucia sucio suspendido tacaños tarda tardado tardan tardanza tardaron
        tardáis timo triste tristeza vacía vacío vencido vergonzoso vergüenza
    """),
    turning=words("""
        antes apenas aunque aún contestarais cuando cómo debería deberíais deberían dejado dejó después era eran
        excepto falta favor fuera fuerais fuese habría hace hacía hubiera hubiese jamás llevamos llevo lástima menos
        mientras nada nadie necesita necesitamos necesito ni ninguna ninguno ningún no nunca ojalá otra otras otro
        pero pesar poco pocos podría podríais podrían podía porqué queríamos quizá quizás quién salvo seguimos sería
        serían si sigo sigue siguen sin sino solamente solo solía tampoco todavía
    """),
    doubtful=words("""
        alucinante alucino anda aplauso aplausos bravo buf claro dicen flipante flipo genio genios gracioso graciosos
        imagino ironía irónico ja jaja jajaja jajajaja jeje literal lol menuda menudo parece parecer pff presunto puf
        risa sarcasmo supongo supuestamente supuesto toma típica típico uf vaya venga xd
    """),
    mine=words("conmigo me mi mis mía mías mío míos yo"),
)
