/** Spanish of the titles, rules and warnings of resources/policy.json; what an agency words itself stays as it words it. */
export const policyWords = {
  'Vandalism or property damage': 'Vandalismo o daños a la propiedad',
  'Larceny – pocket-picking': 'Hurto – carterismo',
  'Larceny – purse-snatching': 'Hurto – arrebato de bolso',
  'Larceny – shoplifting': 'Hurto – en una tienda',
  'Larceny – from a building': 'Hurto – en un edificio',
  'Larceny – from a coin-operated machine': 'Hurto – de una máquina de monedas',
  'Larceny – from a motor vehicle': 'Hurto – del interior de un vehículo',
  'Larceny – motor vehicle parts or accessories': 'Hurto – partes o accesorios de un vehículo',
  'Larceny – all other': 'Hurto – todos los demás',
  'Lost property': 'Propiedad perdida',
  'Identity theft': 'Robo de identidad',
  'Fraud – credit card or ATM': 'Fraude – tarjeta de crédito o cajero automático',
  'Fraud – false pretenses or swindle': 'Fraude – engaño o estafa',
  'Fraud – impersonation': 'Fraude – suplantación',
  'Fraud – wire (phone, internet, transfer)': 'Fraude – por teléfono, internet o transferencia',
  'Fraud – hacking or computer invasion': 'Fraude – intrusión informática',
  'Forgery or counterfeiting': 'Falsificación',
  'Fire makes it arson (200), signs of bias make it a hate crime: neither is for online.':
    'Con fuego es incendio provocado (200), con señales de odio es delito de odio: ninguno se recibe por internet.',
  'Force, threat or resistance makes it robbery (120): not for online.':
    'Con fuerza, amenaza o resistencia es robo con violencia (120): no se recibe por internet.',
  'A person who was seen, stopped or recorded is suspect information: an officer must take it.':
    'Una persona vista, detenida o grabada es información sobre un sospechoso: debe tomarlo un oficial.',
  "Unlawful entry = burglary (220); can't be taken online.":
    'Con entrada ilegal es allanamiento (220): no se recibe por internet.',
  'A part of the vehicle is 23G; the vehicle itself is 240, which is not for online.':
    'Una parte del vehículo es 23G; el vehículo mismo es 240, que no se recibe por internet.',
  'A stolen vehicle is 240, a stolen plate in use needs an officer: neither is for online.':
    'Un vehículo robado es 240, una placa robada en uso necesita un oficial: ninguno se recibe por internet.',
  'Only when none of 23A to 23G fits. Not 280, which is receiving or possessing stolen goods.':
    'Solo cuando no corresponde ninguno de 23A a 23G. No es 280, que es recibir o poseer bienes robados.',
  'Has no NIBRS code; do not force one on it. If somebody took it, it is larceny.':
    'No tiene código NIBRS; no le fuerce uno. Si alguien se lo llevó, es hurto.',
  'The most specific code wins. A victim who lives in the city may report here although it happened elsewhere.':
    'Vale el código más específico. Una víctima que vive en la ciudad puede reportar aquí aunque haya ocurrido en otro lugar.',
  'A place where the card was used may have a recording: look for evidence first.':
    'El lugar donde se usó la tarjeta puede tener una grabación: busque primero pruebas.',
  'Use a more specific code where one fits.': 'Use un código más específico si alguno corresponde.',
  "Another person's identity used for gain is 26F.": 'Usar la identidad de otra persona para obtener ganancia es 26F.',
  'A password that was given away freely is not hacking: see 26A, 26E.':
    'Una contraseña entregada voluntariamente no es intrusión: vea 26A, 26E.',
  'The forged check or bill is evidence: it must be collected by an officer.':
    'El cheque o billete falso es una prueba: debe recogerlo un oficial.',
  'Submitted more than once': 'Enviado más de una vez',
  'Submitted several times, and only one report is needed': 'Enviado varias veces, y basta con un solo reporte',
  'Wrong offense title': 'Tipo de delito equivocado',
  'Submitted under the wrong offense title, so a new report is needed':
    'Enviado con un tipo de delito equivocado, así que hace falta un reporte nuevo',
  'Not in the City of Hartford': 'Fuera de la ciudad de Hartford',
  'Does not meet requirement (1): the incident happened in the City of Hartford':
    'No cumple el requisito (1): el incidente ocurrió en la ciudad de Hartford',
  'Suspect information or evidence': 'Información sobre un sospechoso o pruebas',
  'Does not meet requirement (2): no suspect information or evidence that raises solvability':
    'No cumple el requisito (2): sin información sobre un sospechoso ni pruebas que faciliten resolver el caso',
  'Not one of the four kinds': 'No es uno de los cuatro tipos',
  'Does not meet requirement (3): one of the four kinds of report':
    'No cumple el requisito (3): uno de los cuatro tipos de reporte',
  'Not enough information': 'Información insuficiente',
  'All necessary information must be there; given only after a follow-up':
    'Debe estar toda la información necesaria; se da solo después de pedir información',
  'Withdrawn by the person': 'Retirado por la persona',
  'The person asked for the report to be withdrawn': 'La persona pidió que se retirara el reporte',
  'Test or false report': 'Prueba, o no es un reporte verdadero',
  'A report tells of a real incident; see the notice about false statements':
    'Un reporte cuenta un incidente real; vea el aviso sobre declaraciones falsas',
  'Serial number or IMEI': 'Número de serie o IMEI',
  'Description of the items': 'Descripción de los objetos',
  'Value or cost of the damage': 'Valor o costo del daño',
  'Proof of ownership': 'Prueba de propiedad',
  Photo: 'Foto',
  'Repair estimate': 'Presupuesto de reparación',
  'Exact time': 'Hora exacta',
  'Exact place': 'Lugar exacto',
  'What happened, in more detail': 'Qué pasó, con más detalle',
  'Phone number': 'Número de teléfono',
  "Who they're reporting for": 'Por quién actúa la persona',
  'Account statement': 'Estado de cuenta',
  'Amount lost': 'Cantidad perdida',
  'Bank or company contact': 'Contacto del banco o de la empresa',
  // Titles of the ready sentences.
  Sympathy: 'Lamentar lo ocurrido',
  'A good guess of the value is enough': 'Basta con un valor aproximado',
  'Photos from a telephone are enough': 'Bastan fotos del teléfono',
  'More time on request': 'Más tiempo si lo pide',
  'Answer by telephone': 'Responder por teléfono',
  'Ask that a recording be kept': 'Pedir que se guarde una grabación',
  'Leave traces as they are': 'Dejar las huellas como están',
  'Block card or account': 'Hacerlo bloquear',
  'If it turns up': 'Si aparece',
  'For the insurance company': 'Para la compañía de seguros',
  'Nothing is lost': 'No se pierde nada',
  'It was our mistake': 'Fue un error nuestro',
  'Read by somebody else': 'Leído por otra persona',
  'No other report like it': 'No hay otro reporte igual',
  'Nothing new on the telephone': 'Nada nuevo por teléfono',
  'Asked for the recording': 'Grabación pedida',
} as const;
