import type { FieldError } from '#shared/field-error.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { fieldSentence } from '../wording/error-words.ts';
import { PlaceList } from './place-list.tsx';

/** Problems in a draft, or things to check, and where they are; see `PlaceList`. */
export function FaultList({
  faults,
  doc = null,
  onGo,
  title = t('policy.nFaults', { n: faults.length }),
}: {
  faults: readonly FieldError[];
  doc?: unknown;
  onGo?: (path: string) => void;
  title?: string;
}) {
  if (faults.length === 0) return null;
  const lines = faults.map((fault) => ({ path: fault.path, words: fieldSentence(fault) }));
  return (
    <Notice tone="warn" title={title}>
      <PlaceList lines={lines} doc={doc} onGo={onGo} />
    </Notice>
  );
}
