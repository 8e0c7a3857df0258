import type { history as english } from '../en/history.ts';

export const history: Readonly<Record<keyof typeof english, string>> = {
  'history.filed': 'Reporte presentado.',
  'history.filed_confirmed': 'Reporte presentado; correo electrónico confirmado.',
  'history.refiled': 'Presentado de nuevo, en lugar de {insteadOf}.',
  'history.refiled_confirmed': 'Presentado de nuevo, en lugar de {insteadOf}; correo electrónico confirmado.',
  'history.approved': 'Aprobado como {offense}; número de caso {caseNumber}.',
  'history.rejected': 'Rechazado: {reason}.',
  'history.rejected_duplicate': 'Rechazado: {reason} (duplicado de {duplicateOf}).',
  'history.asked': 'Se pidió: {missing}.',
  'history.askedQuestion': 'Se preguntó: «{question}»',
  'history.askedBoth': 'Se pidió: {missing}. Se preguntó: «{question}»',
  'history.called':
    'Llamada: {outcome, select, reached {se habló con la persona} no_answer {sin respuesta} left_message {se dejó un mensaje} other {número equivocado}}.',
  'history.courtesy':
    'Contacto de cortesía: {outcome, select, reached {se habló con la persona} left_message {se dejó un mensaje} wrote {se escribió a la persona} other {no se pudo contactar a la persona}}.',
  'history.escalated': 'Elevado al supervisor.',
  'history.assigned': 'Asignado a {name}.',
  'history.unassigned': 'Sin asignar.',
  'history.noted': 'Nota añadida.',
  'history.no_answer_needed': 'Los mensajes de la persona no requieren respuesta.',
  'history.message_sent':
    '{files, plural, =0 {Mensaje a la persona.} one {Mensaje a la persona con # archivo.} other {Mensaje a la persona con # archivos.}}',
  'history.fileSent': '{name} ({size}), SHA-256 {hash}',
  'history.message_received':
    'Mensaje de la persona{files, plural, =0 {} one {, con # archivo} other {, con # archivos}}.',
  'history.link_mailed': 'La persona pidió otra vez por correo el enlace a la página del reporte.',
  'history.told_late': 'Se avisó a la persona de que la respuesta se retrasa.',
  'history.rms_number': 'Número en el sistema de registros: {number}.',
  'history.corrected': 'Corrección: {field}.',
  'history.returned': 'Reabierto: {cause}',
  'history.appealed': 'La persona pidió que se revise la decisión.',
  'history.appeal_upheld': 'Apelación: se mantuvo la decisión.',
  'history.appeal_granted': 'Apelación: la decisión quedó sin efecto; el reporte está de nuevo en revisión.',
  'history.appeal_upheld_alone': 'Apelación: mantuvo la decisión quien la había tomado, por ser el único supervisor.',
  'history.appeal_granted_alone':
    'Apelación: dejó sin efecto la decisión quien la había tomado, por ser el único supervisor. El reporte se revisa de nuevo.',
  'history.found': 'La persona encontró lo perdido o robado.',
  'history.withdrawn': 'La persona retiró el reporte.',
  'history.answered': 'La persona respondió{files, plural, =0 {} one {, con # archivo} other {, con # archivos}}.',
  'history.answer_reopened':
    'La persona respondió{files, plural, =0 {} one {, con # archivo} other {, con # archivos}}. El reporte está abierto de nuevo.',
  'history.added':
    'La persona añadió información{files, plural, =0 {} one {, con # archivo} other {, con # archivos}}.',
  'history.added_again':
    'La persona describió otra vez el mismo incidente y lo añadió aquí en lugar de presentar otro reporte{files, plural, =0 {} one {, con # archivo} other {, con # archivos}}.',
  'history.duplicate_answered':
    'Respuesta al duplicado {duplicate}{files, plural, =0 {} one { (# archivo adjunto)} other { (# archivos adjuntos)}}.',
  'history.duplicate_added':
    'Información añadida al duplicado {duplicate}{files, plural, =0 {} one { (# archivo adjunto)} other { (# archivos adjuntos)}}.',
  'history.answer_passed_on':
    'La persona respondió{files, plural, =0 {} one {, con # archivo} other {, con # archivos}}. El texto está en {primary}.',
  'history.addition_passed_on':
    'La persona añadió información{files, plural, =0 {} one {, con # archivo} other {, con # archivos}}. El texto está en {primary}.',
  'history.primary_closed':
    '{state, select, withdrawn {La persona retiró {primary}} closed_no_answer {{primary} se cerró sin respuesta} other {{primary} se rechazó}}, y este reporte se había rechazado como su duplicado. Revíselo de nuevo.',
  'history.reminded': 'Recordatorio enviado; {days, plural, one {queda # día} other {quedan # días}} para responder.',
  'history.closed': 'Cerrado: sin respuesta. La persona puede reabrirlo.',
  'history.letter_sent': 'La carta fue enviada.',
  'history.letter_without_address':
    'La carta no se envió por correo: no se conoce la dirección. Se entregó en persona o se leyó en voz alta.',
  'history.letter_printed': 'La carta se imprimió para enviarla por correo postal.',
  'history.letter_undelivered': 'No se pudo entregar la carta. Imprímala y envíela por correo postal.',
  'history.letter_returned': 'La carta fue devuelta. Imprímala y envíela por correo postal.',
  'history.unknown': 'Ocurrió algo que esta versión no puede describir.',
  'history.cause.escalated': 'Para un supervisor',
  'history.cause.assigned': 'A {name}',
  'history.cause.noted': 'Nota',
  'history.cause.no_answer_needed': 'No requiere respuesta',
  'history.cause.message_sent': 'Mensaje',
  'history.cause.appeal_upheld': 'Decisión mantenida',
  'history.cause.appeal_granted': 'Decisión sin efecto',
  'history.cause.appeal_upheld_alone': 'Decisión mantenida por el único supervisor',
  'history.cause.appeal_granted_alone': 'Decisión sin efecto, por el único supervisor',
  'history.anyway': 'Aprobado a pesar de «{flag}»: {because}',
  'history.dangerDispatch': 'Peligro: se llamó a la central',
  'history.dangerEscalated': 'Peligro: un supervisor lo sabe',
  'history.dangerNot': 'No hay peligro: {because}',
};
