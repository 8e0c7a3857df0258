/** What is said about reports that are not sent yet, and about filing one anew. */
export type DraftWords = {
  save: string;
  saveHint: string;
  savedTitle: string;
  saved: (days: number) => string;
  savedEmail: string;
  /** Where nothing was kept, because the address has had its mails for now. */
  notSavedTitle: string;
  notSaved: string;
  tooMany: string;
  waitingTitle: string;
  waiting: (email: string) => string;
  waitingNot: string;
  waitingDays: (days: number) => string;
  waitingHelp: (phone: string) => string;
  mailAgain: string;
  changeAddress: string;
  demoMail: string;
  confirmTitle: string;
  confirm: string;
  confirmButton: string;
  earlierTitle: string;
  /** `minutes` since that report was sent. */
  earlier: (trackingNumber: string, minutes: number) => string;
  earlierAdd: string;
  earlierAddButton: (trackingNumber: string) => string;
  earlierAnyway: string;
  addedTitle: string;
  added: string;
  goneTitle: string;
  gone: string;
  resumed: string;
  againTitle: string;
  again: (trackingNumber: string) => string;
  /** Above the form that is filled in with it. */
  againFilled: (trackingNumber: string) => string;
  emailNeeded: string;
};

/** "10 minutes ago", "yesterday": as people say it, in whole units. */
function since(
  minutes: number,
  words: readonly [string, string][],
  say: (count: number, word: string) => string,
): string {
  const hours = Math.round(minutes / 60);
  const days = Math.round(minutes / 1440);
  const [count, unit] = minutes < 60 ? [minutes, 0] : hours < 24 ? [hours, 1] : [Math.max(1, days), 2];
  const [one = '', many = ''] = words[unit] ?? [];
  return say(count, count === 1 ? one : many);
}

const ago = (minutes: number) =>
  since(
    minutes,
    [
      ['minute', 'minutes'],
      ['hour', 'hours'],
      ['day', 'days'],
    ],
    (count, word) => `${count} ${word} ago`,
  );
const hace = (minutes: number) =>
  since(
    minutes,
    [
      ['minuto', 'minutos'],
      ['hora', 'horas'],
      ['día', 'días'],
    ],
    (count, word) => `hace ${count} ${word}`,
  );

export const en: DraftWords = {
  save: 'Save and go on later',
  saveHint: 'We mail you a link that opens what you wrote. Give your e-mail address above for that.',
  savedTitle: 'Saved, and not sent yet',
  saved: (days) =>
    `We mailed you a link. It opens what you wrote, on any device, for ${days} days; nobody else can read it, not even we.`,
  savedEmail: 'No mail? Look in the spam folder, or go back in your browser and check the address.',
  notSavedTitle: 'Not saved this time',
  notSaved: 'To go on where you were, go back in your browser: what you typed is still there.',
  tooMany:
    'We have mailed this address several times within the last hour. Use the newest mail, or wait an hour and try again.',
  waitingTitle: 'One more step: confirm your address',
  waiting: (email) => `We mailed a link to ${email}. Open it and press the button there.`,
  waitingNot: 'Your report has not reached the police yet.',
  waitingDays: (days) => `The link works for ${days} days. You get the tracking number after that step.`,
  waitingHelp: (phone) =>
    `No mail? Look in the spam folder, and check that the address is right. You can also call ${phone}.`,
  mailAgain: 'Mail the link again',
  changeAddress: 'Change the address, or how we reach you',
  demoMail: 'This is a demonstration: see the mail here',
  confirmTitle: 'Confirm and send your report',
  confirm:
    'You opened the link from our mail, so the address is right. Press the button to give your report to the police.',
  confirmButton: 'Send my report now',
  earlierTitle: 'Is this what you told us already?',
  earlier: (trackingNumber, minutes) =>
    `You sent us a report ${ago(minutes)}, with the number ${trackingNumber}. It seems to tell of the same incident.`,
  earlierAdd:
    'If it is the same, add what you wrote now to that report. An officer then reads both together, and you keep one number.',
  earlierAddButton: (trackingNumber) => `Add it to ${trackingNumber}`,
  earlierAnyway: 'It is another incident: send it as a report of its own',
  addedTitle: 'Added to your report',
  added: 'An officer sees it with what you sent before. You need not do anything more.',
  goneTitle: 'This link does not work',
  gone: 'It may be mistyped, too old, replaced by a newer one, or already used. If you have confirmed a report, you have a mail from us with its tracking number.',
  resumed: 'Here is what you saved. It has not been sent yet.',
  againTitle: 'Send your report under another title',
  again: (trackingNumber) =>
    `What you wrote in ${trackingNumber} is kept and already filled in. Choose what fits what happened; you can change everything before you send it.`,
  againFilled: (trackingNumber) =>
    `What you wrote in ${trackingNumber} is filled in below, without its photographs and papers. You can change everything before you send it.`,
  emailNeeded: 'Enter your e-mail address, so that we can mail you the link',
};

