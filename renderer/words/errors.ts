import type { ERROR_TEXTS, ErrorCode } from '#shared/errors.ts';

/** Spanish of the sentence of every error code. */
export const errorWords = {
  'Something in what was sent is not valid.': 'Algo de lo enviado no es válido.',
  'This address takes another kind of content.': 'Esta dirección recibe otro tipo de contenido.',
  'What was sent is too large.': 'Lo enviado es demasiado grande.',
  'Too many attempts. Please wait a little and try again.':
    'Demasiados intentos. Espere un poco e inténtelo de nuevo, por favor.',
  'The name or the password is not right.': 'El nombre o la clave no es correcto.',
  'That code is not right, or was used before.': 'Ese código no es correcto, o ya se usó.',
  'Type the code that your authenticator app shows.': 'Escriba el código que muestra su aplicación de autenticación.',
  'This account needs a second factor.': 'Esta cuenta necesita un segundo factor.',
  'This password was only for the first time. Choose one of your own.':
    'Esta clave era solo para la primera vez. Elija una propia.',
  'Wrong name or password, or too many wrong sign-ins from here. After too many, an administrator must unlock this workstation for the account.':
    'El nombre o la clave no es correcto, o hubo demasiados intentos fallidos desde aquí. En ese caso, un administrador debe desbloquear este equipo para la cuenta.',
  'Please sign in again.': 'Inicie sesión otra vez, por favor.',
  'An administrator ended this session.': 'Un administrador terminó esta sesión.',
  'Your role does not allow this.': 'Su función no permite esto.',
  'It is a while since you signed in. Give your password again for this.':
    'Hace un rato que inició sesión. Para esto, dé su clave otra vez.',
  'This agency confirms e-mail addresses. Please send this report on its web page.':
    'Esta agencia confirma las direcciones de correo. Envíe este reporte en su página web, por favor.',
  'There is no such thing here.': 'Eso no existe aquí.',
  'The report changed since it was read.': 'El reporte cambió desde que se leyó.',
  'The wording of the letter changed since it was shown.': 'El texto de la carta cambió desde que se mostró.',
  'A rule does not allow what was sent.': 'Una regla no permite lo que se envió.',
  'The report is in a state in which this cannot be done.':
    'El reporte está en un estado en el que esto no se puede hacer.',
  'The same idempotency key was used before for something else.':
    'La misma llave de idempotencia ya se usó para otra cosa.',
  'The server was restored or replaced; everything must be pulled again.':
    'El servidor fue restaurado o reemplazado; hay que traerlo todo otra vez.',
  'The agency server cannot answer right now.': 'El servidor de la agencia no puede responder ahora.',
  'Something went wrong on our side. Nothing was lost.': 'Algo falló de nuestro lado. No se perdió nada.',
  'The agency server cannot be reached.': 'No se puede conectar con el servidor de la agencia.',
  'The agency server sent something this application does not understand.':
    'El servidor de la agencia envió algo que esta aplicación no entiende.',
  'Something on the network answered in place of the agency server.':
    'Algo en la red respondió en lugar del servidor de la agencia.',
  'What answers as the agency server could not prove that it is, so nothing was sent.':
    'Lo que responde como servidor de la agencia no pudo demostrar que lo es, así que no se envió nada.',
  'The window asked for something that does not exist.': 'La ventana pidió algo que no existe.',
  'Nobody is signed in on this workstation.': 'Nadie ha iniciado sesión en este equipo.',
  'The reports kept on this workstation cannot be opened with this key.':
    'Los reportes guardados en este equipo no se pueden abrir con esta llave.',
  'This window is locked.': 'Esta ventana está bloqueada.',
  'The password is not right.': 'La clave no es correcta.',
  'The reports kept on this workstation are being put in order, so nothing was saved. Try again in a moment.':
    'Se están ordenando los reportes guardados en este equipo, así que no se guardó nada. Inténtelo de nuevo en un momento.',
  'The clock of this workstation was set back.': 'El reloj de este equipo fue atrasado.',
  'Decisions on this workstation were not sent yet.': 'Las decisiones de este equipo todavía no se enviaron.',
  'This workstation is still fetching its reports, so what was decided cannot be taken up yet.':
    'Este equipo todavía está trayendo sus reportes, así que lo decidido aún no se puede retomar.',
  'Something newer was said about these two reports.': 'Sobre estos dos reportes se dijo algo más reciente.',
  'The disk of this workstation is full, so nothing was saved.':
    'El disco de este equipo está lleno, así que no se guardó nada.',
  'This workstation could not write to its own folder, so nothing was saved.':
    'Este equipo no pudo escribir en su propia carpeta, así que no se guardó nada.',
  'It could not be saved there.': 'No se pudo guardar allí.',
  'This workstation has no usable keychain.': 'Este equipo no tiene un llavero que se pueda usar.',
  'It was already sent and can no longer be undone here.': 'Ya se envió y no se puede deshacer aquí.',
  'This address does not take this method.': 'Esta dirección no admite ese método.',
} as const satisfies Record<(typeof ERROR_TEXTS)[ErrorCode], string>;

