import type { ReviewTrayRow } from '#shared/domain/second-review.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';

/** Shows which other supervisors have opened a review, so that no two unknowingly work on the same one. */
export function OpenedBy({ row }: { row: ReviewTrayRow }) {
  const { openedBy, part, reviewer, begunAt } = row;
  if (part === 'left' && reviewer !== null && begunAt !== null)
    return rich('second-review.begunByNameWhen', { name: reviewer, when: <DayTime at={begunAt} /> });
  if (openedBy.length === 0) return <span className="faint">{t('second-review.nobodyElse')}</span>;
  return openedBy.map(({ displayName, at }) => (
    <span className="tray-more" key={`${displayName}${at}`}>
      {rich('second-review.openedByNameWhen', { name: displayName, when: <DayTime at={at} /> })}
    </span>
  ));
}
