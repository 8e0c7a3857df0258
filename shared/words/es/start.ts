export const start = {
  'start.receivedVsClosed': 'Recibidos y cerrados',
  'start.todayNReceivedWentClosed':
    '{n, plural, one {Hoy: # recibido, {went, number} cerrados.} other {Hoy: # recibidos, {went, number} cerrados.}}',
  'start.day': 'Día',
  'start.received': 'Recibidos',
  'start.closedMeans': 'Cerrados: aprobados, rechazados, retirados o cerrados sin respuesta.',
  'start.closed': 'Cerrados',
  'start.nInWentClosedIn7':
    '{n, plural, one {# recibido, {went, number} cerrados en 7 días} other {# recibidos, {went, number} cerrados en 7 días}}',
  'start.backlogGrowingNumbers': 'La cola crece: {numbers}.',
  'start.noActivityNumbers': 'Sin actividad: {numbers}.',
  'start.backlogSteadyNumbers': 'La cola se mantiene: {numbers}.',
  'start.clearedInAboutNDaysAt':
    '{n, plural, one {A este ritmo, la cola quedará vacía en # día aproximadamente.} other {A este ritmo, la cola quedará vacía en # días aproximadamente.}}',
  'start.backlogShrinkingNumbers': 'La cola baja: {numbers}.',
  'start.waitingOnMe': 'Pendiente de mí',
  'start.decisionsNotAccepted': 'Decisiones que no se aceptaron',
  'start.reviewsWaiting': 'Segundas revisiones pendientes',
  'start.newAnswers': 'Respuestas a sus revisiones',
  'start.appealsWaiting': 'Apelaciones por decidir',
  'start.draftsToPublish': 'Borradores de política por revisar',
  'start.holdsBeingLifted': 'Retenciones legales que se están levantando',
  'start.everyReportIsDecidedOrWaiting': 'Todos los reportes están decididos o en espera de la persona.',
  'start.longestWaiting': 'El que más espera',
  'start.mayMeanDanger': 'Va primero: puede haber peligro',
  'start.numberOffenseWaitingSince': '{number} · {offense} · espera {since}',
  'start.nReportsToDecideInOrder':
    '{n, plural, one {# reporte por decidir} other {# reportes por decidir, {danger, plural, =0 {primero los más antiguos} other {primero los de peligro, después los más antiguos}}}}',
  'start.open': 'Abrirlo',
} as const;
