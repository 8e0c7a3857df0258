/** The questions that people answer before the form. */
export const portalScreening = {
  'portal-screening.title': 'Primero, unas preguntas',
  'portal-screening.lead':
    'Muestran si puede reportar esto en línea. En algunos casos, un oficial debe hablar con usted.',
  'portal-screening.why': 'Por qué lo preguntamos',
  'portal-screening.yes': 'Sí',
  'portal-screening.no': 'No',
  'portal-screening.go': 'Continuar',
  'portal-screening.questions.danger.ask': '¿Está ocurriendo ahora, o hay alguien en peligro o herido?',
  'portal-screening.questions.danger.why':
    'Estas páginas son para lo que ya pasó y no es una emergencia. Es posible que un oficial lea su reporte solo dentro de unos días.',
  'portal-screening.questions.suspect.ask':
    '¿Sabe quién fue, o alguien podría reconocer, describir o encontrar a esa persona?',
  'portal-screening.questions.suspect.why':
    'Los reportes en línea son para incidentes sin información sobre un sospechoso. Si la hay, un oficial puede investigarla.',
  'portal-screening.questions.evidence.ask':
    '¿Hay algo que recoger, como un video, huellas, un número de placa o un dispositivo que muestra dónde está?',
  'portal-screening.questions.evidence.why':
    'Los reportes en línea son para incidentes sin pruebas que ayuden a resolverlos. Si las hay, un oficial debe recogerlas.',
  'portal-screening.questions.force.ask':
    '¿Lastimaron, empujaron o amenazaron a alguien, o fue su pareja o un familiar?',
  'portal-screening.questions.force.why':
    'Con fuerza o amenazas es un asalto, una agresión o un asunto doméstico, que no es uno de los cuatro tipos que se reciben en línea.',
  'portal-screening.questions.entry.ask': '¿Alguien entró sin permiso en una casa, un garaje o un edificio cerrado?',
  'portal-screening.questions.entry.why':
    'Entonces es un allanamiento, que no es uno de los cuatro tipos que se reciben en línea. Deje todo como está.',
  'portal-screening.questions.fire_or_bias.ask':
    '¿Prendieron fuego a algo, o puede ser un delito de odio, con señales como símbolos o insultos?',
  'portal-screening.questions.fire_or_bias.why':
    'Los incendios provocados y los delitos de odio no son de los cuatro tipos que se reciben en línea.',
  'portal-screening.questions.firearm_or_drugs.ask':
    '¿Hay entre las cosas un arma de fuego, municiones o medicinas recetadas?',
  'portal-screening.questions.firearm_or_drugs.why':
    'Las armas robadas deben entrar de inmediato en la base de datos de la policía. Un oficial debe registrar también las municiones y las medicinas recetadas.',
  'portal-screening.questions.vehicle.ask':
    '¿Se trata de un vehículo o una placa que desapareció, o de un accidente de tránsito?',
  'portal-screening.questions.vehicle.why':
    'Los vehículos y las placas robados deben entrar de inmediato en la base de datos de la policía, y los accidentes tienen su propio reporte. Las cosas que sacaron de un carro, o sus partes, sí se reportan aquí.',
  'portal-screening.questions.minor.ask': '¿Tiene usted menos de {age, number} años?',
  'portal-screening.questions.minor.why': 'Su madre, su padre o su tutor puede hacer el reporte por usted.',
  'portal-screening.questions.value.ask': '¿Vale todo junto más de {ceiling}?',
  'portal-screening.questions.value.why':
    'Por encima de esa cantidad, el departamento hace que un oficial tome el reporte.',
  'portal-screening.place.ask': '¿Ocurrió en la ciudad de {city}?',
  'portal-screening.place.fraud': '¿Ocurrió en la ciudad de {city}, o vive usted allí?',
  'portal-screening.place.why': 'El reporte debe tomarlo la policía de la localidad donde ocurrió.',
  'portal-screening.place.yes': 'Sí',
  'portal-screening.place.no': 'No, en otra localidad',
  'portal-screening.place.unsure': 'No lo sé con seguridad',
  'portal-screening.place.town': '¿En qué localidad?',
  'portal-screening.place.townHint':
    'Una dirección postal puede decir Hartford y estar en otra localidad. El mapa del formulario muestra los límites de la ciudad.',
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
