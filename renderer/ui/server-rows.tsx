import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { t } from '../t.ts';
import type { LiveValue } from '../use-live.ts';
import { Empty } from './empty.tsx';
import { LastLoaded, shownOf } from './last-loaded.tsx';
import { ListError } from './list-error.tsx';
import { Skeleton } from './skeleton.tsx';

/**
 * Rows that only the server has. If the connection is lost, the last rows loaded stay, with a note that says so, unless
 * the request changes.
 * @param pager the controls for other pages.
 */
export function ServerRows<Row>({
  label,
  live,
  empty,
  pager,
  children,
}: {
  /** Label of the scrolling region. Not needed if each row has a button, because Tab can then reach the rows. */
  label?: string;
  live: LiveValue<{ rows: Row[] }>;
  empty: { icon: LucideIcon; title: string; more?: string; actions?: ReactNode };
  pager?: ReactNode;
  children: (rows: Row[]) => ReactNode;
}) {
  const { value, error, slow, refresh } = live;
  const shown = shownOf(live);
  return (
    <div className="audit-list">
      {error !== null && shown === undefined && <ListError error={error} onRetry={refresh} />}
      <LastLoaded live={live} />
      {error === null && value === undefined && slow && <Skeleton lines={12} label={t('ui.loading')} />}
      {shown?.rows.length === 0 && (
        <Empty icon={empty.icon} title={empty.title} actions={empty.actions}>
          {empty.more}
        </Empty>
      )}
      {shown !== undefined && shown.rows.length > 0 && (
        <>
          {/* A scrolling region must be reachable by Tab so that it can be scrolled from the keyboard. */}
          <section
            className={slow ? 'audit-scroll grid-busy' : 'audit-scroll'}
            aria-label={label}
            tabIndex={label === undefined ? undefined : 0}
          >
            {children(shown.rows)}
          </section>
          {pager}
        </>
      )}
    </div>
  );
}

/** The pager of a list of known length. */
export function Pages({
  words,
  offset,
  shown,
  total,
  page,
  onOffset,
}: {
  /** Describes which rows are shown; by default without a noun. */
  words?: (from: number, to: number) => string;
  offset: number;
  shown: number;
  total: number;
  page: number;
  onOffset: (offset: number) => void;
}) {
  return (
    <div className="pager">
      <span>
        {words?.(offset + 1, offset + shown) ??
          t('find.fromToOfTotal', { from: offset + 1, to: offset + shown, total })}
      </span>
      <Button className="button" isDisabled={offset === 0} onPress={() => onOffset(Math.max(0, offset - page))}>
        {t('common.previous')}
      </Button>
      <Button className="button" isDisabled={offset + shown >= total} onPress={() => onOffset(offset + page)}>
        {t('common.next')}
      </Button>
    </div>
  );
}
