export const session = {
  'session.theReportsKeptHereCannot': 'Los reportes guardados aquí no se pueden abrir',
  'session.yourPasswordIsAnotherOne':
    'Su contraseña no es la misma que cuando estuvo aquí por última vez, y los reportes de este equipo solo se abren con la anterior.',
  'session.theEncryptedFileOnThis':
    'El archivo cifrado de este equipo está dañado o no se abre con la llave de este equipo.',
  'session.theAgencyServerStillHas': 'El servidor de la agencia todavía tiene todos los reportes.',
  'session.afreshGetsAllReportsFrom':
    '{afresh} vuelve a traer todos los reportes del servidor. El archivo ilegible se aparta y no se borra. Los formularios sin terminar que contiene se pierden; las decisiones no enviadas están también en el diario sellado, desde el que puede recuperarlas en Ajustes.',
  'session.startAfresh': 'Empezar de nuevo',
  'session.oneMoreStep': 'Un paso más',
  'session.openYourAuthenticatorAppAnd':
    'Abra su aplicación de autenticación y escriba el código que muestra para P2C Review.',
  'session.setUpYourSecondFactor': 'Configure su segundo factor',
  'session.fromNowOnYouSign':
    'Desde ahora inicia sesión con su contraseña y un código de su teléfono. Abra una aplicación de autenticación, añada una cuenta y escanee esta imagen.',
  'session.pictureForTheAuthenticatorApp': 'Código QR para la aplicación de autenticación',
  'session.itCannotBeScanned': 'No se puede escanear',
  'session.typeThisKeyIntoThe':
    'Escriba entonces esta llave en la aplicación; se basa en la hora y tiene seis dígitos.',
  'session.sixDigitsEachWorksOnce': 'Seis dígitos. Cada uno sirve una vez; cada medio minuto llega uno nuevo.',
  'session.signingIn': 'Iniciando sesión…',
  'session.signIn': 'Iniciar sesión',
  'session.startAgain': 'Volver a empezar',
  'session.typeYourPasswordToOpen':
    'Escriba su contraseña para abrir los reportes guardados en esta computadora. También funciona sin la red.',
  'session.nobodyUsedThisComputerFor':
    'Esta computadora estuvo un rato sin uso. Escriba su contraseña para seguir donde estaba.',
  'session.typeYourPasswordToGo': 'Escriba su contraseña para seguir donde estaba.',
  'session.theComputerWasLockedOr':
    'La computadora estaba bloqueada o en reposo. Escriba su contraseña para seguir donde estaba.',
  'session.twelveHoursHavePassedSince':
    'Han pasado doce horas desde que inició sesión. Inicie sesión con el servidor de la agencia para continuar.',
  'session.theClockOfThisComputer':
    'El reloj de esta computadora fue atrasado. Inicie sesión con el servidor de la agencia para continuar.',
  'session.welcomeBackName': 'Bienvenido de nuevo, {name}',
  'session.decisionsThatYouSavedAre':
    'Las decisiones que usted guardó se conservan y se siguen enviando mientras la ventana está bloqueada.',
  'session.decisionsThatYouSavedAreKept':
    'Las decisiones que usted guardó se conservan y se envían cuando inicie sesión.',
  'session.notName': '¿No es {name}?',
  'session.nDecisionsOfNameWere':
    '{n, plural, one {# decisión de {name} todavía no se envió} other {# decisiones de {name} todavía no se enviaron}}',
  'session.theyStayOnThisWorkstation':
    '{n, plural, one {Queda en esta computadora y no se envía hasta que {name} vuelva a iniciar sesión aquí.} other {Quedan en esta computadora y no se envían hasta que {name} vuelva a iniciar sesión aquí.}}',
  'session.signInAsSomebodyElse': 'Iniciar sesión con otra cuenta de todos modos',
  'session.signInAsSomebodyElse2': 'Iniciar sesión con otra cuenta',
  'session.chooseAPasswordOfYour': 'Elija una contraseña propia',
  'session.theOneThatYouWere': 'La que le dieron era temporal.',
  'session.theAgencyServerWantsYou': 'El servidor de la agencia le pide que inicie sesión otra vez',
  'session.signInAgain': 'Iniciar sesión otra vez',
  'session.nDecisionsWaitForIt': '{n, plural, one {# decisión por enviar.} other {# decisiones por enviar.}}',
  'session.youCanGoOnReading': 'Puede seguir leyendo y decidiendo; todo se conserva.',
  'session.username': 'Nombre de usuario',
  'session.typeYourName': 'Escriba su nombre de usuario.',
  'session.password': 'Contraseña',
  'session.yourSessionEndedSignIn':
    'Su sesión terminó. Inicie sesión para continuar; lo que había decidido se conserva.',
  'session.youAreSignedOut': 'Su sesión está cerrada.',
  'session.theClockOfThisComputerWas': 'El reloj de esta computadora fue atrasado',
  'session.signInWithTheAgency':
    'Inicie sesión con el servidor de la agencia para continuar; lo que había decidido se conserva.',
  'session.tooManyWrongPasswords': 'Demasiadas contraseñas equivocadas',
  'session.theKeyToTheReports':
    'La llave de los reportes guardados en esta computadora fue destruida. El servidor de la agencia todavía tiene todos los reportes: inicie sesión para recibirlos otra vez.',
  'session.anAdministratorEndedYourSession': 'Un administrador terminó su sesión',
  'session.theKeyToTheReportsKept':
    'La llave de los reportes guardados en esta computadora fue destruida. El servidor de la agencia todavía tiene todos los reportes.',
  'session.signInToReviewThe': 'Inicie sesión para revisar los reportes de su agencia.',
  'session.nDecisionsWereNotSent':
    '{n, plural, one {# decisión todavía no se envió y se conserva en el diario sellado. Después de iniciar sesión, recupérela en Ajustes.} other {# decisiones todavía no se enviaron y se conservan en el diario sellado. Después de iniciar sesión, recupérelas en Ajustes.}}',
  'session.noReportsAreKeptOn':
    'En este equipo no se guarda ningún reporte y usted inicia sesión cada vez. Las decisiones deben llegar al servidor antes de que cierre la aplicación; hasta entonces solo las tiene el diario sellado.',
  'session.agencyServerServer': 'Servidor de la agencia: {server}',
  'session.nDecisionsWereNotSentYet':
    '{n, plural, one {Una decisión todavía no se envió} other {# decisiones todavía no se enviaron}}',
  'session.stay': 'Quedarse',
  'session.handOverAndSignOut': 'Dejar pendiente y cerrar sesión',
  'session.sendingNDecisions': '{n, plural, one {Enviando # decisión…} other {Enviando # decisiones…}}',
  'session.sendNowAndSignOut': 'Enviar ahora y cerrar sesión',
  'session.waitingForTheKeychainOf': 'Esperando al llavero de esta computadora',
  'session.itMayBeAskingFor': 'Puede que esté pidiendo su contraseña en una ventana propia.',
  'session.theAgencyServerCannotBe': 'No se puede conectar con el servidor de la agencia',
  'session.nothingCanBeSentNow': 'Ahora no se puede enviar nada.',
  'session.nOfThemNeedYou':
    '{n, plural, one {Una de ellas requiere su atención} other {# de ellas requieren su atención}}',
  'session.lookUnderWaitingToBe':
    '{n, plural, one {Mire en «Por enviar»: el servidor no la acepta tal como está.} other {Mire en «Por enviar»: el servidor no las acepta tal como están.}}',
  'session.nowEndsTheUndoTime':
    '{now} termina el tiempo para deshacer y cierra su sesión cuando el servidor lo tiene todo.',
  'session.sendNow': 'Enviar ahora',
  'session.handOverWhatWasNotSent': 'Dejar pendiente',
  'session.leavesThemInASealed':
    '{n, plural, one {la deja solo en el diario sellado, porque este equipo no tiene llavero. La próxima vez que inicie sesión, recupérela en Ajustes.} other {las deja solo en el diario sellado, porque este equipo no tiene llavero. La próxima vez que inicie sesión, recupérelas en Ajustes.}}',
  'session.leavesThemOnThisWorkstation':
    '{n, plural, one {la deja en este equipo, cifrada, para enviarla la próxima vez que usted inicie sesión aquí.} other {las deja en este equipo, cifradas, para enviarlas la próxima vez que usted inicie sesión aquí.}}',
  'session.toGoOnElsewhereTake': 'Para seguir en otro equipo, lleve este diario sellado y ábralo en Ajustes:',
  'session.nTriesAreLeft': '{n, plural, one {Queda un intento} other {Quedan # intentos}}',
  'session.theKeyToTheReportsKeptOn': 'se destruye la llave de los reportes guardados en esta computadora',
  'session.theReportsThatThisWindow': 'se descartan los reportes que tiene esta ventana',
  'session.triesAfterThatCostDecisions':
    '{tries}. Después {cost}; las decisiones no enviadas quedan en el diario sellado.',
  'session.thatIsNotYourPassword': 'Contraseña incorrecta',
  'session.passwordOfName': 'Contraseña de {name}',
  'session.unlocking': 'Desbloqueando…',
  'session.useNotice': 'Aviso de uso del sistema',
  'session.iUnderstand': 'Entiendo',
} as const;