export const es: DraftWords = {
  save: 'Guardar y seguir después',
  saveHint:
    'Le enviamos por correo un enlace que abre lo que escribió. Para eso, escriba arriba su correo electrónico.',
  savedTitle: 'Guardado, y todavía sin enviar',
  saved: (days) =>
    `Le enviamos un enlace por correo. Abre lo que escribió, en cualquier dispositivo, durante ${days} días; nadie más puede leerlo, tampoco nosotros.`,
  savedEmail: '¿No llegó? Revise la carpeta de correo no deseado, o regrese en su navegador y revise la dirección.',
  notSavedTitle: 'Esta vez no se guardó',
  notSaved: 'Para seguir donde estaba, regrese en su navegador: lo que escribió sigue ahí.',
  tooMany:
    'Hemos enviado varios correos a esta dirección en la última hora. Use el más reciente, o espere una hora e inténtelo otra vez.',
  waitingTitle: 'Un paso más: confirme su dirección',
  waiting: (email) => `Enviamos un enlace a ${email}. Ábralo y oprima el botón que verá allí.`,
  waitingNot: 'Su reporte todavía no ha llegado a la policía.',
  waitingDays: (days) => `El enlace sirve durante ${days} días. Después de ese paso recibe el número de seguimiento.`,
  waitingHelp: (phone) =>
    `¿No llegó? Revise la carpeta de correo no deseado y que la dirección sea correcta. También puede llamar al ${phone}.`,
  mailAgain: 'Enviar el enlace otra vez',
  changeAddress: 'Cambiar la dirección o cómo comunicarnos con usted',
  demoMail: 'Esto es una demostración: vea el correo aquí',
  confirmTitle: 'Confirme y envíe su reporte',
  confirm:
    'Usted abrió el enlace de nuestro correo, así que la dirección es correcta. Oprima el botón para entregar su reporte a la policía.',
  confirmButton: 'Enviar mi reporte ahora',
  earlierTitle: '¿Es lo que ya nos contó?',
  earlier: (trackingNumber, minutes) =>
    `Nos envió un reporte ${hace(minutes)}, con el número ${trackingNumber}. Parece contar el mismo incidente.`,
  earlierAdd:
    'Si es el mismo, añada a ese reporte lo que escribió ahora. Así un oficial lee todo junto y usted conserva un solo número.',
  earlierAddButton: (trackingNumber) => `Añadirlo a ${trackingNumber}`,
  earlierAnyway: 'Es otro incidente: enviarlo como un reporte aparte',
  addedTitle: 'Añadido a su reporte',
  added: 'Un oficial lo ve junto con lo que envió antes. No tiene que hacer nada más.',
  goneTitle: 'Este enlace no funciona',
  gone: 'Puede estar mal escrito, ser demasiado antiguo, haber sido reemplazado por otro o haberse usado ya. Si confirmó un reporte, tiene un correo nuestro con su número de seguimiento.',
  resumed: 'Aquí está lo que guardó. Todavía no se ha enviado.',
  againTitle: 'Envíe su reporte bajo otro tipo',
  again: (trackingNumber) =>
    `Lo que escribió en ${trackingNumber} se conserva y ya está puesto. Elija lo que corresponda a lo sucedido; puede cambiar todo antes de enviarlo.`,
  againFilled: (trackingNumber) =>
    `Lo que escribió en ${trackingNumber} ya está puesto abajo, sin sus fotografías y documentos. Puede cambiar todo antes de enviarlo.`,
  emailNeeded: 'Escriba su correo electrónico para que podamos enviarle el enlace',
};
