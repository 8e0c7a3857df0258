/** Spanish of the start page. */
export const startWords = {
  'Came and went': 'Llegaron y salieron',
  'Today {n} reports came and {went} went.': {
    one: 'Hoy llegó {n} reporte y salieron {went}.',
    other: 'Hoy llegaron {n} reportes y salieron {went}.',
  },
  Day: 'Día',
  Came: 'Llegaron',
  Went: 'Salieron',
  'in seven days {n} reports came and {went} went': {
    one: 'en siete días llegó {n} reporte y salieron {went}',
    other: 'en siete días llegaron {n} reportes y salieron {went}',
  },
  'The queue grows: {numbers}.': 'La cola crece: {numbers}.',
  'Nothing moved: {numbers}.': 'Nada se movió: {numbers}.',
  'The queue holds: {numbers}.': 'La cola se mantiene: {numbers}.',
  'At this pace nothing waits in about {n} days.': {
    one: 'A este ritmo, en {n} día aproximadamente no esperará nada.',
    other: 'A este ritmo, en {n} días aproximadamente no esperará nada.',
  },
  'The queue drains: {numbers}.': 'La cola baja: {numbers}.',
  'Waits for me': 'Me espera a mí',
  'Decisions that were not taken': 'Decisiones que no se aceptaron',
  'Every report is decided, or with its person.': 'Todos los reportes están decididos, o con su persona.',
  'Waiting longest': 'El que más espera',
  '{number} · {offense} · waiting {since}': '{number} · {offense} · espera {since}',
  '{n} reports to decide, the oldest first': {
    one: '{n} reporte por decidir',
    other: '{n} reportes por decidir, primero los más antiguos',
  },
  'Open it': 'Abrirlo',
} as const;
