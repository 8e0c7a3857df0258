import type { ScreeningWords } from './screening.ts';

/** Spanish words for the questions that come before the form. */
export const es: ScreeningWords = {
  title: 'Primero, unas preguntas',
  lead: 'Muestran si esto se puede reportar por internet. En algunos casos un oficial debe hablar con usted, y aquí perdería tiempo.',
  why: 'Por qué lo preguntamos',
  yes: 'Sí',
  no: 'No',
  go: 'Continuar',
  questions: {
    danger: {
      ask: '¿Está ocurriendo ahora, o hay alguien en peligro o herido?',
      why: 'Estas páginas son para lo que ya pasó y no es una emergencia. Es posible que un oficial lea su reporte solo dentro de unos días.',
    },
    suspect: {
      ask: '¿Sabe quién fue, o alguien podría reconocer, describir o encontrar a esa persona?',
      why: 'Los reportes por internet son para incidentes sin información sobre un sospechoso. Si la hay, un oficial puede actuar.',
    },
    evidence: {
      ask: '¿Hay algo que recoger, como un video, huellas, un número de placa o un dispositivo que muestra dónde está?',
      why: 'Los reportes por internet son para incidentes sin pruebas que ayuden a resolverlos. Si las hay, un oficial debe asegurarlas.',
    },
    force: {
      ask: '¿Lastimaron, empujaron o amenazaron a alguien, o fue su pareja o un familiar?',
      why: 'Con fuerza o amenazas es un robo, una agresión o un asunto doméstico, que no es uno de los cuatro tipos que se reciben por internet.',
    },
    entry: {
      ask: '¿Alguien entró sin permiso en una casa, un garaje o un edificio cerrado?',
      why: 'Entonces es un allanamiento, que no es uno de los cuatro tipos que se reciben por internet. Deje todo como está.',
    },
    fire_or_bias: {
      ask: '¿Prendieron fuego a algo, o parece odio contra un grupo, como símbolos o insultos?',
      why: 'Los incendios provocados y los delitos de odio no son de los cuatro tipos que se reciben por internet.',
    },
    firearm_or_drugs: {
      ask: '¿Hay entre las cosas un arma de fuego, municiones o medicinas recetadas?',
      why: 'Un oficial debe registrarlas de inmediato para que puedan buscarse.',
    },
    vehicle: {
      ask: '¿Se trata de un vehículo o una placa que desapareció, o de un accidente de tránsito?',
      why: 'Un oficial registra de inmediato los vehículos y las placas, y los accidentes tienen su propio reporte. Las cosas que sacaron de un carro, o sus partes, sí se reportan aquí.',
    },
    minor: {
      ask: (age) => `¿Tiene usted menos de ${age} años?`,
      why: 'Su madre, su padre o su tutor puede hacer el reporte por usted.',
    },
    value: {
      ask: (ceiling) => `¿Vale todo junto más de ${ceiling}?`,
      why: 'Por encima de esa cantidad, el departamento quiere que un oficial tome el reporte.',
    },
  },
  place: {
    ask: (city) => `¿Ocurrió en la ciudad de ${city}?`,
    fraud: (city) => `¿Ocurrió en la ciudad de ${city}, o vive usted allí?`,
    why: 'El reporte debe tomarlo la policía de la localidad donde ocurrió: el lugar decide.',
    yes: 'Sí',
    no: 'No, en otra localidad',
    unsure: 'No lo sé con seguridad',
    town: '¿En qué localidad?',
    townHint:
      'Una dirección postal puede decir Hartford y estar en otra localidad. El mapa del formulario muestra los límites de la ciudad.',
  },
  turn: {
    emergency: () => 'Llame ahora al 911.',
    dispatch: (phone) => `Llame al ${phone} y diga que quiere que un oficial tome un reporte.`,
    guardian: (age, phone) => `Pida a su madre, padre o tutor de ${age} años o más que lo haga, o llame al ${phone}.`,
    otherPolice: (name) => `Repórtelo a la policía: ${name}.`,
    otherPolicePhone: (name, phone) => `Repórtelo a la policía: ${name}, ${phone}.`,
    elsewhere: (town) => `Repórtelo a la policía de ${town}.`,
    unknownTown: 'Repórtelo a la policía de la localidad donde ocurrió.',
  },
  stop: {
    title: 'Por favor, repórtelo de otra manera',
    lead: 'Según sus respuestas, esto no se puede recibir por internet:',
    kept: 'No se envió ni se guardó nada.',
    back: 'Respondí mal: volver a las preguntas',
    otherwise: 'Reportar otra cosa',
  },
  answerAll: 'Elija Sí o No',
  answerPlace: 'Diga si ocurrió en la ciudad',
};
