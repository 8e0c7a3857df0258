/** Spanish of the hints of shared/screening, of the rules that they cite and of the solvability factors. */
export const hintWords = {
  'The point on the map is outside the city.': 'El punto en el mapa está fuera de la ciudad.',
  'The address names another town: {town}.': 'La dirección nombra otra localidad: {town}.',
  'Requirement (1): the incident happened in the city': 'Requisito (1): el incidente ocurrió en la ciudad',
  '1 item worth $200 or more without a serial number.': '1 objeto de $200 o más sin número de serie.',
  '{n} items worth $200 or more without a serial number.': '{n} objetos de $200 o más sin número de serie.',
  'Stolen property is entered and recovered by its serial number':
    'La propiedad robada se registra y se recupera por su número de serie',
  'Requirement (2): no suspect information or evidence that raises solvability':
    'Requisito (2): sin información sobre un sospechoso ni pruebas que faciliten resolver el caso',
  'Requirement (3): one of the four kinds of report': 'Requisito (3): uno de los cuatro tipos de reporte',
  'The person seems to know who did it.': 'La persona parece saber quién fue.',
  'A camera or a recording is mentioned.': 'Se menciona una cámara o una grabación.',
  'A device seems to report where the property is.': 'Un dispositivo parece indicar dónde está la propiedad.',
  'A license plate is mentioned.': 'Se menciona una placa.',
  'Force or a threat is mentioned: that would be robbery (120) or assault.':
    'Se menciona fuerza o una amenaza: sería robo con violencia (120) o agresión.',
  'Entry into a home is mentioned: that would be burglary (220).':
    'Se menciona la entrada en una vivienda: sería allanamiento (220).',
  'Fire or a sign of bias is mentioned: arson (200) or a hate crime.':
    'Se menciona fuego o una señal de odio: incendio provocado (200) o delito de odio.',
  'A stolen vehicle (240) is mentioned.': 'Se menciona un vehículo robado (240).',
  'A firearm or prescription drugs are mentioned.': 'Se menciona un arma de fuego o medicinas recetadas.',
  'Something that can be collected as evidence is mentioned.': 'Se menciona algo que puede recogerse como prueba.',
  'A traffic accident is mentioned: it has a report of its own.':
    'Se menciona un accidente de tránsito: tiene su propio reporte.',
  'The person was younger than {n}.': 'La persona tenía menos de {n} años.',
  'The agency’s setting: the age from which a person may report online':
    'Ajuste de la agencia: la edad desde la que se puede reportar en línea',
  'Altogether it is worth more than {n} dollars.': 'En total vale más de {n} dólares.',
  'The agency’s setting: the value up to which a report may be made online':
    'Ajuste de la agencia: el valor hasta el que se puede reportar en línea',
  'Something is said to have been taken: it reads like larceny.': 'Se dice que se llevaron algo: parece un hurto.',
  'Nothing is said to have been taken: it reads like lost property.':
    'No se dice que se llevaran nada: parece propiedad perdida.',
  'Nothing is said to have been taken: it reads like damage.': 'No se dice que se llevaran nada: parecen daños.',
  'Money or a name was used by deceit: it reads like identity theft or fraud.':
    'Se usó dinero o un nombre con engaño: parece robo de identidad o fraude.',
  'Somebody may be in danger or hurt.': 'Alguien puede estar en peligro o herido.',
  'A partner or a protective order is mentioned.': 'Se menciona una pareja o una orden de protección.',
  'It is said to have happened after it was reported.': 'Según se dice, ocurrió después de que se reportó.',
  'It is said to have happened more than a year before it was reported.':
    'Según se dice, ocurrió más de un año antes de que se reportó.',
  'It could have happened at any time within more than two months.':
    'Pudo haber ocurrido en cualquier momento de más de dos meses.',
  'A report says when it happened, as exactly as the person can':
    'Un reporte dice cuándo ocurrió, con la mayor exactitud que la persona pueda',
  'One value is above $50,000.': 'Un valor pasa de $50,000.',
  'Something is said to be worth nothing.': 'Se dice que algo no vale nada.',
  'The value of each thing is given as the person would prove it':
    'El valor de cada cosa se da como la persona lo demostraría',
  Witness: 'Testigo',
  'Suspect described': 'Sospechoso descrito',
  'Suspect can be identified': 'Se puede identificar al sospechoso',
  'Whereabouts known': 'Se sabe dónde está',
  'Serial number or mark': 'Número de serie o marca',
  'Done as before or elsewhere': 'Como antes o en otro lugar',
  'Found by looking for it': 'Hallado al buscarlo',
  'Vehicle described': 'Vehículo descrito',
  'Physical evidence': 'Pruebas físicas',
  'Place where a card was used': 'Lugar donde se usó una tarjeta',
  'Suspect named or known': 'Sospechoso nombrado o conocido',
  'Camera or recording': 'Cámara o grabación',
  'Device reports where it is': 'Un dispositivo indica dónde está',
  'License plate': 'Placa',
} as const;
