/** Messages for parts of a search that can't be interpreted, and a description of each search field. */
export const search = {
  'search.unknown_field': 'No hay ningún campo «{field}»: se busca como palabras.',
  'search.not_a_date': '«{field}:» lleva una fecha como 2026-10-01.',
  'search.nothing_to_find': 'Escriba una letra o un número para buscar.',
  'search.only_words_left_out': 'Solo se pueden excluir palabras, no «{field}:».',
  'search.not_an_option': '«{value}» no es una opción de {field}:. Opciones: {options}.',
  'search.field.kind': 'vandalism (vandalismo), larceny (hurto), lost (perdido) o fraud (fraude)',
  'search.field.state': 'new (nuevo), answered (respondido), waiting (en espera de la persona), approved …',
  'search.field.from': 'recibido este día o después',
  'search.field.to': 'recibido este día o antes',
  'search.field.is':
    'open (abierto), closed (cerrado), any (todos), duplicate (duplicado), mine (mío), overdue (con retraso) o unsent (sin enviar)',
  'search.field.has':
    'photo (foto), flag (alerta), duplicate (duplicado), danger (peligro), message (mensaje) u overdue-message (mensaje con retraso)',
  'search.field.street': 'calle, apartamento o barrio',
  'search.field.person': 'nombre de la persona que reporta',
  'search.field.serial': 'número de serie de un objeto',
  'search.field.item': 'tipo, marca, modelo o color de un objeto',
  'search.field.offense': 'tipo de delito',
  'search.field.number': 'número de seguimiento o de caso',
  'search.field.how': 'palabras del relato',
  'search.field.contact': 'correo electrónico o número de teléfono',
} as const;
