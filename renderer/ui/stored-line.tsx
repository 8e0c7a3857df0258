import type { CacheState } from '#shared/ipc-shapes.ts';
import { plural, t } from '../t.ts';
import { FactLine } from './fact-line.tsx';
import { sizeWords } from './size-words.ts';

/** How much this workstation has; without a keychain nothing of it is kept when the application is closed. */
export function StoredLine({ cache: { kind, reports, bytes, drafts } }: { cache: CacheState }) {
  return (
    <FactLine name={kind === 'memory' ? t('Only in memory') : t('Kept here')}>
      {plural(reports, '{n} report', '{n} reports')}, {sizeWords(bytes)}
      {drafts > 0 && ` · ${plural(drafts, '{n} half-written form', '{n} half-written forms')}`}
    </FactLine>
  );
}
