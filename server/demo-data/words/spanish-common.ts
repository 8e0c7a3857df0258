import { phrases } from '../grammar.ts';

export const OPENING = phrases(
  '[Hola|Saludos|Buenos días|Buenas tardes|Buenas noches][,|.]',
  '[Quiero|Quisiera|Necesito|Deseo] reportar [un robo|algo que me pasó|un incidente|un hurto].',
  '[Esto pasó|Esto ocurrió|Sucedió] {day} {place}.',
  'Hago este reporte [para el seguro|porque el seguro me lo pide|para que quede constancia].',
  '[Llamé|Traté de llamar] [a la policía|al número de no emergencia] y [me dijeron|me indicaron] que lo hiciera [en línea|por internet].',
  'Yo [vivo|trabajo|estudio] [cerca|en Hartford|en esa calle] y [esto fue lo que pasó|quiero contar lo que pasó].',
);

export const TAKEN = phrases(
  '[Se llevaron|Me quitaron|Me robaron] {items}.',
  '[Falta|Me falta|Lo que falta es][:|] {items}.',
  '[Esto es lo que se llevaron|Lista de lo robado|Se llevaron lo siguiente]: {items}.',
  'No [está|aparece] {items}.',
);

export const LOSS = phrases(
  '[En total|Todo junto] [son|es] [como|más o menos|unos] {value}.',
  '[La pérdida|El valor] es de [aproximadamente|unos|cerca de] {value}.',
  '[Me costó|Pagué] {value} [hace un año|cuando lo compré|].',
  'Tengo [el recibo|los recibos], [fueron|son] {value}.',
);

export const AFTER = phrases(
  '[No vi|Nadie vio|No escuché|No se oyó] [a nadie|nada].',
  'No [hay|hubo] testigos[ que yo sepa|].',
  'Le pregunté a [los vecinos|la gente del edificio|los que estaban allí] y [nadie vio nada|nadie sabe nada].',
  'No [sé|tengo idea de] quién [fue|lo hizo|pudo ser].',
  'Necesito [el reporte|un número de caso|el reporte de la policía] para [el seguro|el dueño de la casa|mi trabajo|la reclamación].',
  '[No es la primera vez|Esto pasa mucho|Es la segunda vez este año] [en esta calle|aquí|por esta área].',
  '[Estaba durmiendo|Estaba trabajando|Trabajo de noche] y [me di cuenta tarde|no me di cuenta enseguida].',
  'Puedo [mandar fotos|enviar los recibos|mandar las fotos] si [hace falta|las necesitan].',
);

export const THANKS = phrases(
  '[Gracias|Muchas gracias|Gracias por su ayuda|Gracias de antemano][.|]',
  'Por favor [llámenme|avísenme|comuníquense conmigo] [si necesitan algo más|si saben algo|con cualquier pregunta].',
  'Pueden [llamarme|comunicarse conmigo] [después de las 5|por las mañanas|a cualquier hora], [hablo español|mejor en español|].',
);

export const WITNESSED = phrases(
  'Yo [vivo|trabajo] [al frente|al lado|en el mismo edificio] y {day} [como a|a eso de] {time} [oí un ruido fuerte|oí romperse un cristal|me asomé] y vi que {what} {place} [estaba roto|lo habían dañado].',
  'No soy el dueño, soy [vecino|vecina|compañero de trabajo]. {what} {place} [lo dañaron|apareció dañado] {day} entre {time} y {time2}.',
  'Pasé [caminando|guiando|con el perro] {place} {day} a {time2} y [noté|vi] {what} con [cristales en el piso|daños].',
);

export const WITNESS_END = phrases(
  'No [pude ver|vi] [la cara|quién era|para dónde se fueron].',
  '[Ya no había nadie|Se habían ido] cuando [miré|salí].',
  'No [sé de quién es|conozco al dueño].',
);
