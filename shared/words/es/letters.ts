/**
 * Fixed words in letters, in addition to the agency's own wording. `{page}` and `{pages}` are filled in when the pages
 * are rendered.
 */
export const letters = {
  'letters.page': 'página {page} de {pages}',
  'letters.unprintable': 'Un cuadro (□) está en lugar de un carácter que no se pudo imprimir aquí.',
  'letters.sameInEnglish':
    'El oficial escribió una parte con sus propias palabras. Por eso sigue aquí la misma carta en inglés. / The same letter in English:',
  // Tras «Acerca de su reporte T26-000001-0: …»
  'letters.notApproved': 'no pudimos aprobarlo',
  'letters.closed': 'lo hemos cerrado',
  'letters.unnamed': 'señor o señora',
  'letters.newReportOnPaper':
    'Haga, por favor, un reporte nuevo del tipo que corresponda. En esta página se empieza:\n{form}',
  'letters.codeOnPaper':
    'También puede elegir «Consulte el estado de su reporte» en nuestra página de reportes en línea y escribir su número de seguimiento, {tracking}, y este código de acceso privado: [access code]',
  'letters.codeOnFirstCopy':
    'Esta es una copia. El código de acceso privado para la página está en la primera carta que imprimimos; su número de seguimiento es {tracking}.',
  'letters.digestSubject': 'Reportes en línea, semana del {from}',
  'letters.digestLead': 'Reportes en línea en {agency}, del {from} al {to}:',
  'letters.digestReceived': 'Recibidos: {received}. Decididos: {decided}.',
  'letters.digestOverdue': 'Con retraso ahora: {overdue}.',
  'letters.digestLate': 'Personas avisadas de que nuestra respuesta se retrasa: {late}.',
  'letters.digestMessages': 'Mensajes con retraso ahora: {messages}.',
  'letters.digestAppeals': 'Apelaciones que esperan una decisión: {appeals}.',
  'letters.digestSamples':
    'Decisiones que esperan una segunda revisión: {samples}. Cuentan arriba como decididas; no se cuentan sus apelaciones.',
  'letters.digestDrafts': 'Borradores de política que esperan revisión y publicación: {drafts}.',
  'letters.digestLetters':
    'Cartas que el correo electrónico no pudo entregar: {failed}. Cartas por imprimir ahora: {print}.',
  'letters.digestSignIns':
    'Inicios de sesión fallidos: {failures}. Veces que una cuenta se bloqueó o se frenó por ellos: {locks}.',
  'letters.digestChainIntact': 'Registro de auditoría: íntegro en la última verificación, el {checked}.',
  'letters.digestChainBroken':
    'Registro de auditoría: ALTERADO según la verificación del {checked}. Avise ahora mismo al personal de informática.',
  'letters.digestChainUnchecked': 'Registro de auditoría: todavía sin verificar.',
  'letters.digestEnd':
    'La página Estadísticas de P2C Review tiene los detalles. Este mensaje no nombra a nadie que haya presentado un reporte.',
  'letters.dangerSubject': 'Puede ser urgente: reporte {number}',
  'letters.dangerText': 'El reporte {number} llegó en línea y puede indicar peligro: {what}.',
  'letters.dangerAgain': 'Nadie lo ha abierto todavía. Este es el recordatorio {times}.',
  'letters.dangerEnd': 'Ábralo en P2C Review. Este mensaje no contiene nada de lo que la persona escribió.',
  'letters.danger.in_progress': 'está ocurriendo ahora',
  'letters.danger.threat': 'una amenaza',
  'letters.danger.self_harm': 'autolesión',
  'letters.danger.weapon': 'un arma',
  'letters.danger.child': 'un niño',
} as const;
