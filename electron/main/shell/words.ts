/// <reference types="vite/types/importMeta.d.ts" />
import type { Language } from '#shared/domain/report.ts';
import type { ErrorShape } from '#shared/errors.ts';
import { app as english } from '#shared/words/en/app.ts';
import { createMessages } from '#shared/words/messages.ts';

const messages = createMessages(english);
/** The message catalogs of all languages, loaded by Vite. */
const CATALOGS = import.meta.glob<Readonly<Record<keyof typeof english, string>>>('../../../shared/words/*/app.ts', {
  eager: true,
  import: 'app',
});

/** Messages shown outside the window's page: menu, notifications, dialogs. They are rebuilt each time they are shown. */
export const { t, language } = messages;

export const errorSentence = ({ code, detail }: Pick<ErrorShape, 'code' | 'detail'>): string =>
  detail === null ? messages.say('errors', { code, params: {} }) : messages.say('errors.detail', detail);

let spoken: Language | null = null;

/** Sets the language; returns false when it was already set. */
export function speak(next: Language): boolean {
  if (next === spoken) return false;
  spoken = next;
  messages.speak(next, CATALOGS[`../../../shared/words/${next}/app.ts`] ?? english);
  return true;
}
