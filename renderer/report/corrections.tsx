import { PencilLine } from 'lucide-react';
import { createContext, useContext } from 'react';
import type { Correction } from '#shared/domain/correction.ts';
import { t } from '../t.ts';
import { useDesk } from '../ui/desk-clock.tsx';
import { valueWords } from '../wording/field-words.ts';

/** Corrections to show next to the reporter's own words, oldest first. */
export const Corrections = createContext<readonly Correction[]>([]);

/** Corrections made after what is shown, where a report is shown as it was. */
export const CorrectedSince = createContext<readonly Correction[]>([]);

/** The newest correction of a field, and the newest made since; renders nothing if the field has none. */
export function Corrected({ field }: { field: string }) {
  const standing = useContext(Corrections).findLast((one) => one.field === field);
  const since = useContext(CorrectedSince).findLast((one) => one.field === field);
  return (
    <>
      {standing !== undefined && <Line correction={standing} />}
      {since !== undefined && <Line correction={since} isSince />}
    </>
  );
}

function Line({
  correction: { field, value, why, by },
  isSince = false,
}: {
  correction: Correction;
  isSince?: boolean;
}) {
  const { displayName: name } = by;
  const { zone } = useDesk();
  return (
    <div className={isSince ? 'corrected changed-since' : 'corrected'}>
      <PencilLine className="tag-icon" aria-hidden />
      <span>
        <strong dir="auto">{valueWords(field, value, zone)}</strong>{' '}
        <span className="faint" title={why}>
          {isSince ? t('trail.correctedSinceByName', { name }) : t('report.correctedByName', { name })}
        </span>
      </span>
    </div>
  );
}
