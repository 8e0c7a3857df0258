/**
 * The wording of letters that were added to the product after agencies had published their policies. It is used until
 * an agency publishes its own wording.
 */
export const LATER_LETTERS = {
  added: {
    en: {
      subject: 'We have what you sent about report {tracking}',
      paragraphs: [
        'Dear {person},',
        'What you sent us about your report {tracking} has arrived. An officer will see it together with your report.',
        'You can see your report on its own page. This link is private and only for you, so please don’t share it:\n{link}',
        'If you did not send anything, call {review_phone} and mention {tracking}.',
        'Sincerely,\n{agency}',
      ],
    },
    es: {
      subject: 'Hemos recibido lo que envió sobre el reporte {tracking}',
      paragraphs: [
        'Saludos, {person}:',
        'Hemos recibido lo que nos envió sobre su reporte {tracking}. Un oficial lo verá junto con su reporte.',
        'Puede ver su reporte en su propia página. Este enlace es privado y solo para usted; no lo comparta, por favor:\n{link}',
        'Si usted no envió nada, llame al {review_phone} y mencione el número {tracking}.',
        'Atentamente,\n{agency}',
      ],
    },
  },
  message: {
    en: {
      subject: 'A message about your report {tracking}',
      paragraphs: [
        'Dear {person},',
        'An officer wrote to you about your report {tracking}.',
        'The message: {note}',
        'Read it and answer on your report’s own page. This link is private and only for you, so please don’t share it:\n{link}',
        'If you would rather talk with us, call {review_phone} and mention {tracking}.',
        'Sincerely,\n{agency}',
      ],
    },
    es: {
      subject: 'Un mensaje sobre su reporte {tracking}',
      paragraphs: [
        'Saludos, {person}:',
        'Un oficial le escribió acerca de su reporte {tracking}.',
        'El mensaje: {note}',
        'Léalo y respóndalo en la propia página de su reporte. Este enlace es privado y solo para usted; no lo comparta, por favor:\n{link}',
        'Si prefiere hablar con nosotros, llame al {review_phone} y mencione el número {tracking}.',
        'Atentamente,\n{agency}',
      ],
    },
  },
  late: {
    en: {
      subject: 'Our answer about your report {tracking} is late',
      paragraphs: [
        'Dear {person},',
        'We promised to answer your report {tracking} within {promise_days} business days. We have not done so yet, and we are sorry.',
        'Your report is not lost, and an officer will read it. You do not need to do anything or send it again.',
        'You can check its status on its own page. This link is private and only for you, so please don’t share it:\n{link}',
        'If something has changed, or you cannot wait, call {review_phone} and mention {tracking}. If someone is in danger, call 911.',
        'Sincerely,\n{agency}',
      ],
    },
    es: {
      subject: 'Nuestra respuesta sobre su reporte {tracking} se retrasa',
      paragraphs: [
        'Saludos, {person}:',
        'Le prometimos responder a su reporte {tracking} en {promise_days} días hábiles. No lo hemos logrado, y lo lamentamos.',
        'Su reporte no se ha perdido, y un oficial lo leerá. No es necesario que haga nada ni que lo envíe de nuevo.',
        'En la propia página de su reporte puede ver en qué estado está. Este enlace es privado y solo para usted; no lo comparta, por favor:\n{link}',
        'Si algo ha cambiado o si no puede esperar, llame al {review_phone} y mencione el número {tracking}. Si alguien está en peligro, llame al 911.',
        'Atentamente,\n{agency}',
      ],
    },
  },
  link_again: {
    en: {
      subject: 'The link to your report {tracking}',
      paragraphs: [
        'Dear {person},',
        'You asked for the link to your report {tracking}. It opens the report’s own page, where you can see its status and our letters, and write to us. This link is private and only for you, so please don’t share it:\n{link}',
        'Links from earlier letters keep working until they end.',
        'If you did not ask for this, you don’t need to do anything. If you have a question, call {review_phone} and mention {tracking}.',
        'Sincerely,\n{agency}',
      ],
    },
    es: {
      subject: 'El enlace a su reporte {tracking}',
      paragraphs: [
        'Saludos, {person}:',
        'Usted pidió el enlace a su reporte {tracking}. Abre la propia página del reporte, donde puede ver en qué estado está y nuestras cartas, y escribirnos. Este enlace es privado y solo para usted; no lo comparta, por favor:\n{link}',
        'Los enlaces de cartas anteriores siguen sirviendo hasta que terminen.',
        'Si usted no lo pidió, no tiene que hacer nada. Si tiene alguna pregunta, llame al {review_phone} y mencione el número {tracking}.',
        'Atentamente,\n{agency}',
      ],
    },
  },
};

/** Adds these letters to those of an older policy. */
export const withLaterLetters = (letters: unknown): unknown =>
  typeof letters === 'object' && letters !== null ? { ...LATER_LETTERS, ...letters } : letters;
