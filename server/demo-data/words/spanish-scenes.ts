import { type Plan, phrases } from '../grammar.ts';
import { AFTER, LOSS, OPENING, TAKEN, THANKS } from './spanish-common.ts';

const END: Plan = [
  [0.4, LOSS],
  [0.7, AFTER],
  [0.45, THANKS],
];

const REPAIR = phrases(
  '[El arreglo|La reparación] [cuesta|sale en|va a costar] [como|unos|] {value}.',
  '[El taller|El mecánico|La compañía de cristales] [me pide|me dijo que son] {value}.',
  'Todavía no tengo [el estimado|un estimado], pero [calculo|deben ser] {value}.',
);

export const fromVehicle: Plan = [
  [0.35, OPENING],
  [
    1,
    phrases(
      '[Dejé|Estacioné] mi {vehicle} {place} {day} [como a|a eso de|a] {time} y cuando [regresé|volví] a {time2} [el cristal estaba roto|lo habían registrado todo|una puerta estaba abierta|había cristales por todos lados].',
      'Mi {vehicle} estaba [estacionado|parqueado] {place}. Entre {time} y {time2} [alguien|una persona desconocida] [lo abrió|se metió|rompió el cristal y lo registró].',
      '[Se me olvidó cerrar|Creo que dejé abierto] mi {vehicle} {place} y {day} [alguien|] [lo registró|se metió y buscó en la guantera].',
      'Cuando [iba a trabajar|salí a llevar los nenes a la escuela|iba para la iglesia] {day} a {time2} [vi|me di cuenta de] que [me habían registrado|habían abierto] el {vehicle} {place}.',
    ),
  ],
  [0.95, TAKEN],
  ...END,
];

export const vehicleParts: Plan = [
  [0.3, OPENING],
  [
    1,
    phrases(
      '[Salí|Bajé] {day} a {time2} y a mi {vehicle} le [faltaba|habían quitado] {item}.',
      '[Alguien|Una persona desconocida] le [robó|quitó|cortó] {item} a mi {vehicle} {place} entre {time} y {time2}.',
      'Mi {vehicle} [amaneció|estaba] {place} sin {item}. [El mecánico me lo confirmó|Cuando lo prendí sonaba durísimo|Me di cuenta por la mañana].',
    ),
  ],
  [0.5, REPAIR],
  ...END,
];

export const fromBuilding: Plan = [
  [0.35, OPENING],
  [
    1,
    phrases(
      'Dejé mis cosas [en el salón|en el cuarto de lavar|en el pasillo|en el área de empleados|en la sala de espera] {place} {day} como a {time} y cuando [volví|regresé] no estaban.',
      'Se llevaron {items} [del sótano|del pasillo|del lobby|del cuarto de lavar] {place}.',
      '[Alguien|Una persona desconocida] se llevó {item} {place} entre {time} y {time2}. [La puerta siempre está abierta|Entra y sale mucha gente|Ese día había mucha gente].',
    ),
  ],
  [0.6, TAKEN],
  ...END,
];

export const shoplifting: Plan = [
  [0.3, phrases('[Reporte de la tienda.|Soy [el encargado|la encargada] de la tienda.]')],
  [
    1,
    phrases(
      '{day} como a {time} una persona desconocida [tomó|escondió] mercancía y [salió|se fue] sin pagar, {place}.',
      'Al [hacer inventario|cerrar] {day} [vimos|notamos] que [faltaba|no estaba] {items}.',
    ),
  ],
  [0.8, TAKEN],
  ...END,
];

export const pocketPicking: Plan = [
  [0.3, OPENING],
  [
    1,
    phrases(
      'Estaba [en la guagua|esperando la guagua|en la fila|de compras|en una actividad] {place} {day} como a {time} y [cuando me bajé|cuando llegué a casa|al rato] no tenía {item}.',
      'Me [sacaron|quitaron] {item} [del bolsillo|del abrigo|del bolsillo de atrás] {place}. No [sentí nada|me di cuenta] hasta que [fui a pagar|llegué a casa].',
    ),
  ],
  [0.6, TAKEN],
  [
    0.35,
    phrases(
      '[Cancelé|Bloqueé] las tarjetas [enseguida|ese mismo día].',
      'También tenía [mi identificación|la licencia|la tarjeta del seguro].',
    ),
  ],
  ...END,
];

