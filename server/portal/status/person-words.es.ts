import { type PersonWords, sizeWords } from './person-words.ts';

const days = (count: number) => (count === 1 ? '1 día laborable' : `${count} días laborables`);

export const es: PersonWords = {
  files: {
    label: 'Fotografías y documentos',
    hint: 'Fotografías (JPEG, PNG, WebP) o PDF, por ejemplo recibos. Hasta 10 archivos de 10 MB cada uno. Se guardan tal como los envía, como prueba. Si su teléfono le deja elegir, envíe JPEG: una fotografía HEIC se guarda, pero no se le puede mostrar al oficial directamente.',
    choose: 'Elegir archivos',
    none: 'Ningún archivo',
    byFile: 'Basta con un archivo, más abajo.',
    kept: 'Archivos recibidos',
    add: 'Añadir estos archivos ahora',
    drop: 'Quitar',
    size: (bytes) => sizeWords(bytes, 'es-US'),
    reportFull: 'Su reporte ya tiene todos los archivos que caben. Quite estos y llámenos para contarnos de ellos',
    problems: {
      empty: (name) => `«${name}» está vacío`,
      kind: (name) => `«${name}» no es ni una fotografía (JPEG, PNG, WebP) ni un PDF`,
      tooManyPixels: (name) =>
        `«${name}» es demasiado ancha o alta para nosotros. Envíe una copia más pequeña, por ejemplo una captura de pantalla`,
      unreadable: (name) => `No pudimos abrir «${name}» como imagen. Guárdela otra vez o tome una fotografía nueva`,
      tooLarge: (name) => `«${name}» pasa de 10 MB`,
      tooMany: (name) => `«${name}» no se guardó: aquí no caben más de 10 archivos`,
      full: (name) => `«${name}» no se pudo guardar en este momento. Envíe el formulario sin él y añádalo más tarde`,
    },
  },
  status: {
    title: 'Cómo va su reporte',
    lead: 'Vio los dos en la página después de enviarlo. El enlace de nuestro correo o carta abre esta página sin ellos.',
    number: { label: 'Número de seguimiento', hint: 'Por ejemplo: T26-004812-6' },
    code: { label: 'Código de acceso privado', hint: '26 letras y números; no importan los espacios ni los guiones' },
    open: 'Ver mi reporte',
    wrong:
      'No conocemos ningún reporte con este número y este código. Revise los dos, o abra el enlace de nuestro correo',
    sent: {
      code: 'Su código de acceso privado',
      keep: 'Con él puede ver cómo va su reporte, añadir algo o retirarlo. Quien lo tenga también puede hacerlo: anótelo y no lo comparta.',
      link: 'Abrir la página de su reporte',
    },
    report: (tracking) => `Reporte ${tracking}`,
    kind: 'De qué se trata',
    received: 'Recibido',
    caseNumber: 'Número de caso',
    stages: {
      unconfirmed: {
        title: 'Esperamos que confirme su dirección de correo',
        next: 'Abra el enlace del correo que le enviamos. Hasta entonces ningún oficial ve su reporte.',
      },
      waiting: {
        title: 'Su reporte espera a un oficial',
        next: 'Un oficial lo lee y decide, o le pide más información.',
      },
      awaiting_citizen: {
        title: 'Necesitamos algo de usted',
        next: 'Un oficial le pidió lo que falta. Su reporte sigue en cuanto usted responda.',
      },
      resubmitted: {
        title: 'Tenemos su respuesta',
        next: 'Su reporte está otra vez entre los primeros. Un oficial lee su respuesta y decide.',
      },
      escalated: { title: 'Un supervisor mira su reporte', next: 'Un supervisor lo lee y decide.' },
      returned: {
        title: 'Su reporte se lee de nuevo',
        next: 'Se anuló una decisión anterior. Un oficial lee el reporte otra vez y le escribe.',
      },
      appealed: {
        title: 'Usted pidió que lo miráramos otra vez',
        next: 'Una persona que no decidió antes lee su reporte y le escribe.',
      },
      approved: {
        title: 'Su reporte está aprobado',
        next: 'Ahora es un reporte policial con el número de caso que ve abajo. Puede imprimir una copia para su aseguradora. Es posible que no haya investigación; le escribiremos si hay novedades.',
      },
      rejected: {
        title: 'Su reporte no fue aceptado',
        next: 'La carta de abajo dice por qué, y qué puede hacer ahora.',
      },
      withdrawn: {
        title: 'Usted retiró su reporte',
        next: 'No se hará nada más con él. Puede hacer uno nuevo cuando quiera.',
      },
      closed_no_answer: {
        title: 'Cerrado porque no llegó respuesta',
        next: 'Todavía puede responder: entonces su reporte se abre de nuevo.',
      },
    },
    promise: (count, by) => `Prometimos responder en ${days(count)}: a más tardar el ${by}.`,
    left: (count) => (count === 1 ? 'Falta 1 día laborable.' : `Faltan ${days(count)}.`),
    today: 'Es hoy.',
    late: (count, phone) =>
      `Llevamos ${days(count)} de retraso y lo sentimos. Su reporte no se ha perdido. Si no puede esperar, llame al ${phone}.`,
    answerBy: (by) => `Responda, por favor, a más tardar el ${by}.`,
    done: 'Lo que ha pasado hasta ahora',
    steps: {
      submitted: 'Usted envió su reporte',
      asked: 'Le pedimos lo que falta',
      reminded: 'Le enviamos un recordatorio',
      called: 'Intentamos llamarle',
      answered: 'Usted respondió',
      added: 'Usted añadió algo',
      approved: 'El reporte fue aprobado',
      rejected: 'El reporte no fue aceptado',
      returned: 'Se anuló la decisión',
      withdrawn: 'Usted retiró el reporte',
      closed: 'Cerrado porque no llegó respuesta',
      appealed: 'Usted pidió que lo miráramos otra vez',
      appeal_decided: 'Decidimos sobre su petición',
    },
    letters: 'Lo que le escribimos',
    thisPage: '(esta página)',
    inLetter: '(el enlace de nuestro correo o carta)',
    can: 'Qué puede hacer',
    acts: {
      answer: 'Responder lo que le pedimos',
      again: 'Enviarlo de nuevo bajo otro tipo, con todo ya puesto',
      add: 'Añadir información o fotografías',
      appeal: 'Pedir que miremos la decisión otra vez',
      withdraw: 'Retirar el reporte',
      copy: 'Copia para su aseguradora (PDF)',
    },
    cannot: (phone) => `Para cualquier otra cosa, llame al ${phone} y tenga a mano su número de seguimiento.`,
    back: 'Volver a su reporte',
    keepPrivate: 'Quien tenga la dirección de esta página puede ver su reporte. No la comparta.',
    forms: {
      add: {
        title: 'Añadir información',
        lead: 'Lo que escriba queda junto a su reporte; lo que contó antes no cambia.',
        label: '¿Qué quiere añadir?',
        submit: 'Añadir esto a mi reporte',
      },
      appeal: {
        title: 'Pedir que lo miremos otra vez',
        lead: 'Puede hacerlo una sola vez. Una persona que no decidió antes lee su reporte y lo que escriba aquí.',
        label: '¿Por qué cree que la decisión está equivocada?',
        submit: 'Pedir que lo miren otra vez',
      },
      withdraw: {
        title: 'Retirar el reporte',
        lead: 'Ningún oficial seguirá con él. No se puede deshacer, pero puede hacer un reporte nuevo cuando quiera.',
        label: 'Si quiere, díganos por qué',
        submit: 'Retirar mi reporte',
      },
    },
    didAdd: 'Gracias. Ya está en su reporte.',
    didAnswer: 'Gracias. Su respuesta ha llegado y su reporte está otra vez entre los primeros.',
    didWithdraw: 'Su reporte queda retirado.',
    didAppeal: 'Miraremos la decisión otra vez y le escribiremos.',
    empty: 'Escriba algo o añada un archivo',
    noWords: 'Diga por qué lo cree',
    noLonger: 'Eso ya no es posible: entretanto pasó algo con su reporte. Mire cómo va ahora.',
  },
};
