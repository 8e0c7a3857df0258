import type { errors as english } from '../en/errors.ts';

export const errors = {
  'errors.invalid_request': 'Algo de lo enviado no es válido.',
  'errors.unsupported_media_type': 'Esta dirección recibe otro tipo de contenido.',
  'errors.payload_too_large': 'Lo enviado es demasiado grande.',
  'errors.too_many_requests': 'Demasiados intentos. Espere un poco e inténtelo de nuevo, por favor.',
  'errors.bad_credentials': 'Usuario o contraseña incorrectos.',
  'errors.wrong_code': 'Ese código no es correcto o ya se usó.',
  'errors.code_needed': 'Escriba el código de su aplicación de autenticación.',
  'errors.enrollment_needed': 'Hay que configurar la verificación en dos pasos para esta cuenta.',
  'errors.new_password_needed': 'Esa contraseña era temporal. Elija una propia.',
  'errors.account_locked':
    'Usuario o contraseña incorrectos, o demasiados intentos fallidos desde aquí. En ese caso, un administrador debe desbloquear este equipo para la cuenta.',
  'errors.sign_in_failed': 'No se pudo iniciar sesión. Inténtelo de nuevo.',
  'errors.unauthenticated': 'Inicie sesión otra vez, por favor.',
  'errors.session_revoked': 'Un administrador terminó esta sesión.',
  'errors.forbidden': 'Su función no permite esto.',
  'errors.turned_off_by_it': 'Su departamento de informática desactivó esto en esta computadora.',
  'errors.proof_needed': 'Escriba otra vez su contraseña para continuar.',
  'errors.address_not_confirmed':
    'Esta agencia confirma las direcciones de correo. Envíe este reporte en su página web, por favor.',
  'errors.not_found': 'No se encontró.',
  'errors.method_not_allowed': 'Esta dirección no admite ese método.',
  'errors.stale_version': 'El reporte cambió desde que se leyó.',
  'errors.letter_changed': 'El texto de la carta cambió desde que se mostró.',
  'errors.against_rule': 'Las reglas de la agencia no lo permiten.',
  'errors.act_not_allowed': 'El reporte está en un estado en el que esto no se puede hacer.',
  'errors.idempotency_mismatch': 'La misma llave de idempotencia ya se usó para otra cosa.',
  'errors.cursor_expired': 'El servidor fue restaurado o reemplazado; hay que traerlo todo otra vez.',
  'errors.unavailable': 'El servidor de la agencia no puede responder ahora.',
  'errors.internal': 'Algo falló de nuestro lado. No se perdió nada.',
  'errors.offline': 'No se puede conectar con el servidor de la agencia.',
  'errors.bad_response': 'El servidor de la agencia envió algo que esta aplicación no entiende.',
  'errors.intercepted': 'Algo en la red respondió en lugar del servidor de la agencia.',
  'errors.untrusted_server':
    'El servidor no pudo demostrar que es el servidor de la agencia, así que no se envió nada.',
  'errors.unknown_channel': 'La ventana pidió algo que no existe.',
  'errors.signed_out': 'Nadie ha iniciado sesión en este equipo.',
  'errors.cache_unreadable': 'Los reportes guardados en este equipo no se pueden abrir con esta llave.',
  'errors.locked': 'Esta ventana está bloqueada.',
  'errors.wrong_password': 'Contraseña incorrecta.',
  'errors.cache_busy':
    'Se están ordenando los reportes guardados en este equipo, así que no se guardó nada. Inténtelo de nuevo en un momento.',
  'errors.clock_set_back': 'El reloj de este equipo fue atrasado.',
  'errors.decisions_waiting': 'Las decisiones de este equipo todavía no se enviaron.',
  'errors.not_here_yet':
    'Este equipo todavía está cargando reportes, así que estas decisiones aún no se pueden recuperar.',
  'errors.newer_decision': 'Hay una decisión más reciente sobre estos dos reportes.',
  'errors.disk_full': 'El disco de este equipo está lleno, así que no se guardó nada.',
  'errors.disk_refused': 'Este equipo no pudo escribir en su propia carpeta, así que no se guardó nada.',
  'errors.not_saved': 'No se pudo guardar en esa carpeta.',
  'errors.keychain_unavailable': 'Este equipo no tiene un llavero que se pueda usar.',
  'errors.update_needed': 'Esta versión es demasiado antigua para decisiones nuevas. Actualice P2C Review primero.',
  'errors.server_too_old': 'La versión del servidor de la agencia es demasiado antigua para esta aplicación.',
  'errors.wrong_file': 'El archivo no es el que se firmó.',
  'errors.publisher_other':
    'El instalador no está firmado por el editor esperado. Si se renovó el certificado del editor, una versión debe indicar el nuevo.',
  'errors.publisher_unchecked':
    'Esta computadora no pudo comprobar quién publicó el instalador. Es posible que PowerShell esté bloqueado.',
  'errors.nothing_to_undo': 'Ya se envió y no se puede deshacer aquí.',
  'errors.detail.cache_before_release':
    'Estos reportes los guardó una versión anterior a la primera publicada. Borre data/ para empezar de nuevo.',
  'errors.detail.cache_of_newer_version':
    'Los reportes guardados en este equipo fueron escritos por una versión más nueva de esta aplicación.',
  'errors.detail.no_cache_key': 'No hay llave para los reportes guardados en este equipo.',
  'errors.detail.no_cipher':
    'Esta instalación no puede cifrar los reportes, así que no guarda ninguno. Pida al departamento de informática que vuelva a instalar P2C Review.',
  'errors.detail.report_gone':
    'El servidor de la agencia ya no tiene este reporte: se eliminó, o se perdió al restaurar el servidor desde una copia.',
  'errors.detail.file_infected': 'Se encontró software malicioso en este archivo, así que no se abre ni se guarda.',
  'errors.detail.dropped_elsewhere': 'Usted descartó esta decisión en otro equipo.',
  'errors.detail.not_a_journal': 'Este archivo no es una copia cifrada de respaldo de decisiones no enviadas.',
  'errors.detail.held_by':
    '{name} ya puso una retención legal en este reporte. Su motivo y su fecha se cambian en «Retenciones y conservación».',
  'errors.detail.no_hold': 'Este reporte no tiene retención legal.',
  'errors.detail.hold_being_lifted': 'Esta retención legal ya se está levantando.',
  'errors.detail.hold_not_being_lifted': 'Esta retención legal no se está levantando.',
  'errors.detail.own_account': 'No puede cambiar su propia cuenta. Pídalo a otro administrador.',
  'errors.detail.not_in_error_tray': 'Esto no está en la lista «No aceptado».',
  'errors.detail.other_model': 'Mientras tanto alguien ajustó o activó otros pesos. Revíselos de nuevo.',
  'errors.detail.newer_acts':
    'Esta cuenta cambió desde que usted abrió esto. Vuelva a mirar la lista y decida después.',
  'errors.detail.others_decision': 'Solo un supervisor o el oficial que tomó la decisión puede reabrirla.',
  'errors.detail.reviewed_by': '{name} llegó antes a esta revisión, y cada decisión la revisa una sola persona.',
  'errors.detail.own_decision': 'Sobre una apelación contra su propia decisión decide otra persona.',
  'errors.detail.own_draft': 'Otra persona, y no quien lo redactó, debe publicar un borrador.',
  'errors.detail.draft_open_already': 'Ya tiene un borrador abierto. Publíquelo o descártelo primero.',
  'errors.detail.draft_changed': 'Entretanto, este borrador se guardó en otro lugar. Cárguelo de nuevo.',
  'errors.detail.draft_not_ready': 'Quien lo redactó no ha marcado como lista esta versión del borrador.',
  'errors.detail.draft_of_older_version':
    'Desde entonces se publicó otra versión de la política. Quien lo redactó debe actualizar primero el borrador.',
  'errors.detail.server_address': 'La dirección del servidor de la agencia no es válida.',
  'errors.detail.server_not_https': 'La dirección del servidor de la agencia debe ser https, o http en este equipo.',
  'errors.detail.server_not_origin':
    'La dirección del servidor de la agencia debe ser un origen como https://p2c.example.gov.',
  'errors.detail.not_saved_in': 'No se pudo guardar en esta carpeta: {path}',
  'errors.detail.settings_unreadable':
    'No se pueden leer los ajustes de este equipo, ni con qué servidor de la agencia trabaja: {path}',
  'errors.detail.managed_settings_wrong':
    'Los ajustes de su departamento de informática para este equipo tienen un error: {path}{field, select, other { ({field})}}',
  'errors.detail.managed_settings_unreadable':
    'No se pudo leer {path}, y no se sabe si su agencia configuró esta computadora. No se inició nada. Avise a su personal de informática.',
  'errors.detail.managed_settings_open':
    'Personas que no son administradores pueden cambiar los ajustes de este equipo, así que no se usan: {path}',
  'errors.detail.managed_settings_unchecked':
    'Windows no pudo indicar quién puede cambiar {path}, así que no se usa. Es posible que PowerShell esté bloqueado en esta computadora. Avise a su personal de informática.',
  'errors.detail.no_managed_server':
    'Su departamento de informática debe indicar el servidor de la agencia para este equipo: {path}',
  'errors.detail.audit_broken':
    'El registro de auditoría falla en la fila {row, number}: la fila fue cambiada, o falta una.',
  'errors.detail.no_second_factors': 'Este servidor no usa la verificación en dos pasos.',
  'errors.detail.has_second_factor':
    'Esta cuenta ya tiene la verificación en dos pasos. Un administrador puede restablecerla.',
  'errors.detail.directory_account': 'Esta cuenta pertenece al directorio de la agencia: cámbiela allí.',
  'errors.detail.directory_canceled': 'Canceló el inicio de sesión.',
  'errors.detail.directory_expired': 'Tardó demasiado, o la ventana del navegador ya se usó. Comience de nuevo.',
  'errors.detail.directory_no_role':
    'Su cuenta de la agencia no tiene acceso a P2C Review. Pídalo a su departamento de informática.',
  'errors.detail.directory_disabled': 'Su cuenta aquí está deshabilitada. Consulte a un administrador de P2C Review.',
  'errors.detail.directory_no_name':
    'Su cuenta de la agencia no tiene un nombre de usuario que P2C Review pueda usar. Avise a su departamento de informática.',
  'errors.detail.directory_name_taken':
    'Otra cuenta aquí ya tiene su nombre de usuario. Un administrador de P2C Review debe vincularlas.',
  'errors.detail.directory_other_person':
    'Otra persona tiene la sesión iniciada en el navegador. Ciérrela allí e inténtelo de nuevo.',
  'errors.detail.directory_not_recent':
    'La página de inicio de sesión de la agencia no le pidió identificarse de nuevo, como debía. Avise a su departamento de informática.',
  'errors.detail.directory_unreachable': 'La página de inicio de sesión de la agencia no responde en este momento.',
  'errors.detail.directory_failed':
    'La página de inicio de sesión de la agencia envió algo que este servidor no puede aceptar. Avise a su departamento de informática.',
  'errors.detail.password_sign_in_off':
    'Las contraseñas están desactivadas para su cuenta. Use su cuenta de la agencia.',
  'errors.detail.awaiting_second_person':
    'Un administrador creó esta cuenta, restableció su contraseña o cambió su función. Otro administrador o un supervisor debe confirmarlo antes de que pueda iniciar sesión. Puede hacerlo en la página Confirmaciones.',
  'errors.detail.second_person_needed': 'Otra persona debe decidir: ni el administrador que lo hizo ni el oficial.',
  'errors.detail.recovery_code_not_accepted':
    'Ese código de recuperación no es correcto o ya se usó. Pruebe el siguiente de su lista.',
  'errors.detail.no_app_to_recover':
    'Los códigos de recuperación son para cuentas con una aplicación de autenticación.',
  'errors.detail.model_of_other_shape':
    'Los campos, los bloques, los niveles, las hipótesis y sus reglas deben ser los del modelo incluido; solo pueden cambiar los pesos.',
  'errors.detail.too_few_decisions': 'Hay {decisions, number} decisiones sobre pares; hacen falta {least, number}.',
  'errors.detail.proxy_gone': 'No se puede conectar con el proxy {proxy}.',
  'errors.detail.proxy_login': 'El proxy {proxy} pide un nombre de usuario y una contraseña.',
  'errors.detail.no_service_token':
    'Esta dirección requiere el token de una cuenta de servicio, en el encabezado Authorization: Bearer.',
  'errors.detail.service_token_not_valid':
    'Este token no es válido: está mal escrito, vencido, reemplazado o revocado. Un administrador crea otro en la página Cuentas de servicio.',
  'errors.detail.other_service_scope':
    'Esta cuenta de servicio no puede leer esto. En la página Cuentas de servicio, un administrador puede crear una que sí pueda.',
  'errors.detail.proxy_unsupported':
    'El proxy de esta computadora es de un tipo no admitido (solo se admiten proxies http y https).',
  'errors.detail.proxy_refused':
    'El proxy {proxy} rechazó la conexión con el servidor de la agencia (estado {status, number}).',
  'errors.detail.wrong_key':
    'El servidor tiene una clave distinta de la que indica la configuración de su departamento de informática, así que no se envió nada. Su clave: {pin}',
  'errors.update.not_asked': 'No se pudo preguntar al servidor de la agencia por actualizaciones.',
  'errors.update.no_vendor_key':
    'Esta copia de P2C Review se creó sin la clave del proveedor, así que no puede verificar actualizaciones.',
  'errors.update.no_agency_key':
    'La configuración de esta computadora no tiene la clave de la agencia para actualizaciones, así que ninguna se puede verificar.',
  'errors.update.manifest_unreadable': 'No se puede leer la descripción de la actualización.',
  'errors.update.vendor_signature': 'El proveedor no firmó esta actualización.',
  'errors.update.agency_signature': 'Su agencia no firmó esta actualización.',
  'errors.update.other_product': 'Esta actualización es de otro producto.',
  'errors.update.other_channel': 'Esta actualización es de otro canal.',
  'errors.update.expired': 'El plazo de esta actualización terminó.',
  'errors.update.sequence_replayed': 'Esta actualización es anterior a otra que este equipo ya vio.',
  'errors.update.no_file': 'Esta actualización no tiene un archivo para este tipo de computadora.',
  'errors.update.wrong_file': 'El archivo no es el que se firmó.',
  'errors.update.publisher_other':
    'El instalador no está firmado por el editor esperado. Si se renovó el certificado del editor, una versión debe indicar el nuevo.',
  'errors.update.publisher_unchecked':
    'Esta computadora no pudo comprobar quién publicó el instalador. Es posible que PowerShell esté bloqueado.',
  'errors.update.not_installed': 'No se pudo instalar. La versión anterior sigue en uso.',
  'errors.update.memory_unreadable': 'No se puede leer el registro de actualizaciones anteriores de este equipo.',
  'errors.update.disk_full': 'Este equipo no tiene suficiente espacio libre en el disco.',
} as const satisfies Record<keyof typeof english, string>;
