/** Strings for the home page, and strings shared by all portal pages. */
export const portalSite = {
  'portal-site.service': 'Reportes en línea a la policía',
  'portal-site.skip': 'Ir al contenido principal',
  'portal-site.inThisLanguage': 'Ver esta página en español',
  'portal-site.keepAndSwitch': 'Continuar en español',
  'portal-site.errorTitle': 'Error: {title}',
  'portal-site.optional': '(opcional)',
  'portal-site.footer':
    '{agency}. El uso de este sitio queda registrado; su uso indebido puede ser sancionado por la ley.',
  'portal-site.exit': 'Salir de este sitio',
  'portal-site.exitKey': 'o pulse Esc 3 veces',
  'portal-site.useNotice': 'Sobre el uso de estas páginas',
  'portal-site.emergency.title': 'En una emergencia, llame al 911',
  'portal-site.emergency.text':
    'Si está ocurriendo ahora, si alguien está herido o en peligro, o si la persona responsable todavía está ahí, llame al 911. Nadie vigila estas páginas las 24 horas.',
  'portal-site.home.title': 'Reporte un incidente en línea',
  'portal-site.home.lead':
    'Puede informar a la policía ({agency}) de algunas cosas que ocurrieron en {city} sin esperar a que llegue un oficial. Toma unos 10 minutos y puede hacerlo a cualquier hora.',
  'portal-site.home.choose': '¿Qué desea reportar?',
  'portal-site.home.kindNote': 'Un oficial leerá cada reporte y le responderá.',
  'portal-site.home.before': 'Si puede, tenga a la mano',
  'portal-site.home.beforeList':
    'cuándo y dónde ocurrió, con la mayor exactitud posible\nnúmeros de serie, marcas y el valor aproximado de cada cosa\nen caso de fraude: la cuenta o tarjeta, la cantidad y cuándo lo notó',
  'portal-site.home.notFor': 'No use estas páginas si',
  'portal-site.home.notForList':
    'sabe o vio quién lo hizo, o puede decir cómo encontrarlo\nhay pruebas que recoger, como un video, huellas o un dispositivo que muestra dónde está\nalguien resultó herido, amenazado o empujado\nalguien entró por la fuerza en una casa o provocó un incendio\nse llevaron un arma de fuego, medicinas recetadas, un vehículo o una placa\npuede ser un delito de odio',
  'portal-site.home.outside': 'ocurrió fuera de {city}: en ese caso llame a la policía de esa ciudad',
  'portal-site.home.instead': 'En estos casos un oficial debe tomar el reporte. Llame al {phone}.',
  'portal-site.problems.notFound': 'Página no encontrada',
  'portal-site.problems.notFoundText':
    'Si escribió la dirección, revise que sea correcta. Si siguió un enlace, puede ser antiguo.',
  'portal-site.problems.forbidden': 'Este formulario se envió desde otro sitio',
  'portal-site.problems.forbiddenText':
    'Por su seguridad, solo recibimos formularios llenados en estas páginas. No se envió nada a la policía.',
  'portal-site.problems.tooLarge': 'Es demasiado grande',
  'portal-site.problems.tooLargeText':
    'Lo que envió es más grande de lo que podemos recibir. Vuelva atrás en su navegador, acorte el texto o quite archivos, y envíelo otra vez.',
  'portal-site.problems.tooMany': 'Por favor, espere un poco',
  'portal-site.problems.tooManyText':
    'Llegaron muchos formularios desde su conexión a internet en poco tiempo. Vuelva atrás en su navegador y envíelo otra vez en unos minutos. Lo que escribió sigue ahí.',
  'portal-site.problems.failed': 'Lo sentimos, hay un problema de nuestro lado',
  'portal-site.problems.failedText':
    'Vuelva atrás en su navegador e inténtelo de nuevo en unos minutos. Si envió un reporte, enviarlo otra vez no lo registra dos veces.',
  'portal-site.problems.closed': 'En este momento no podemos recibir reportes',
  'portal-site.problems.closedText':
    'No se guardó nada de lo que acaba de enviar, así que nadie lo está leyendo. Vuelva atrás en su navegador e inténtelo más tarde: lo que escribió sigue ahí.',
  'portal-site.problems.badRequest': 'No pudimos leer lo que envió su navegador',
  'portal-site.problems.badRequestText': 'Por favor, vuelva atrás e inténtelo de nuevo.',
  'portal-site.problems.call': 'Si no puede esperar, llame al {phone}. En una emergencia, llame al 911.',
  'portal-site.left.title': 'Usted salió de este sitio',
  'portal-site.left.text': 'Esta página muestra lo que nos contó. Ábrala solo cuando nadie más pueda ver su pantalla.',
  'portal-site.left.open': 'Abrir la página',
  'portal-site.problems.home': 'Ir a la página de inicio',
  'portal-site.danger.title': 'Puede que usted esté en peligro',
  'portal-site.danger.text':
    'Lo que escribió puede significar que alguien está en peligro. Llame al 911 ahora. Un oficial puede tardar horas en leer este reporte.',
  'portal-site.danger.notSent':
    'Todavía no se ha enviado nada, así que nadie está leyendo esto. Si alguien está en peligro, llame al 911 ahora.',
  'portal-site.help.title': '¿Alguien cercano le hace daño o le da miedo?',
  'portal-site.danger.self': 'Si piensa en hacerse daño, llame o envíe un mensaje de texto al 988.',
  'portal-site.danger.call': 'Si nadie está en peligro en este momento, pero no puede esperar, llame al {phone}.',
};