export const purse: Plan = [
  [0.3, OPENING],
  [
    1,
    phrases(
      'Puse mi [cartera|bolso|bolsa] [en el carrito|en la silla|en el banco a mi lado] {place} {day} y cuando [miré|fui a pagar] ya no estaba.',
      'Me llevaron [la cartera|el bolso] [del carrito de compra|de la silla|del coche del bebé] {place} entre {time} y {time2}.',
    ),
  ],
  [0.8, TAKEN],
  ...END,
];

export const coinMachine: Plan = [
  [
    1,
    phrases(
      '[Forzaron|Abrieron] la caja de las monedas de [una lavadora|una secadora|la máquina de refrescos] {place} entre {time} y {time2}.',
      'Cuando vine a [recoger las monedas|vaciar las máquinas] {day} a {time2} [la máquina|la lavadora] {place} estaba [vacía y abierta|rota].',
    ),
  ],
  [0.6, TAKEN],
  ...END,
];

export const otherTheft: Plan = [
  [0.35, OPENING],
  [
    1,
    phrases(
      '[Dejé|Tenía] {item} [amarrado con cadena|con candado|afuera] {place} {day} como a {time} y a {time2} ya no [estaba|lo encontré].',
      '[Alguien|Una persona desconocida] se llevó {item} [del balcón|del patio|del frente de mi edificio|de la entrada] {place}.',
      'Me [entregaron|dejaron] un paquete con {items} {place} {day} a {time}. Cuando [llegué del trabajo|salí a buscarlo] a {time2} [ya no estaba|solo estaba la caja vacía].',
      'Me di cuenta {day} como a {time2} de que [me faltaba|se habían llevado] {item}. [La última vez que lo vi|Lo vi por última vez] fue a {time} {place}.',
    ),
  ],
  [0.5, TAKEN],
  ...END,
];

export const damagedVehicle: Plan = [
  [0.35, OPENING],
  [
    1,
    phrases(
      '[Estacioné|Dejé] mi {vehicle} {place} {day} como a {time} y cuando [volví|regresé|salí a {time2}] tenía {damage}.',
      '[Alguien|Una persona desconocida] [dañó|rayó|golpeó] mi {vehicle} {place} entre {time} y {time2}. Tiene {damage}.',
      'Mi {vehicle} [amaneció|apareció] con {damage}. Estaba [estacionado|parqueado] {place}.',
    ),
  ],
  [
    0.3,
    phrases(
      'No [se llevaron|robaron] nada.',
      '[Otros dos carros|El carro de al lado] [están igual|tienen lo mismo].',
      'No dejaron [ninguna nota|nota].',
    ),
  ],
  [0.6, REPAIR],
  [0.65, AFTER],
  [0.4, THANKS],
];

export const damagedHome: Plan = [
  [0.35, OPENING],
  [
    1,
    phrases(
      '[Alguien|Una persona desconocida] [tiró una piedra a|rompió|dañó] {target} {place} {day} como a {time}.',
      '[Llegué a casa|Me levanté|Salí] {day} a {time2} y [encontré|vi] {damage} en {target} {place}.',
      'Hay {damage} en {target}. [Debe haber pasado|Pasó] {day} entre {time} y {time2}.',
    ),
  ],
  [
    0.35,
    phrases(
      'Gracias a Dios [nadie se lastimó|no había nadie].',
      'Lo [tapé con madera|cubrí con plástico] [por ahora|].',
      'El dueño [ya lo sabe|pide un reporte].',
    ),
  ],
  [0.6, REPAIR],
  [0.6, AFTER],
  [0.4, THANKS],
];

export const graffiti: Plan = [
  [
    1,
    phrases(
      '[Alguien|Una persona desconocida] [pintó|escribió en] {target} {place} {day}. Hay {damage}.',
      'Encontramos {damage} en {target} cuando [abrimos|llegamos] {day} a {time2}.',
    ),
  ],
  [
    0.5,
    phrases('Son [letras que no se entienden|solo rayas|unas iniciales].', 'Ya lo habíamos pintado [una vez|antes].'),
  ],
  [0.5, REPAIR],
  [0.5, AFTER],
  [0.3, THANKS],
];

