export const portalDirectory = {
  'portal-directory.expired.title': 'Esta página ya no se puede usar',
  'portal-directory.expired.text':
    'Funciona una vez, durante diez minutos, y solo en la ventana del navegador que abrió P2C Review. Vuelva a P2C Review y comience de nuevo.',
  'portal-directory.unreachable.title': 'La página de inicio de sesión de la agencia no responde',
  'portal-directory.unreachable.text':
    'Inténtelo de nuevo en unos minutos. Si P2C Review está bloqueado, aún se abre con su PIN durante doce horas después de que inició sesión.',
  'portal-directory.not_signed_out.title': 'Cerró la sesión en P2C Review',
  'portal-directory.not_signed_out.text':
    'No se pudo llegar a la página de inicio de sesión de la agencia, así que este navegador puede seguir conectado a su cuenta de la agencia. Cierre todas las ventanas del navegador antes de dejar esta computadora.',
  'portal-directory.signed_out.title': 'Cerró la sesión',
  'portal-directory.signed_out.text': 'Puede cerrar esta ventana.',
};
