/** Drafts that haven't been submitted, and filing a rejected report again. */
export const portalDrafts = {
  'portal-drafts.save': 'Guardar para después',
  'portal-drafts.saveHint': 'Le enviaremos un enlace que abre lo que usted escribió.',
  'portal-drafts.saveButton': 'Enviarme el enlace',
  'portal-drafts.savedTitle': 'Guardado, pero todavía sin enviar',
  'portal-drafts.saved':
    'Le enviamos un enlace por correo electrónico. Abre lo que escribió, en cualquier dispositivo, durante {days, number} días. Sin ese enlace nadie puede leerlo, ni siquiera nosotros. Las fotos y los documentos se guardan cifrados, y ningún oficial los ve antes de que usted envíe el reporte.',
  'portal-drafts.savedTo': 'Se envió a {email}.',
  'portal-drafts.savedEmail':
    '¿No llegó el correo? Revise la carpeta de correo no deseado, o regrese en su navegador y revise la dirección.',
  'portal-drafts.notSavedTitle': 'Su reporte no se guardó',
  'portal-drafts.notSaved': 'Para seguir donde estaba, regrese en su navegador: lo que escribió sigue ahí.',
  'portal-drafts.tooMany':
    'Hemos enviado varios correos a esta dirección en la última hora. Use el más reciente, o espere una hora e inténtelo otra vez.',
  'portal-drafts.tooLong':
    'Esto es más largo de lo que puede ser un reporte, por lo que no se guardó. Acórtelo y guárdelo de nuevo',
  'portal-drafts.full': 'No podemos guardar su reporte en este momento. Inténtelo más tarde o llame al {phone}',
  'portal-drafts.waitingTitle': 'Un paso más: confirme su correo electrónico',
  'portal-drafts.waiting': 'Enviamos un enlace a {email}. Ábralo y oprima el botón que verá allí.',
  'portal-drafts.waitingNot': 'Su reporte todavía no ha llegado a la policía.',
  'portal-drafts.waitingDays':
    'El enlace sirve durante {days, number} días. Después de ese paso recibirá su número de seguimiento.',
  'portal-drafts.waitingHelp':
    '¿No llegó el correo? Revise la carpeta de correo no deseado y que la dirección sea correcta. También puede llamar al {phone}.',
  'portal-drafts.mailAgain': 'Enviar el enlace otra vez',
  'portal-drafts.mailedAgain': 'Enviamos el enlace otra vez',
  'portal-drafts.mailedAgainText': 'Lo enviamos a {email} ({time}). Solo sirve el enlace más reciente.',
  'portal-drafts.notMailedAgain': 'No enviamos el enlace otra vez',
  'portal-drafts.changeAddress': 'Cambiar la dirección o cómo comunicarnos con usted',
  'portal-drafts.demoMail': 'Esto es una demostración: vea el correo aquí',
  'portal-drafts.confirmTitle': 'Confirme y envíe su reporte',
  'portal-drafts.confirm':
    'Usted abrió el enlace de nuestro correo, así que su dirección está confirmada. Oprima el botón para enviar su reporte a la policía.',
  'portal-drafts.confirmButton': 'Enviar mi reporte ahora',
  'portal-drafts.earlierTitle': '¿Ya nos reportó esto?',
  'portal-drafts.earlier':
    'Nos envió un reporte {ago}, con el número de seguimiento {trackingNumber}. Parece el mismo incidente.',
  'portal-drafts.earlierAdd':
    'Si es el mismo, añada a ese reporte lo que escribió ahora. Así un oficial leerá todo junto y usted conservará un solo número.',
  'portal-drafts.earlierAddButton': 'Añadirlo a {trackingNumber}',
  'portal-drafts.earlierAnyway': 'Es otro incidente: enviarlo como un reporte aparte',
  'portal-drafts.addedTitle': 'Añadido a su reporte',
  'portal-drafts.added': 'Un oficial lo verá junto con lo que envió antes. No tiene que hacer nada más.',
  'portal-drafts.goneTitle': 'Este enlace ya se usó o ha vencido',
  'portal-drafts.gone':
    'Si pulsó el botón de ese enlace, ya tenemos su reporte: busque nuestro correo con su número de seguimiento y consulte aquí el estado de su reporte. Si no lo pulsó, use el enlace de nuestro correo más reciente o empiece de nuevo.',
  'portal-drafts.resumed': 'Aquí está lo que guardó. Todavía no se ha enviado.',
  'portal-drafts.againTitle': 'Envíe su reporte como otro tipo de incidente',
  'portal-drafts.again':
    'Lo que escribió en {trackingNumber} se conserva y ya está llenado. Elija el tipo de incidente que corresponda; puede cambiar todo antes de enviarlo.',
  'portal-drafts.againFilled':
    'Lo que escribió en {trackingNumber} ya está llenado abajo, pero sin sus fotografías y documentos. Puede cambiar todo antes de enviarlo.',
  'portal-drafts.emailUnsafe':
    'Nos pidió que no le escribamos por correo electrónico, así que no podemos enviarle un enlace. Para guardar el reporte, cambie primero esa respuesta; o vuelva y termínelo ahora',
  'portal-drafts.emailNeeded': 'Escriba su correo electrónico para que podamos enviarle el enlace',
};
