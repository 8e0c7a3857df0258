import type { CacheState } from '#shared/ipc-shapes.ts';
import { t } from '../t.ts';
import { sizeWords } from '../wording/size-words.ts';
import { FactLine } from './fact-line.tsx';

/**
 * Shows how much data this workstation stores. Without a keychain, the data is kept only in memory and lost when the
 * application closes.
 */
export function StoredLine({ cache: { kind, reports, bytes, drafts } }: { cache: CacheState }) {
  return (
    <FactLine name={kind === 'memory' ? t('common.inMemoryOnly') : t('common.storedHere')}>
      {t('common.nReports', { n: reports })}, {sizeWords(bytes)}
      {drafts > 0 && ` · ${t('common.nUnfinishedForms', { n: drafts })}`}
    </FactLine>
  );
}
