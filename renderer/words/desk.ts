import type { FIELD_WORDS, SearchField } from '#shared/domain/search.ts';

/** Spanish of what each field of the search finds; the fields themselves are typed as they are. */
export const searchWords = {
  'vandalism, larceny, lost or fraud': 'vandalism (vandalismo), larceny (hurto), lost (perdido) o fraud (fraude)',
  'new, answered, waiting, approved …':
    'new (nuevo), answered (respondido), waiting (en espera de la persona), approved …',
  'received on or after this date': 'recibido este día o después',
  'received on or before this date': 'recibido este día o antes',
  'open, closed, any, duplicate, mine or overdue':
    'open (abierto), closed (cerrado), any (todos), duplicate (duplicado), mine (mío) u overdue (con retraso)',
  'photo, flag or duplicate': 'photo (foto), flag (alerta) o duplicate (duplicado)',
  'street, unit or neighborhood': 'calle, apartamento o barrio',
  'name of the reporter': 'nombre de la persona que reporta',
  'serial number of an item': 'número de serie de un objeto',
  'type, brand, model, color of an item': 'tipo, marca, modelo o color de un objeto',
  'offense title': 'tipo de delito',
  'tracking or case number': 'número de seguimiento o de caso',
  'words in the narrative': 'palabras del relato',
  'e-mail address or phone number': 'correo electrónico o número de teléfono',
} as const satisfies Record<(typeof FIELD_WORDS)[SearchField], string>;

/** Spanish of what the search says about a field that it does not understand. */
export const searchSaid = {
  'There is no field “{field}”: searching for it as words.': 'No hay ningún campo «{field}»: se busca como palabras.',
  '“{field}:” takes a date like 2026-10-01.': '«{field}:» lleva una fecha como 2026-10-01.',
  '“{value}” isn’t an option for {field}:. Options: {words}.':
    '«{value}» no es una opción de {field}:. Opciones: {words}.',
} as const;

/** Spanish of the views that everybody has, as VIEWS of shared/domain/views.ts titles them. */
export const viewWords = {
  Queue: 'Cola',
  'To decide': 'Por decidir',
  Mine: 'Míos',
  'Needs attention': 'Requieren atención',
  Overdue: 'Con retraso',
  'Possible duplicates': 'Posibles duplicados',
  'Reporter replied': 'Respondidos',
  'Waiting on reporter': 'En espera de la persona',
} as const;

/** Spanish of the facts' own names. */
export const factWords = {
  'given name': 'nombre',
  'family name': 'apellido',
  phone: 'teléfono',
  address: 'dirección',
  language: 'idioma',
  'preferred contact': 'contacto preferido',
  'best time': 'mejor hora',
  name: 'nombre',
  relation: 'relación',
  type: 'tipo',
  brand: 'marca',
  model: 'modelo',
  'serial number': 'número de serie',
  color: 'color',
  marks: 'señas',
  'account kind': 'tipo de cuenta',
  discovered: 'descubierto',
  'bank informed': 'banco informado',
  unit: 'apartamento',
  city: 'ciudad',
  neighborhood: 'barrio',
  'place type': 'tipo de lugar',
  'place type other': 'otro tipo de lugar',
  point: 'punto en el mapa',
} as const;
