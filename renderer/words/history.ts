/** Spanish of what the server writes into a report's history and into the list of decisions. */
export const historyWords = {
  'Approved as {title}; case number {number}.': 'Aprobado como {title}; número de caso {number}.',
  'Rejected: {why}.': 'Rechazado: {why}.',
  '{title} (repeats {number})': '{title} (repite {number})',
  'Asked for: {what}.': 'Se pidió: {what}.',
  'Call: reached the person.': 'Llamada: habló con la persona.',
  'Call: no answer.': 'Llamada: sin respuesta.',
  'Call: left a message.': 'Llamada: dejó un mensaje.',
  'Call: wrong number.': 'Llamada: número equivocado.',
  'Reached the person': 'Habló con la persona',
  'No answer': 'Sin respuesta',
  'Left a message': 'Dejó un mensaje',
  'Wrong number': 'Número equivocado',
  'Escalated to the supervisors.': 'Elevado a los supervisores.',
  'For a supervisor': 'Para un supervisor',
  'Given back to everybody.': 'Devuelto a todos.',
  'Back to everybody': 'De vuelta a todos',
  'Handed over. To {name}.': 'Pasado. A {name}.',
  'To {name}': 'A {name}',
  'Note.': 'Nota.',
  Note: 'Nota',
  "Corrected beside the person's words: {field}.": 'Corregido junto a las palabras de la persona: {field}.',
  'The decision was taken back: {cause}': 'Se anuló la decisión: {cause}',
  'Appeal: the decision stands.': 'Apelación: la decisión se mantiene.',
  'Appeal: the report is read again.': 'Apelación: el reporte se lee de nuevo.',
  'The decision stands': 'La decisión se mantiene',
  'To be read again': 'Se leerá de nuevo',
  'The person filed the report.': 'La persona presentó el reporte.',
  'The person filed the report and confirmed the mail address.':
    'La persona presentó el reporte y confirmó el correo electrónico.',
  'The person filed it anew, instead of {number}.': 'La persona lo presentó de nuevo, en lugar de {number}.',
  'The person filed it anew, instead of {number} and confirmed the mail address.':
    'La persona lo presentó de nuevo, en lugar de {number}, y confirmó el correo electrónico.',
  'The person answered.': 'La persona respondió.',
  'The person answered, with a file.': 'La persona respondió, con un archivo.',
  'The person answered, with {n} files.': 'La persona respondió, con {n} archivos.',
  'The person answered, which opened the report again.': 'La persona respondió, y el reporte se abrió de nuevo.',
  'The person answered, with a file, which opened the report again.':
    'La persona respondió, con un archivo, y el reporte se abrió de nuevo.',
  'The person answered, with {n} files, which opened the report again.':
    'La persona respondió, con {n} archivos, y el reporte se abrió de nuevo.',
  'The person was reminded; {n} days are left.': 'Se recordó a la persona; quedan {n} días.',
  'Closed, because no answer came. The person can open it again.':
    'Cerrado porque no llegó respuesta. La persona puede abrirlo de nuevo.',
  'The letter was printed and goes by post.': 'La carta se imprimió y va por correo postal.',
  'The letter was sent.': 'La carta fue enviada.',
  'The letter could not be delivered; the person does not know yet. It is to be printed.':
    'La carta no se pudo entregar; la persona todavía no lo sabe. Hay que imprimirla.',
  'The letter came back; the person does not know yet. It is to be printed.':
    'La carta volvió; la persona todavía no lo sabe. Hay que imprimirla.',
  'The person asks for the decision to be looked at again.': 'La persona pide que se mire la decisión otra vez.',
  'The person took the report back.': 'La persona retiró el reporte.',
  'Courtesy contact: reached the person.': 'Contacto de cortesía: habló con la persona.',
  'Courtesy contact: left a message.': 'Contacto de cortesía: dejó un mensaje.',
  'Courtesy contact: wrote to the person.': 'Contacto de cortesía: escribió a la persona.',
  'Courtesy contact: the person could not be reached.': 'Contacto de cortesía: no se pudo contactar a la persona.',
  'On {number}, which repeats this report: {what}': 'En {number}, que repite este reporte: {what}',
  '{what} What was written is with {number}.': '{what} Lo escrito está en {number}.',
  'The person added information.': 'La persona añadió información.',
  'The person added information, with a file.': 'La persona añadió información, con un archivo.',
  'The person added information, with {n} files.': 'La persona añadió información, con {n} archivos.',
  'The person told the same again, and added it here instead of filing it anew.':
    'La persona contó lo mismo otra vez y lo añadió aquí en lugar de presentarlo de nuevo.',
  'The person told the same again, and added it here instead of filing it anew, with a file.':
    'La persona contó lo mismo otra vez y lo añadió aquí en lugar de presentarlo de nuevo, con un archivo.',
  'The person told the same again, and added it here instead of filing it anew, with {n} files.':
    'La persona contó lo mismo otra vez y lo añadió aquí en lugar de presentarlo de nuevo, con {n} archivos.',
} as const;
