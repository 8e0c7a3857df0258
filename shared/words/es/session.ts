export const session = {
  'session.theReportsStoredHereCantBe': 'Los reportes guardados aquí no se pueden abrir',
  'session.yourPasswordHasChangedSinceYou':
    'Su contraseña no es la misma que cuando estuvo aquí por última vez, y los reportes de este equipo solo se abren con la anterior.',
  'session.theEncryptedFileOnThisWorkstation':
    'El archivo cifrado de este equipo está dañado o no se abre con la llave de este equipo.',
  'session.theAgencyServerStillHasEvery': 'El servidor de la agencia todavía tiene todos los reportes.',
  'session.afreshDownloadsAllReportsFromThe':
    '{afresh} vuelve a descargar todos los reportes del servidor. El archivo ilegible se aparta y no se borra. Los formularios sin terminar que contiene se pierden; las decisiones no enviadas están también en la copia cifrada de respaldo, desde la que puede recuperarlas en Ajustes.',
  'session.startOver': 'Empezar de nuevo',
  'session.oneMoreStep': 'Un paso más',
  'session.openYourAuthenticatorAppAndEnter':
    'Abra su aplicación de autenticación y escriba el código que muestra para P2C Review.',
  'session.setUpTwoFactorSignIn': 'Configure la verificación en dos pasos',
  'session.fromNowOnYouSignIn':
    'Desde ahora inicia sesión con su contraseña y un código de su teléfono. Abra una aplicación de autenticación, añada una cuenta y escanee esta imagen.',
  'session.qRCodeForTheAuthenticatorApp': 'Código QR para la aplicación de autenticación',
  'session.cantScanIt': 'No se puede escanear',
  'session.enterThisKeyInTheApp':
    'Escriba entonces esta llave en la aplicación; se basa en la hora y tiene seis dígitos.',
  'session.sixDigitsEachCodeWorksOnce': 'Seis dígitos. Cada uno sirve una vez; cada medio minuto llega uno nuevo.',
  'session.signingIn': 'Iniciando sesión…',
  'session.signIn': 'Iniciar sesión',
  'session.startOver2': 'Volver a empezar',
  'session.enterYourPasswordToOpenThe':
    'Escriba su contraseña para abrir los reportes guardados en esta computadora. También funciona sin la red.',
  'session.thisComputerWasIdleEnterYour':
    'Esta computadora estuvo un rato sin uso. Escriba su contraseña para seguir donde estaba.',
  'session.enterYourPasswordToPickUp': 'Escriba su contraseña para seguir donde estaba.',
  'session.theComputerWasLockedOrAsleep':
    'La computadora estaba bloqueada o en reposo. Escriba su contraseña para seguir donde estaba.',
  'session.itHasBeen12HoursSince':
    'Han pasado 12 horas desde que inició sesión. Inicie sesión en el servidor de la agencia para continuar.',
  'session.thisComputersClockWasSetBack':
    'El reloj de esta computadora fue atrasado. Inicie sesión en el servidor de la agencia para continuar.',
  'session.welcomeBackName': 'Bienvenido de nuevo, {name}',
  'session.yourSavedDecisionsAreKeptAnd':
    'Las decisiones que usted guardó se conservan y se siguen enviando mientras la ventana está bloqueada.',
  'session.yourSavedDecisionsAreKeptAnd2':
    'Las decisiones que usted guardó se conservan y se envían cuando inicie sesión.',
  'session.notName': '¿No es {name}?',
  'session.nDecisionsByNameHaventBeen':
    '{n, plural, one {# decisión de {name} todavía no se envió} other {# decisiones de {name} todavía no se enviaron}}',
  'session.theyStayOnThisWorkstationAnd':
    '{n, plural, one {Queda en esta computadora y no se envía hasta que {name} vuelva a iniciar sesión aquí.} other {Quedan en esta computadora y no se envían hasta que {name} vuelva a iniciar sesión aquí.}}',
  'session.signInAsSomeoneElseAnyway': 'Iniciar sesión con otra cuenta de todos modos',
  'session.signInAsSomeoneElse': 'Iniciar sesión con otra cuenta',
  'session.chooseYourOwnPassword': 'Elija una contraseña propia',
  'session.theOneYouWereGivenWas': 'La que le dieron era temporal.',
  'session.theAgencyServerNeedsYouTo': 'El servidor de la agencia le pide que inicie sesión otra vez',
  'session.signInAgain': 'Iniciar sesión otra vez',
  'session.nDecisionsAreWaitingToBe': '{n, plural, one {# decisión por enviar.} other {# decisiones por enviar.}}',
  'session.youCanKeepReadingAndDeciding': 'Puede seguir leyendo y decidiendo; todo se conserva.',
  'session.username': 'Nombre de usuario',
  'session.enterYourUsername': 'Escriba su nombre de usuario.',
  'session.password': 'Contraseña',
  'session.yourSessionEndedSignInTo':
    'Su sesión terminó. Inicie sesión para continuar; lo que había decidido se conserva.',
  'session.youAreSignedOut': 'Su sesión está cerrada.',
  'session.thisComputersClockWasSetBack2': 'El reloj de esta computadora fue atrasado',
  'session.signInWithTheAgencyServer':
    'Inicie sesión en el servidor de la agencia para continuar; sus decisiones están guardadas.',
  'session.tooManyWrongAttempts': 'Demasiados intentos incorrectos',
  'session.theKeyToTheReportsStored':
    'La llave de los reportes guardados en esta computadora fue destruida. El servidor de la agencia todavía tiene todos los reportes: inicie sesión para descargarlos otra vez.',
  'session.anAdministratorEndedYourSession': 'Un administrador terminó su sesión',
  'session.theKeyToTheReportsStored2':
    'La llave de los reportes guardados en esta computadora fue destruida. El servidor de la agencia todavía tiene todos los reportes.',
  'session.signInToReviewYourAgencys': 'Inicie sesión para revisar los reportes de su agencia.',
  'session.nDecisionsHaventBeenSentYet':
    '{n, plural, one {# decisión todavía no se envió y se conserva en la copia cifrada de respaldo. Después de iniciar sesión, recupérela en Ajustes.} other {# decisiones todavía no se enviaron y se conservan en la copia cifrada de respaldo. Después de iniciar sesión, recupérelas en Ajustes.}}',
  'session.noReportsAreStoredOnThis':
    'En este equipo no se guarda ningún reporte y usted inicia sesión cada vez. Las decisiones deben llegar al servidor antes de que cierre la aplicación; hasta entonces solo las tiene la copia cifrada de respaldo.',
  'session.agencyServerServer': 'Servidor de la agencia: {server}',
  'session.nDecisionsHaventBeenSentYet2':
    '{n, plural, one {Una decisión todavía no se envió} other {# decisiones todavía no se enviaron}}',
  'session.stay': 'Quedarse',
  'session.leaveUnsentAndSignOut': 'Dejar pendiente y cerrar sesión',
  'session.unfinishedWork': 'Tiene trabajo sin terminar',
  'session.allSent': 'Sus decisiones se enviaron',
  'session.nothingWaits': 'Ya no queda nada por enviar.',
  'session.discardAndSignOut': 'Descartar y cerrar sesión',
  'session.nDraftsWouldBeLost': '{n, plural, one {Se perdería un borrador} other {Se perderían # borradores}}',
  'session.finishThemFirst':
    'Este equipo no tiene llavero: conserva lo que usted escribió solo hasta que cierre la sesión. Quédese para terminarlo.',
  'session.sendingNDecisions': '{n, plural, one {Enviando # decisión…} other {Enviando # decisiones…}}',
  'session.sendNowAndSignOut': 'Enviar ahora y cerrar sesión',
  'session.waitingForThisComputersKeychain': 'Esperando al llavero de esta computadora',
  'session.itMayBeAskingForIts': 'Puede que esté pidiendo su contraseña en una ventana propia.',
  'session.cantReachTheAgencyServer': 'No se puede conectar con el servidor de la agencia',
  'session.nothingCanBeSentNow': 'Ahora no se puede enviar nada.',
  'session.nOfThemNeedAttention':
    '{n, plural, one {Una de ellas requiere su atención} other {# de ellas requieren su atención}}',
  'session.seeWaitingToBeSentThe':
    '{n, plural, one {Mire en «Por enviar»: el servidor no la acepta tal como está.} other {Mire en «Por enviar»: el servidor no las acepta tal como están.}}',
  'session.nowMeansYouCanNoLonger':
    '{now} termina el tiempo para deshacer y cierra su sesión cuando el servidor lo tiene todo.',
  'session.sendNow': 'Enviar ahora',
  'session.leaveUnsent': 'Dejar pendiente',
  'session.keepsThemOnlyInTheSealed':
    '{n, plural, one {la deja solo en la copia cifrada de respaldo, porque este equipo no tiene llavero. La próxima vez que inicie sesión, recupérela en Ajustes.} other {las deja solo en la copia cifrada de respaldo, porque este equipo no tiene llavero. La próxima vez que inicie sesión, recupérelas en Ajustes.}}',
  'session.keepsThemOnThisWorkstationEncrypted':
    '{n, plural, one {la deja en este equipo, cifrada, para enviarla la próxima vez que usted inicie sesión aquí.} other {las deja en este equipo, cifradas, para enviarlas la próxima vez que usted inicie sesión aquí.}}',
  'session.toContinueOnAnotherWorkstationTake':
    'Para seguir en otro equipo, lleve esta copia cifrada de respaldo y ábrala en Ajustes:',
  'session.nAttemptsLeft': '{n, plural, one {Queda un intento} other {Quedan # intentos}}',
  'session.theKeyToTheReportsStored3': 'se destruye la llave de los reportes guardados en esta computadora',
  'session.theReportsInThisWindowAre': 'se descartan los reportes que tiene esta ventana',
  'session.triesAfterThatCostUnsentDecisions':
    '{tries}. Después {cost}; las decisiones no enviadas quedan en la copia cifrada de respaldo.',
  'session.wrongPassword': 'Contraseña incorrecta',
  'session.passwordForName': 'Contraseña de {name}',
  'session.unlocking': 'Desbloqueando…',
  'session.systemUseNotice': 'Aviso de uso del sistema',
  'session.iUnderstand': 'Entiendo',
  'session.signInWithYourAgencyAccount': 'Iniciar sesión con su cuenta de la agencia',
  'session.useAPasswordInstead': 'Usar una contraseña',
  'session.administratorsUseAPassword': '¿Es administrador? Use una contraseña',
  'session.useYourAgencyAccountInstead': 'Usar su cuenta de la agencia',
  'session.continueInYourBrowser': 'Continúe en su navegador',
  'session.aPageOfYourAgencyHasOpened':
    'Se abrió la página de inicio de sesión de su agencia en el navegador. Inicie sesión allí; esta ventana continúa sola.',
  'session.openTheBrowserAgain': 'Abrir el navegador otra vez',
  'session.noBrowserOpened': '¿No se abrió el navegador?',
  'session.openThisAddressInABrowserOn':
    'Abra esta dirección en un navegador de esta computadora. Funciona durante diez minutos.',
  'session.copyTheAddress': 'Copiar la dirección',
  'session.copied': 'Copiada.',
  'session.chooseAPin': 'Elija un PIN',
  'session.yourPinOpensTheReportsStored':
    'Abre los reportes guardados en esta computadora, también sin conexión. Se queda en esta computadora; su cuenta de la agencia es aparte.',
  'session.enterYourPinToOpenThe':
    'Escriba su PIN de esta computadora para abrir los reportes guardados en ella. También funciona sin conexión.',
  'session.thisComputerWasIdlePin': 'Esta computadora estuvo inactiva. Escriba su PIN para continuar donde estaba.',
  'session.enterYourPinToPickUp': 'Escriba su PIN para continuar donde estaba.',
  'session.theComputerWasLockedPin':
    'La computadora estuvo bloqueada o en reposo. Escriba su PIN para continuar donde estaba.',
  'session.pin': 'PIN de esta computadora',
  'session.pinForName': 'PIN de {name}',
  'session.enterYourPin': 'Escriba su PIN.',
  'session.wrongPin': 'PIN incorrecto',
  'session.forgotYourPin': '¿Olvidó su PIN?',
  'session.youSignInInTheBrowserOnce':
    'Inicie sesión una vez más en su cuenta de la agencia y elija otro PIN. Los reportes se descargan de nuevo. Las decisiones sin enviar quedan en la copia cifrada de respaldo; recupérelas en Ajustes.',
  'session.chooseAnotherPin': 'Elegir otro PIN',
  'session.signInToYourAgencyAccountAgain': 'Inicie sesión otra vez en su cuenta de la agencia para continuar.',
  'session.confirmInTheBrowser': 'Confirmar en el navegador',
  'session.proxySignIn': 'Inicio de sesión en el proxy',
  'session.proxyWants':
    'El proxy {proxy} de su red pide un nombre de usuario y una contraseña antes de dejar que esta aplicación llegue al servidor de la agencia. Se guardan en el llavero de esta computadora.',
  'session.proxyRefused': 'El proxy no aceptó ese nombre de usuario y esa contraseña.',
  'session.proxyPassword': 'Contraseña del proxy',
  'session.proxyConnect': 'Conectar',
  'session.proxyNotNow': 'Ahora no',
  'session.fromYourIt': 'De su departamento de informática',
  'session.lostYourPhone': '¿No tiene su teléfono? Use un código de recuperación',
  'session.recoveryCode': 'Código de recuperación',
  'session.enterOneOfYourRecoveryCodes':
    'Escriba uno de los códigos de recuperación que imprimió o anotó. Cada uno sirve una vez.',
  'session.twelveCharacters': 'Doce letras y cifras',
  'session.enterTheTwelveCharacters': 'Escriba los doce caracteres de un código de recuperación.',
  'session.useTheAuthenticatorApp': 'Usar la aplicación de autenticación',
  'session.recoveryReminder': 'Cree códigos de recuperación por si pierde el teléfono',
  'session.recoveryReminderWhy': 'Sin un código, solo un administrador puede permitirle entrar de nuevo.',
  'session.recoveryCodeUsed':
    '{n, plural, =0 {Usó su último código de recuperación} one {Usó un código de recuperación. Queda uno} other {Usó un código de recuperación. Quedan #}}',
  'session.recoveryCodeUsedThen':
    'Siempre puede crear otros en Ajustes, en Códigos de recuperación. Si perdió el teléfono definitivamente, pida a un administrador que restablezca la verificación en dos pasos. Si no fue usted, cambie su contraseña ahora.',
  'session.notNow': 'Ahora no',
} as const;
