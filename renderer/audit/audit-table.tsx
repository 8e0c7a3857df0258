import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { DecisionQuery, DecisionRow } from '#shared/domain/decision-record.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { OfficerName } from '../ui/openings-table.tsx';
import { Tag } from '../ui/tag.tsx';
import { ACT_NOUNS } from '../wording/words.ts';
import { Cause } from './cause.tsx';
import { LETTER_STATES } from './letter-states.ts';

type Direction = DecisionQuery['direction'];

/** A page of decisions, sorted by time. */
export function AuditTable({
  rows,
  first,
  busy,
  direction,
  openId,
  onDirection,
  onOpen,
}: {
  rows: readonly DecisionRow[];
  /** The number of decisions before this page. */
  first: number;
  busy: boolean;
  direction: Direction;
  openId: string | null;
  onDirection: (direction: Direction) => void;
  onOpen: (row: DecisionRow) => void;
}) {
  return (
    <div className="audit-scroll">
      {/* No total is shown, because counting a million rows would take too long. */}
      <table
        className={busy ? 'audit-table grid-busy' : 'audit-table'}
        aria-label={t('common.decisions')}
        aria-rowcount={-1}
        aria-busy={busy}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" aria-sort={direction === 'asc' ? 'ascending' : 'descending'}>
              <Button
                className="sort-button"
                onPress={() => onDirection(direction === 'asc' ? 'desc' : 'asc')}
                aria-label={direction === 'asc' ? t('trail.newestFirst') : t('trail.oldestFirst')}
              >
                {t('common.when')}
                {direction === 'asc' ? (
                  <ArrowUp className="sort-icon" aria-hidden />
                ) : (
                  <ArrowDown className="sort-icon" aria-hidden />
                )}
              </Button>
            </th>
            {[
              t('common.officer'),
              t('common.trackingNumber'),
              t('audit.decision'),
              t('common.why'),
              t('common.letter'),
            ].map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // Keyboard users open the row with the button inside it; clicking anywhere in the row is a convenience for
            // mouse users.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <tr
              key={row.id}
              aria-rowindex={first + at + 2}
              className={row.id === openId ? 'audit-open' : undefined}
              onClick={() => onOpen(row)}
            >
              <td>
                <DayTime at={row.at} />
              </td>
              <td>
                <OfficerName {...row.officer} />
              </td>
              <td>
                <Button
                  className="button button-link"
                  aria-label={t('audit.openDecisionOnNumber', { number: row.trackingNumber })}
                  onPress={() => onOpen(row)}
                >
                  <span className="cell-number">{row.trackingNumber}</span>
                </Button>
              </td>
              <td className="audit-kind">
                <Tag tone={row.kind === 'approve' ? 'ok' : row.kind === 'reject' ? 'danger' : 'plain'}>
                  {ACT_NOUNS[row.kind]}
                </Tag>
              </td>
              <td>
                <Marks row={row} />
                <Cause row={row} isCut />
              </td>
              <td>{row.letter === null ? '–' : LETTER_STATES[row.letter.state].short}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Marks what a supervisor should notice before opening the row. */
function Marks({ row: { removed, circumstances, hintsFollowed } }: { row: DecisionRow }) {
  return (
    <>
      {removed && (
        <>
          <Tag>{t('trail.removed')}</Tag>{' '}
        </>
      )}
      {circumstances?.offline === true && (
        <>
          <Tag>{t('trail.offline')}</Tag>{' '}
        </>
      )}
      {hintsFollowed === false && (
        <>
          <Tag tone="warn">{t('trail.notFollowed')}</Tag>{' '}
        </>
      )}
    </>
  );
}
