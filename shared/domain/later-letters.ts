/**
 * The wording of letters that the product gained after agencies had published their policies. It is used until an agency
 * publishes its own.
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
};

/** Adds them to the letters of an older policy. */
export const withLaterLetters = (letters: unknown): unknown =>
  typeof letters === 'object' && letters !== null ? { ...LATER_LETTERS, ...letters } : letters;
