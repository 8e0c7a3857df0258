export const start = {
  'start.cameAndWent': 'Recibidos y cerrados',
  'start.todayNReportsCameAnd':
    '{n, plural, one {Hoy: # recibido, {went, number} cerrados.} other {Hoy: # recibidos, {went, number} cerrados.}}',
  'start.day': 'Día',
  'start.came': 'Recibidos',
  'start.went': 'Cerrados',
  'start.inSevenDaysNReports':
    '{n, plural, one {# recibido, {went, number} cerrados en 7 días} other {# recibidos, {went, number} cerrados en 7 días}}',
  'start.theQueueGrowsNumbers': 'La cola crece: {numbers}.',
  'start.nothingMovedNumbers': 'Nada se movió: {numbers}.',
  'start.theQueueHoldsNumbers': 'La cola se mantiene: {numbers}.',
  'start.atThisPaceNothingWaits':
    '{n, plural, one {A este ritmo, en # día aproximadamente no esperará nada.} other {A este ritmo, en # días aproximadamente no esperará nada.}}',
  'start.theQueueDrainsNumbers': 'La cola baja: {numbers}.',
  'start.waitsForMe': 'Me espera a mí',
  'start.decisionsThatWereNotTaken': 'Decisiones que no se aceptaron',
  'start.everyReportIsDecidedOr': 'Todos los reportes están decididos, o con su persona.',
  'start.waitingLongest': 'El que más espera',
  'start.numberOffenseWaitingSince': '{number} · {offense} · espera {since}',
  'start.nReportsToDecideThe':
    '{n, plural, one {# reporte por decidir} other {# reportes por decidir, primero los más antiguos}}',
  'start.openIt': 'Abrirlo',
} as const;
