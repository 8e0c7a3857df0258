import type { Language } from '#shared/domain/report.ts';
import type { PortalText } from '../form/wording.ts';
import { en } from './text.en.ts';
import { es } from './text.es.ts';

export function textIn(language: Language): PortalText {
  return language === 'es' ? es : en;
}
