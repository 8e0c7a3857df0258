import type { ByLanguage } from './by-language.ts';

/**
 * A language that is added later may lack a notice. The notice is then shown in the agency's language, or else in
 * English.
 */
type Texts = ByLanguage<string> & { en: string };

/**
 * The four statements that CJIS Security Policy AC-8 requires, in general terms; an agency's counsel replaces them with
 * the agency's own text.
 */
export const USE_NOTICE: Texts = {
  en: [
    'You are accessing a restricted information system of a law enforcement agency.',
    'System use may be monitored, recorded and audited.',
    'Unauthorized use is prohibited and subject to criminal and civil penalties.',
    'By continuing, you consent to monitoring and recording.',
  ].join('\n'),
  es: [
    'Está a punto de usar un sistema de información restringido de una agencia de la ley.',
    'El uso del sistema puede ser supervisado, registrado y auditado.',
    'El uso sin autorización está prohibido y puede ser sancionado por las leyes penales y civiles.',
    'Al continuar, usted acepta que se supervise y se registre.',
  ].join('\n'),
};

/** The same notice for the public pages, where no one signs in and submitting a report counts as consent. */
export const PUBLIC_USE_NOTICE: Texts = {
  en: [
    'These pages are part of a police department information system. What you send here is recorded and kept, and may be monitored and audited.',
    'They are for reporting incidents and for following your own reports. Any other use is prohibited and subject to criminal and civil penalties.',
    'By continuing, you agree to this.',
  ].join('\n'),
  es: [
    'Estas páginas pertenecen a un sistema de información de un departamento de policía. Lo que envíe aquí queda registrado y guardado, y puede ser supervisado y auditado.',
    'Sirven para reportar incidentes y para dar seguimiento a sus propios reportes. Cualquier otro uso está prohibido y puede ser sancionado por las leyes penales y civiles.',
    'Al continuar, usted acepta estas condiciones.',
  ].join('\n'),
};
