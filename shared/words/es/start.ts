export const start = {
  'start.cameAndWent': 'Llegaron y salieron',
  'start.todayNReportsCameAnd':
    '{n, plural, one {Hoy llegó # reporte y salieron {went, number}.} other {Hoy llegaron # reportes y salieron {went, number}.}}',
  'start.day': 'Día',
  'start.came': 'Llegaron',
  'start.went': 'Salieron',
  'start.inSevenDaysNReports':
    '{n, plural, one {en siete días llegó # reporte y salieron {went, number}} other {en siete días llegaron # reportes y salieron {went, number}}}',
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
