import type { ByLanguage } from './by-language.ts';

/**
 * Whom someone can turn to who is hurt or threatened by a person close to them, and how to call safely; one line for
 * each. It is used until an agency publishes its own words. CT Safe Connect is Connecticut's statewide line; both lines
 * answer at any hour, also in Spanish, and text-to-911 works in all of Connecticut.
 */
export const SAFETY_HELP: ByLanguage<string> & { en: string } = {
  en: [
    'If you are in danger and it is not safe to talk, text 911. Say where you are first.',
    'CT Safe Connect: call or text 888-774-2900, day or night. It is free and confidential, in English and Spanish, and you do not have to make a police report.',
    'National Domestic Violence Hotline: call 1-800-799-7233, day or night, or text START to 88788. It is free and confidential.',
    'To call safely: if someone checks your phone, use one that they can’t see, such as a friend’s or one at work. Calls and texts stay in the phone’s list and can be on the bill, and this page stays in the browser’s history.',
  ].join('\n'),
  es: [
    'Si está en peligro y no es seguro hablar, envíe un mensaje de texto al 911. Diga primero dónde está.',
    'CT Safe Connect: llame o envíe un mensaje de texto al 888-774-2900, de día o de noche. Es gratis y confidencial, en español y en inglés, y no tiene que hacer un reporte a la policía.',
    'Línea Nacional contra la Violencia Doméstica: llame al 1-800-799-7233, de día o de noche, o envíe la palabra START al 88788. Es gratis y confidencial, también en español.',
    'Para llamar sin riesgo: si alguien revisa su teléfono, use otro que esa persona no pueda ver, como el de una amistad o el del trabajo. Las llamadas y los mensajes quedan en la lista del teléfono y pueden salir en la factura, y esta página queda en el historial del navegador.',
  ].join('\n'),
};

/** The questions that offered no help in policies that were published before an agency could choose them. */
const OFFERED_BEFORE: readonly string[] = ['danger', 'force'];

/** Whether someone who answers yes to a question is told whom they can turn to. */
export const offersHelp = (question: { code: string; offersHelp?: boolean | undefined }): boolean =>
  question.offersHelp ?? OFFERED_BEFORE.includes(question.code);
