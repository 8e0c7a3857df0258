/** Spanish of what waits to be sent. */
export const outboxWords = {
  'Handed to': 'Pasado a',
  'a colleague': 'un colega',
  nobody: 'nadie',
  'as the person told it': 'como lo contó la persona',
  '{field} (corrected)': '{field} (corregido)',
  'What happened meanwhile': 'Qué pasó entretanto',
  'Nothing happened to the report itself.': 'Al reporte mismo no le pasó nada.',
  'Its history says nothing about it.': 'Su historial no dice nada al respecto.',
  'Field by field': 'Campo por campo',
  'When you decided': 'Cuando usted decidió',
  'Yours makes it': 'La suya lo deja en',
  'Now on the server': 'Ahora en el servidor',
  'The same in all: {fields}.': 'Igual en todos: {fields}.',
  'leaves it': 'lo deja',
  'changed to': 'cambiado a',
  ', in undo time': ', en su tiempo para deshacer',
  ', {held} of them in undo time': ', {held} en su tiempo para deshacer',
  Connection: 'Conexión',
  'Nothing is kept on this workstation: wait until everything is sent before you close the application.':
    'En este equipo no se guarda nada: espere a que todo se haya enviado antes de cerrar la aplicación.',
  Nothing: 'Nada',
  '{n} decisions': { one: '{n} decisión', other: '{n} decisiones' },
  'Reports that came are still being compared': 'Los reportes que llegaron todavía se están comparando',
  'The server would not take this decision.': 'El servidor no aceptó esta decisión.',
  'The report is “{state}” now.': 'El reporte está ahora en «{state}».',
  'Your note': 'Su nota',
  'Reading both versions': 'Leyendo las dos versiones',
  'This report is no longer on this workstation: the agency may have removed it.':
    'Este reporte ya no está en este equipo: es posible que la agencia lo haya retirado.',
  'You decided {when} on version {seen}; the server has version {version}.':
    'Usted decidió {when} sobre la versión {seen}; el servidor tiene la versión {version}.',
  '{number} is no longer on this workstation: the agency may have removed it.':
    '{number} ya no está en este equipo: es posible que la agencia lo haya retirado.',
  'The agency server no longer has both reports.': 'El servidor de la agencia ya no tiene los dos reportes.',
  'Yours no longer fits: withdraw it.': 'La suya ya no corresponde: retírela.',
  'Open one of the reports to compare them anew, or withdraw yours.':
    'Abra uno de los reportes para compararlos de nuevo, o retire la suya.',
  Yours: 'La suya',
  'Nobody decided about the two': 'Nadie decidió sobre los dos',
  'Decide again: {what}, {number}': 'Decidir de nuevo: {what}, {number}',
  '{n} decisions are not sealed yet': {
    one: 'Una decisión todavía no está sellada',
    other: '{n} decisiones todavía no están selladas',
  },
  'The agency server has not given its key yet. Until it does, or takes them, they would be lost with this computer’s disk.':
    'El servidor de la agencia todavía no ha dado su clave. Hasta que la dé, o las reciba, se perderían con el disco de esta computadora.',
  'Decide again: {what}': 'Decidir de nuevo: {what}',
  'Withdraw mine for {number}': 'Retirar la mía para {number}',
  'Withdraw mine': 'Retirar la mía',
  'Open report {number}': 'Abrir el reporte {number}',
  'Yours no longer fits: withdraw it, or open the report and decide otherwise.':
    'La suya ya no corresponde: retírela, o abra el reporte y decida de otro modo.',
  'The agency changed its wording. Decide again: you see the letter as it would go now.':
    'La agencia cambió sus textos. Decida de nuevo: verá la carta tal como saldría ahora.',
  'Read what changed, then decide again, with what you wrote, or withdraw yours.':
    'Lea qué cambió y decida de nuevo, con lo que escribió, o retire la suya.',
  'sends in {seconds} s': 'se envía en {seconds} s',
  'can be undone for {seconds} s': 'se puede deshacer durante {seconds} s',
  'decided {when}': 'decidido {when}',
  'Last try: {problem}': 'Último intento: {problem}',
  'Undo for {number}': 'Deshacer para {number}',
  'Decisions are kept here until the agency server has taken them.':
    'Las decisiones se guardan aquí hasta que el servidor de la agencia las haya recibido.',
  'Send now, without undo': 'Enviar ahora, sin deshacer',
  'Reading what waits': 'Leyendo lo que espera',
  'Nothing waits to be sent': 'Nada espera para enviarse',
  'Decisions that are only in the sealed journal are sent once you get them back.':
    'Las decisiones que solo están en el diario sellado se envían cuando usted las recupera.',
  'The agency server has every decision of this workstation.':
    'El servidor de la agencia tiene todas las decisiones de este equipo.',
  'Decisions waiting to be sent': 'Decisiones por enviar',
  'And {n} decisions more, which will be shown as these are sent.': {
    one: 'Y {n} decisión más, que se mostrará cuando estas se envíen.',
    other: 'Y {n} decisiones más, que se mostrarán cuando estas se envíen.',
  },
  'Decisions about repeats waiting to be sent': 'Decisiones sobre repetidos por enviar',
  Withdraw: 'Retirar',
} as const;
