/** Spanish of signing in, the lock and signing out. */
export const sessionWords = {
  'The reports kept here cannot be opened': 'Los reportes guardados aquí no se pueden abrir',
  'Your secret is another one than when you were last here, and the reports on this workstation open only with the former one.':
    'Su clave no es la misma que cuando estuvo aquí por última vez, y los reportes de este equipo solo se abren con la anterior.',
  "The encrypted file on this workstation is damaged or does not open with this workstation's key.":
    'El archivo cifrado de este equipo está dañado o no se abre con la llave de este equipo.',
  'The agency server still has every report.': 'El servidor de la agencia todavía tiene todos los reportes.',
  '{afresh} gets all reports from the server again. The unreadable file is kept aside and not deleted. Half-written forms in it are lost; decisions that were not sent are also in a sealed file, from which you can get them back under Settings.':
    '{afresh} vuelve a traer todos los reportes del servidor. El archivo ilegible se aparta y no se borra. Los formularios a medias que contiene se pierden; las decisiones no enviadas están también en un archivo sellado, desde el que puede recuperarlas en Ajustes.',
  'Start afresh': 'Empezar de nuevo',
  'One more step': 'Un paso más',
  'Open your authenticator app and type the code that it shows for P2C Review.':
    'Abra su aplicación de autenticación y escriba el código que muestra para P2C Review.',
  'Set up your second factor': 'Configure su segundo factor',
  'From now on you sign in with your secret and a code from your phone. Open an authenticator app, add an account, and scan this picture.':
    'Desde ahora inicia sesión con su clave y un código de su teléfono. Abra una aplicación de autenticación, añada una cuenta y escanee esta imagen.',
  'Picture for the authenticator app': 'Imagen para la aplicación de autenticación',
  'It cannot be scanned': 'No se puede escanear',
  'Type this key into the app instead; it is time based, with six digits.':
    'Escriba entonces esta llave en la aplicación; se basa en la hora y tiene seis dígitos.',
  'Six digits. Each works once; a new one comes every half minute.':
    'Seis dígitos. Cada uno sirve una vez; cada medio minuto llega uno nuevo.',
  'Signing in…': 'Iniciando sesión…',
  'Sign in': 'Iniciar sesión',
  'Start again': 'Volver a empezar',
  'Type your secret to open the reports kept on this computer. This also works without the network.':
    'Escriba su clave para abrir los reportes guardados en esta computadora. También funciona sin la red.',
  'Nobody used this computer for a while. Type your secret to go on where you were.':
    'Nadie usó esta computadora durante un rato. Escriba su clave para seguir donde estaba.',
  'Type your secret to go on where you were.': 'Escriba su clave para seguir donde estaba.',
  'The computer was locked or asleep. Type your secret to go on where you were.':
    'La computadora estaba bloqueada o en reposo. Escriba su clave para seguir donde estaba.',
  'Twelve hours have passed since you signed in. Sign in with the agency server to go on.':
    'Han pasado doce horas desde que inició sesión. Inicie sesión con el servidor de la agencia para continuar.',
  'The clock of this computer was set back. Sign in with the agency server to go on.':
    'El reloj de esta computadora fue atrasado. Inicie sesión con el servidor de la agencia para continuar.',
  'Welcome back, {name}': 'Bienvenido de nuevo, {name}',
  'Decisions that you saved are kept and are still sent while the window is locked.':
    'Las decisiones que usted guardó se conservan y se siguen enviando mientras la ventana está bloqueada.',
  'Decisions that you saved are kept and are sent after you sign in.':
    'Las decisiones que usted guardó se conservan y se envían cuando inicie sesión.',
  'Not {name}?': '¿No es {name}?',
  '{n} decisions of {name} were not sent yet': {
    one: '{n} decisión de {name} todavía no se envió',
    other: '{n} decisiones de {name} todavía no se enviaron',
  },
  'They stay on this workstation and are not sent before {name} signs in here again.': {
    one: 'Queda en esta computadora y no se envía hasta que {name} vuelva a iniciar sesión aquí.',
    other: 'Quedan en esta computadora y no se envían hasta que {name} vuelva a iniciar sesión aquí.',
  },
  'Sign in as somebody else all the same': 'Iniciar sesión con otra cuenta de todos modos',
  'Sign in as somebody else': 'Iniciar sesión con otra cuenta',
  'Choose a secret of your own': 'Elija una clave propia',
  'The one that you were given was only for this first time.': 'La que le dieron era solo para esta primera vez.',
  'The agency server wants you to sign in again': 'El servidor de la agencia le pide que inicie sesión otra vez',
  'Sign in again': 'Iniciar sesión otra vez',
  '{n} decisions wait for it.': { one: '{n} decisión lo espera.', other: '{n} decisiones lo esperan.' },
  'You can go on reading and deciding; it is all kept.': 'Puede seguir leyendo y decidiendo; todo se conserva.',
  'Type your name.': 'Escriba su nombre.',
  Secret: 'Clave',
  'Your session ended. Sign in to go on; what you had decided is kept.':
    'Su sesión terminó. Inicie sesión para continuar; lo que había decidido se conserva.',
  'You are signed out.': 'Su sesión está cerrada.',
  'The clock of this computer was set back': 'El reloj de esta computadora fue atrasado',
  'Sign in with the agency server to go on; what you had decided is kept.':
    'Inicie sesión con el servidor de la agencia para continuar; lo que había decidido se conserva.',
  'Too many wrong secrets': 'Demasiadas claves equivocadas',
  'The key to the reports kept on this computer was destroyed. The agency server still has every report: sign in to get them again.':
    'La llave de los reportes guardados en esta computadora fue destruida. El servidor de la agencia todavía tiene todos los reportes: inicie sesión para recibirlos otra vez.',
  'An administrator ended your session': 'Un administrador terminó su sesión',
  'The key to the reports kept on this computer was destroyed. The agency server still has every report.':
    'La llave de los reportes guardados en esta computadora fue destruida. El servidor de la agencia todavía tiene todos los reportes.',
  'Sign in to review the reports of your agency.': 'Inicie sesión para revisar los reportes de su agencia.',
  '{n} decisions were not sent yet and are kept in a sealed file. After you sign in, get them back under Settings.': {
    one: '{n} decisión todavía no se envió y se conserva en un archivo sellado. Después de iniciar sesión, recupérela en Ajustes.',
    other:
      '{n} decisiones todavía no se enviaron y se conservan en un archivo sellado. Después de iniciar sesión, recupérelas en Ajustes.',
  },
  'No reports are kept on this workstation, and you sign in each time. Decisions should reach the server before you close the application; until then only a sealed file has them.':
    'En este equipo no se guarda ningún reporte y usted inicia sesión cada vez. Las decisiones deben llegar al servidor antes de que cierre la aplicación; hasta entonces solo las tiene un archivo sellado.',
  'Agency server: {server}': 'Servidor de la agencia: {server}',
  '{n} decisions were not sent yet': {
    one: 'Una decisión todavía no se envió',
    other: '{n} decisiones todavía no se enviaron',
  },
  Stay: 'Quedarse',
  'Hand over and sign out': 'Dejar pendiente y cerrar sesión',
  'Sending {n} decisions…': { one: 'Enviando {n} decisión…', other: 'Enviando {n} decisiones…' },
  'Send now and sign out': 'Enviar ahora y cerrar sesión',
  'Waiting for the keychain of this computer': 'Esperando al llavero de esta computadora',
  'It may be asking for its password in a window of its own.':
    'Puede que esté pidiendo su contraseña en una ventana propia.',
  'The agency server cannot be reached': 'No se puede conectar con el servidor de la agencia',
  'Nothing can be sent now.': 'Ahora no se puede enviar nada.',
  '{n} of them need you': { one: 'Una de ellas le necesita', other: '{n} de ellas le necesitan' },
  'Look under “Waiting to be sent”: the server would not take them as they are.': {
    one: 'Mire en «Por enviar»: el servidor no la acepta tal como está.',
    other: 'Mire en «Por enviar»: el servidor no las acepta tal como están.',
  },
  '{now} ends the undo time and signs you out once the server has everything.':
    '{now} termina el tiempo para deshacer y cierra su sesión cuando el servidor lo tiene todo.',
  'Send now': 'Enviar ahora',
  'Hand over|what was not sent': 'Dejar pendiente',
  'leaves them in a sealed file only, because this workstation has no keychain. After your next sign-in, get them back under Settings.':
    {
      one: 'la deja solo en un archivo sellado, porque este equipo no tiene llavero. La próxima vez que inicie sesión, recupérela en Ajustes.',
      other:
        'las deja solo en un archivo sellado, porque este equipo no tiene llavero. La próxima vez que inicie sesión, recupérelas en Ajustes.',
    },
  'leaves them on this workstation, encrypted, to be sent after your next sign-in here.': {
    one: 'la deja en este equipo, cifrada, para enviarla la próxima vez que usted inicie sesión aquí.',
    other: 'las deja en este equipo, cifradas, para enviarlas la próxima vez que usted inicie sesión aquí.',
  },
  'To go on elsewhere, take this sealed file along and open it under Settings:':
    'Para seguir en otro lugar, lleve este archivo sellado y ábralo en Ajustes:',
  '{n} tries are left': { one: 'Queda un intento', other: 'Quedan {n} intentos' },
  'the key to the reports kept on this computer is destroyed':
    'se destruye la llave de los reportes guardados en esta computadora',
  'the reports that this window holds are dropped': 'se descartan los reportes que tiene esta ventana',
  '{tries}. After that {cost}; decisions that were not sent remain in a sealed file.':
    '{tries}. Después {cost}; las decisiones no enviadas quedan en un archivo sellado.',
  'That is not your secret': 'Esa no es su clave',
  'Secret of {name}': 'Clave de {name}',
  'Unlocking…': 'Desbloqueando…',
  'Use notice': 'Aviso de uso',
  'I understand': 'Entiendo',
} as const;