/** Spanish of sentences that say more than their code, and of complaints about one field. */
export const problemTexts = {
  'The audit log does not hold at row {row}: it was changed, or a row is missing.':
    'El registro de auditoría no se sostiene en la fila {row}: fue cambiado, o falta una fila.',
  'The reports kept on this workstation were written by a newer version of this application.':
    'Los reportes guardados en este equipo fueron escritos por una versión más nueva de esta aplicación.',
  'These reports were kept by a version from before the first release: delete data/ to begin anew.':
    'Estos reportes los guardó una versión anterior a la primera publicada: borre data/ para empezar de nuevo.',
  'You dropped this decision on another workstation.': 'Usted descartó esta decisión en otro equipo.',
  'This file is not a sealed journal.': 'Este archivo no es un diario sellado.',
  'Nobody changes the account of their own. Ask a colleague.': 'Nadie cambia su propia cuenta. Pídalo a un colega.',
  'This name is taken.': 'Este nombre ya está en uso.',
  'This is not in the error tray.': 'Esto no está en la bandeja de errores.',
  'There is no key for the reports kept on this workstation.':
    'No hay llave para los reportes guardados en este equipo.',
  'The report has too many files.': 'El reporte tiene demasiados archivos.',
  'Choose an offense title of this kind of report.': 'Elija un tipo de delito de esta clase de reporte.',
  'Choose a reason from the list.': 'Elija un motivo de la lista.',
  'Name the report that this one repeats.': 'Nombre el reporte que este repite.',
  'This number has a wrong digit. Compare it once more.': 'Este número tiene un dígito equivocado. Compárelo otra vez.',
  'The end must not be before the beginning.': 'El final no debe ser anterior al comienzo.',
  'There is no report with this tracking number.': 'No hay ningún reporte con este número de seguimiento.',
  'That report was rejected as a repeat of this one.': 'Ese reporte se rechazó como repetido de este.',
  'It is another person’s: the letter must not name it.': 'Es de otra persona: la carta no debe nombrarlo.',
  'This must not be before 1900.': 'Esto no debe ser anterior a 1900.',
  'This reason names no other report.': 'Este motivo no nombra ningún otro reporte.',
  'A report cannot repeat itself.': 'Un reporte no puede repetirse a sí mismo.',
  'This reason may only be given after a follow-up.': 'Este motivo solo se puede dar después de pedir información.',
  'Choose what is missing from the list.': 'Elija de la lista lo que falta.',
  'The report is there already.': 'El reporte ya está allí.',
  'Say why a supervisor should see this.': 'Diga por qué debe verlo un supervisor.',
  'Write the note.': 'Escriba la nota.',
  'Say how you know this, for whoever reads it later.': 'Diga cómo lo sabe, para quien lo lea después.',
  'Only a supervisor, or the officer who made it, takes a decision back.':
    'Solo un supervisor, o el oficial que la tomó, anula una decisión.',
  'Somebody else decides about an appeal against your own decision.':
    'Sobre una apelación contra su propia decisión decide otra persona.',
  'Say why the decision is taken back.': 'Diga por qué se anula la decisión.',
  'Tell the person why the decision stands.': 'Diga a la persona por qué se mantiene la decisión.',
  'Updates are switched off.': 'Las actualizaciones están desactivadas.',
  'The agency server offers an update that this application does not understand.':
    'El servidor de la agencia ofrece una actualización que esta aplicación no entiende.',
  'The agency server could not be asked for updates.':
    'No se pudo preguntar al servidor de la agencia por actualizaciones.',
} as const;
