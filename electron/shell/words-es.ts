/** Spanish of menu, notifications and dialogs. */
export const es = {
  'P2C Review cannot start': 'P2C Review no puede iniciarse',
  File: 'Archivo',
  Lock: 'Bloquear',
  View: 'Ver',
  'Something waits for you.': 'Algo le espera.',
  'The person answered': 'La persona respondió',
  'Report {number}': 'Reporte {number}',
  '{n} persons answered': { one: '{n} persona respondió', other: '{n} personas respondieron' },
  'Look under “Answered”.': 'Mire en «Respondidos».',
  Stay: 'Quedarse',
  Quit: 'Salir',
  'Quit anyway': 'Salir de todos modos',
  'Send now and quit': 'Enviar ahora y salir',
  '{n} decisions were not sent yet.': {
    one: 'Una decisión todavía no se ha enviado.',
    other: '{n} decisiones todavía no se han enviado.',
  },
  'The agency server cannot be reached.': 'No se puede conectar con el servidor de la agencia.',
  'Sending now ends the undo time.': 'Si envía ahora, termina el tiempo para deshacer.',
  '{n} of them cannot be sent without you: look under “Waiting to be sent”.': {
    one: '{n} de ellas no puede enviarse sin usted: mire en «Por enviar».',
    other: '{n} de ellas no pueden enviarse sin usted: mire en «Por enviar».',
  },
  'What is not sent stays on this workstation, encrypted, and goes out after your next unlock here.':
    'Lo que no se envía queda en este equipo, cifrado, y sale la próxima vez que usted lo desbloquee aquí.',
  'This workstation has no keychain, so what is not sent stays behind in a sealed file only. After the next sign-in you must get it back under Settings and confirm each.':
    'Este equipo no tiene llavero, así que lo que no se envía queda solo en un archivo sellado. La próxima vez que inicie sesión deberá recuperarlo en Ajustes y confirmar cada decisión.',
  'Save the original': 'Guardar el original',
  'Save the report': 'Guardar el reporte',
  'Save the letter': 'Guardar la carta',
  'Save the letters': 'Guardar las cartas',
  'No suggestion': 'Sin sugerencias',
  'Save the audit log': 'Guardar el registro de auditoría',
} as const;
