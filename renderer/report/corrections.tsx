import { PencilLine } from 'lucide-react';
import { createContext, useContext } from 'react';
import type { CorrectedValue, Correction } from '#shared/domain/correction.ts';
import { correctedFacts } from '#shared/domain/known-facts.ts';
import type { Facts } from '#shared/domain/report.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import { usePrinting } from '../hooks/use-printing.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { valueWords } from '../wording/field-words.ts';
import { CopyValue } from './copy-value.tsx';

/** Corrections to show next to the reporter's own words, oldest first. */
export const Corrections = createContext<readonly Correction[]>([]);

/** The corrections made later, if the report is shown as it was at an earlier time. */
export const CorrectedSince = createContext<readonly Correction[]>([]);

/** Acts on the open report, including corrections, that have not reached the server yet. */
export const Unsent = createContext<readonly Pick<OutboxRow, 'act'>[]>([]);

/** Whether a correction is shown next to the reporter's value. */
export function useIsCorrected(): (field: string | undefined) => boolean {
  const earlier = useContext(Corrections);
  const unsent = useContext(Unsent);
  return (field) => field !== undefined && (earlier.some((one) => one.field === field) || !!unsentFor(field, unsent));
}

/** The corrections among acts that have not reached the server yet, oldest first. */
export const unsentCorrections = (unsent: readonly Pick<OutboxRow, 'act'>[]) =>
  unsent.flatMap(({ act }) => (act.kind === 'correct' ? [act] : []));

const unsentFor = (field: string, unsent: readonly Pick<OutboxRow, 'act'>[]) =>
  unsentCorrections(unsent).findLast((act) => act.field === field);

/** The facts with all corrections that are shown applied, for sums and counts. */
export function useCorrectedFacts(facts: Facts): Facts {
  return correctedFacts(facts, [...useContext(Corrections), ...unsentCorrections(useContext(Unsent))]);
}

/**
 * Shows a field's newest correction and the one that has not been sent yet. For a report shown as it was at an earlier
 * time, also shows the newest one made after that time. Renders nothing if there are none.
 */
export function Corrected({ field, isReached = false }: { field: string; isReached?: boolean }) {
  const earlier = useContext(Corrections).findLast((one) => one.field === field);
  const since = useContext(CorrectedSince).findLast((one) => one.field === field);
  const unsent = unsentFor(field, useContext(Unsent));
  const printing = usePrinting();
  return (
    <>
      {earlier !== undefined && (
        <Line
          {...earlier}
          copied={unsent === undefined ? { isReached } : null}
          by={t('report.correctedByName', { name: earlier.by.displayName })}
        />
      )}
      {since !== undefined && (
        <Line {...since} copied={null} by={t('trail.correctedSinceByName', { name: since.by.displayName })} isSince />
      )}
      {unsent !== undefined && (
        <Line
          field={field}
          value={unsent.value}
          why={unsent.note}
          by={printing ? t('report.correctedNotSentWhenPrinted') : t('report.correctedByYouNotSentYet')}
          copied={{ isReached }}
        />
      )}
    </>
  );
}

type LineProps = {
  field: string;
  value: CorrectedValue;
  why: string;
  by: string;
  isSince?: boolean;
  /** Null for a value that is not the newest, so a click does not copy it. */
  copied: { isReached: boolean } | null;
};

function Line({ field, value, why, by, isSince = false, copied }: LineProps) {
  const { zone } = useDesk();
  const words = valueWords(field, value, zone);
  return (
    <div className={isSince ? 'corrected changed-since' : 'corrected'}>
      <PencilLine className="tag-icon" aria-hidden />
      <span>
        <strong dir="auto">
          {copied === null || value === null ? words : <CopyValue {...copied}>{words}</CopyValue>}
        </strong>{' '}
        <span className="faint" title={why}>
          {by}
        </span>
      </span>
    </div>
  );
}
