/** Spanish of the settings. */
export const settingsWords = {
  'As the system': 'Como el sistema',
  Language: 'Idioma',
  'Go to a field and press the key that you want. Arrows, Enter, Esc, Space and the keys with Ctrl stay as they are.':
    'Vaya a un campo y pulse la tecla que quiere. Las flechas, Enter, Esc, Espacio y las teclas con Ctrl quedan como están.',
  'What it does': 'Qué hace',
  Key: 'Tecla',
  Change: 'Cambiar',
  'Key for: {action}': 'Tecla para: {action}',
  '{key} is the key for “{action}”.': '{key} es la tecla para «{action}».',
  'Exchange them': 'Intercambiarlas',
  'at first {key}': 'al principio {key}',
  'All keys as at first': 'Todas las teclas como al principio',
  'Decide again on the report as it is now, and drop this one afterwards.':
    'Decida de nuevo sobre el reporte como está ahora y después descarte esta.',
  Look: 'Aspecto',
  Theme: 'Tema',
  'Text size': 'Tamaño del texto',
  'Language, theme and text size are kept on this workstation, everything else with you.':
    'El idioma, el tema y el tamaño del texto se guardan en este equipo; todo lo demás, con usted.',
  Density: 'Densidad',
  Comfortable: 'Cómoda',
  'Compact: more rows': 'Compacta: más filas',
  Times: 'Horas',
  '26 h, 5 days ago': '26 h, 5 días',
  'Day and time': 'Día y hora',
  'Your secret was changed': 'Su clave fue cambiada',
  'It opens this window, too. You are signed out on every other workstation.':
    'También abre esta ventana. En los demás equipos se cerró su sesión.',
  'Change your secret': 'Cambiar su clave',
  'Present secret': 'Clave actual',
  'That is not your secret. Five wrong ones lock your account.':
    'Esa no es su clave. Cinco equivocadas bloquean su cuenta.',
  'Type your present secret.': 'Escriba su clave actual.',
  'Changing…': 'Cambiando…',
  'Get decisions back': 'Recuperar decisiones',
  'The agency server can open it for you. Nothing is sent before you confirm it.':
    'El servidor de la agencia puede abrirlo para usted. Nada se envía antes de que usted lo confirme.',
  'Unsent decisions are also sealed into a file that only the agency server can open. If a workstation is lost or its cache dies, that file gives them back.':
    'Las decisiones no enviadas también se sellan en un archivo que solo el servidor de la agencia abre. Si se pierde un equipo o se daña su caché, ese archivo las devuelve.',
  "Open this workstation's journal": 'Abrir el diario de este equipo',
  'Open another journal…': 'Abrir otro diario…',
  'Decisions from the journal': 'Decisiones del diario',
  '{one} and {other}': '{one} y {other}',
  decided: 'decidido',
  'It can no longer be sent as it was': 'Ya no se puede enviar como estaba',
  'Confirm the decision on {about}': 'Confirmar la decisión sobre {about}',
  Confirm: 'Confirmar',
  'Drop the decision on {about}': 'Descartar la decisión sobre {about}',
  'Dropped, it is never sent, from whichever workstation, and cannot be brought back.':
    'Si se descarta, no se enviará nunca, desde ningún equipo, y no podrá recuperarse.',
  'It was not dropped': 'No se descartó',
  'It is not known whether it was dropped. Try again.': 'No se sabe si se descartó. Inténtelo de nuevo.',
  'The server had carried out the decision on {about} already, so it was not dropped.':
    'El servidor ya había ejecutado la decisión sobre {about}, así que no se descartó.',
  'If you confirm one and then undo or withdraw it, the workstation where it was made may still send it. Drop here what is not to be sent.':
    'Si confirma una y después la deshace o la retira, el equipo en el que se tomó todavía puede enviarla. Descarte aquí lo que no deba enviarse.',
  Drop: 'Descartar',
  'Open {what}': 'Abrir {what}',
  'Nothing in it waits for you.': 'Nada en él le espera.',
  '{n} decisions to confirm.': { one: '{n} decisión por confirmar.', other: '{n} decisiones por confirmar.' },
  'The server had {n} decisions already.': {
    one: 'El servidor ya tenía {n} decisión.',
    other: 'El servidor ya tenía {n} decisiones.',
  },
  'You had dropped {n} decisions.': {
    one: 'Usted había descartado {n} decisión.',
    other: 'Usted había descartado {n} decisiones.',
  },
  '{n} records could not be opened for you.': {
    one: '{n} registro no se pudo abrir para usted.',
    other: '{n} registros no se pudieron abrir para usted.',
  },
  'How the desk looks and works for you, and what this workstation keeps.':
    'Cómo se ve y funciona el escritorio para usted, y qué guarda este equipo.',
  'This workstation': 'Este equipo',
  'Closed reports leave': 'Los cerrados se van',
  'Not known yet': 'Todavía no se sabe',
  '{n} days after they were closed': { one: '{n} día después de cerrarse', other: '{n} días después de cerrarse' },
  'Locks itself': 'Se bloquea',
  'After 10 minutes without use, or Ctrl + L': 'Después de 10 minutos sin uso, o con Ctrl + L',
  'After {n} minutes without use, or Ctrl + L': {
    one: 'Después de {n} minuto sin uso, o con Ctrl + L',
    other: 'Después de {n} minutos sin uso, o con Ctrl + L',
  },
  'Sealed journal': 'Diario sellado',
  'No unsent decision': 'Ninguna decisión sin enviar',
  '{n} unsent decisions': { one: '{n} decisión sin enviar', other: '{n} decisiones sin enviar' },
  "Waits for the agency's key": 'Espera la llave de la agencia',
  'Lies in': 'Está en',
  'Reports are kept encrypted': 'Los reportes se guardan cifrados',
  "Their key opens only with this computer's keychain and your secret together.":
    'Su llave solo se abre con el llavero de esta computadora y su clave juntos.',
  'Reports are kept only while the application runs. Unsent decisions are also in the sealed journal.':
    'Los reportes se guardan solo mientras funciona la aplicación. Las decisiones no enviadas están también en el diario sellado.',
  'As the agency': 'Como la agencia',
  '{n} seconds, as the agency': { one: '{n} segundo, como la agencia', other: '{n} segundos, como la agencia' },
  '{n} minutes': { one: '{n} minuto', other: '{n} minutos' },
  '{n} seconds': { one: '{n} segundo', other: '{n} segundos' },
  Work: 'Trabajo',
  'Begin with': 'Empezar con',
  'The start page': 'La página de inicio',
  'After a decision': 'Después de una decisión',
  'Open the next report': 'Abrir el reporte siguiente',
  Notifications: 'Notificaciones',
  'Tell me when a person answers what I asked': 'Avisarme cuando una persona responde a lo que pedí',
  'While the window is locked they say nothing but that something waits.':
    'Mientras la ventana está bloqueada solo dicen que algo espera.',
  'Undo time': 'Tiempo para deshacer',
  'A decision leaves for the server, and its letter for the person, when this time is over.':
    'Cuando termina este tiempo, la decisión sale hacia el servidor y su carta hacia la persona.',
} as const;
