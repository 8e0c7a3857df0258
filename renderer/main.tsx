import './styles/index.css';
import { spokenOf } from '#shared/words/languages.ts';
import { keepPressesSteady } from './hooks/steady-press.ts';
import { speak } from './t.ts';

/**
 * Loads the language first, because other modules format messages as they load. The main process wrote the language
 * code into the page's `lang` attribute.
 */
async function start(): Promise<void> {
  await speak(spokenOf(document.documentElement.lang) ?? 'en');
  const { showApp } = await import('./root.tsx');
  showApp();
  keepPressesSteady(document);
  const { warmDanger } = await import('#shared/screening/danger.ts');
  // Warm up while the password is being typed, so that the first report doesn't have to wait.
  requestIdleCallback(() => warmDanger());
}

void start();
