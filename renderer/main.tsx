import './styles/index.css';
import { spokenOf } from '#shared/words/languages.ts';
import { speak } from './t.ts';

/** The language comes first, because other modules say their texts when they are loaded; the main process wrote it into the page. */
async function start(): Promise<void> {
  await speak(spokenOf(document.documentElement.lang) ?? 'en');
  const { showApp } = await import('./root.tsx');
  showApp();
}

void start();