export const lost: Plan = [
  [0.3, OPENING],
  [
    1,
    phrases(
      '[Perdí|Se me perdió|Se me cayó] {item} {place} [o por el camino|o cerca de allí|] {day} [como a|después de] {time}.',
      'La última vez que [tuve|vi|usé] {item} fue {place} {day} a {time}. A {time2} me di cuenta de que no [lo tenía|estaba].',
      'Creo que dejé {item} [en la guagua|en un Uber|en un banco|encima del carro] {place} {day}.',
    ),
  ],
  [0.4, phrases('Lo que perdí: {items}.')],
  [
    0.55,
    phrases(
      '[Volví|Regresé] [y pregunté|a buscarlo] pero [nadie lo encontró|no apareció].',
      'No creo que [me lo robaran|fuera robado].',
      '[El consulado|El seguro|La compañía del teléfono] me pide un reporte.',
      'Es [un recuerdo de mi mamá|un regalo], [significa mucho para mí|].',
    ),
  ],
  [0.25, phrases('Vale [como|unos] {value}.')],
  [0.5, THANKS],
];

export const identity: Plan = [
  [0.25, OPENING],
  [
    1,
    phrases(
      '[Alguien|Una persona desconocida] [abrió|solicitó] {account} a mi nombre. Me enteré {day} [cuando me llegó una carta|cuando me llamaron a cobrar|cuando miré mi crédito].',
      'Me llegó [una carta|una factura|un correo] de {bank} por {account} que [yo no abrí|no es mía|yo no pedí].',
      'Usaron mi [seguro social|información personal|nombre y fecha de nacimiento] para {account} con {bank}.',
    ),
  ],
  [0.6, phrases('[Son|La deuda es de] {value}.')],
  [
    0.6,
    phrases(
      'Ya [congelé mi crédito|puse una alerta|llamé a las agencias de crédito].',
      '{bank} me pide un reporte de la policía.',
    ),
  ],
  [0.5, phrases('Yo vivo {place}.')],
  [0.5, AFTER],
  [0.45, THANKS],
];

export const card: Plan = [
  [0.25, OPENING],
  [
    1,
    phrases(
      '[Hay|Vi|Encontré] [cargos|compras|retiros] en mi [tarjeta|cuenta|tarjeta de débito] de {bank} que [yo no hice|no son míos]. [El primero fue|Empezó] {day}.',
      '[Alguien|Una persona] usó mi tarjeta de {bank} {day} como a {time} por {value}. [Yo tengo la tarjeta conmigo|La tarjeta nunca salió de mi cartera].',
    ),
  ],
  [
    0.5,
    phrases(
      '[Compraron|Es por] [gasolina|tarjetas de regalo|pedidos por internet|comida].',
      'El banco [bloqueó la tarjeta|abrió una disputa] [y me pide un reporte|].',
    ),
  ],
  [0.4, phrases('En total {value}.')],
  [0.35, phrases('Yo vivo {place}.')],
  [0.5, AFTER],
  [0.4, THANKS],
];

export const swindle: Plan = [
  [0.25, OPENING],
  [
    1,
    phrases(
      '[Pagué|Mandé|Envié] {value} [por Zelle|por Cash App|en tarjetas de regalo|por giro] por [un apartamento|un perrito|un carro usado|un depósito|un trabajo] que [no existía|nunca me dieron].',
      'Me [llamaron|llegó un mensaje|llegó un texto] {day} como a {time} diciendo que [mi cuenta tenía un problema|debía dinero|me había ganado un premio|un familiar estaba preso] y [mandé|perdí|pagué] {value}.',
      '[Una persona|Un hombre|Una mujer] se hizo pasar por [{bank}|la compañía de luz|el IRS|el dueño del apartamento] y me [sacó|hizo mandar] {value}.',
    ),
  ],
  [
    0.5,
    phrases(
      'Llamé a {bank} [enseguida|el mismo día] pero [no pueden hacer nada|dicen que se perdió].',
      'El [número|perfil] ya no [existe|contesta].',
      'Tengo [los mensajes|los recibos] guardados.',
    ),
  ],
  [0.35, phrases('Yo estaba en casa {place}.', 'Yo vivo {place}.')],
  [0.35, AFTER],
  [0.4, THANKS],
];
