/** The questions that people answer before the form. */
export const portalScreening = {
  'portal-screening.title': 'Primero, unas preguntas',
  'portal-screening.lead':
    'Muestran si puede reportar esto en línea. En algunos casos, un oficial debe hablar con usted.',
  'portal-screening.why': 'Por qué lo preguntamos',
  'portal-screening.yes': 'Sí',
  'portal-screening.no': 'No',
  'portal-screening.go': 'Continuar',
  'portal-screening.place.ask': '¿Ocurrió en la ciudad de {city}?',
  'portal-screening.place.fraud': '¿Ocurrió en la ciudad de {city}, o vive usted allí?',
  'portal-screening.place.why': 'El reporte debe tomarlo la policía de la localidad donde ocurrió.',
  'portal-screening.place.yes': 'Sí',
  'portal-screening.place.no': 'No, en otra localidad',
  'portal-screening.place.unsure': 'No lo sé con seguridad',
  'portal-screening.place.town': '¿En qué localidad?',
  'portal-screening.place.townHint':
    'Una dirección postal puede decir {city} y estar en otra localidad. El mapa del formulario muestra los límites de la ciudad.',
  'portal-screening.turn.emergency': 'Llame ahora al 911.',
  'portal-screening.turn.dispatch': 'Llame al {phone} y diga que quiere que un oficial tome un reporte.',
  'portal-screening.turn.guardian':
    'Pida a su madre, padre o tutor de {age, number} años o más que lo haga, o llame al {phone}.',
  'portal-screening.turn.otherPolice': 'Repórtelo a la policía: {name}.',
  'portal-screening.turn.otherPolicePhone': 'Repórtelo a la policía: {name}, {phone}.',
  'portal-screening.turn.elsewhere': 'Repórtelo a la policía de {town}.',
  'portal-screening.turn.unknownTown': 'Repórtelo a la policía de la localidad donde ocurrió.',
  'portal-screening.stop.title': 'Por favor, repórtelo de otra manera',
  'portal-screening.stop.lead': 'Según sus respuestas, no podemos recibir este reporte en línea:',
  'portal-screening.stop.kept': 'No se envió ni se guardó nada.',
  'portal-screening.stop.back': 'Cambiar mis respuestas',
  'portal-screening.stop.otherwise': 'Reportar otra cosa',
  'portal-screening.answerAll': 'Elija Sí o No',
  'portal-screening.answerPlace': 'Diga si ocurrió en la ciudad',
};
