import './styles/index.css';
import { spokenOf } from '#shared/words/languages.ts';
import { speak } from './t.ts';

/**
 * The language is loaded first, because other modules format their messages when they load. The main process wrote the
 * language into the page.
 */
async function start(): Promise<void> {
  await speak(spokenOf(document.documentElement.lang) ?? 'en');
  const { showApp } = await import('./root.tsx');
  showApp();
  const { warmDanger } = await import('#shared/screening/danger.ts');
  // While someone types the password, so that the first report does not wait for it.
  requestIdleCallback(() => warmDanger());
}

void start();
