import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { DecisionQuery, DecisionRow } from '#shared/domain/decision-record.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { Tag } from '../ui/tag.tsx';
import { ACT_NOUNS } from '../wording/words.ts';
import { Cause } from './cause.tsx';
import { LETTER_STATES } from './letter-states.ts';

type Sort = Pick<DecisionQuery, 'sort' | 'direction'>;

const features = tableFeatures({ rowSortingFeature });
const helper = createColumnHelper<typeof features, DecisionRow>();
const draw = (
  id: DecisionQuery['sort'],
  header: string,
  cell: (row: DecisionRow) => React.ReactNode,
  descFirst = false,
) =>
  helper.display({ id, header, enableSorting: true, sortDescFirst: descFirst, cell: ({ row }) => cell(row.original) });

/** The server sorts; these columns only render. */
const columns = [
  draw('at', t('common.when'), (row) => <DayTime at={row.at} />, true),
  draw('officer', t('common.officer'), (row) => <span className="cut">{row.officer.displayName}</span>),
  draw('trackingNumber', t('common.trackingNumber'), (row) => (
    <span className="cell-number">{row.trackingNumber}</span>
  )),
  draw('kind', t('audit.decision'), (row) => (
    <Tag tone={row.kind === 'approve' ? 'ok' : row.kind === 'reject' ? 'danger' : 'plain'}>{ACT_NOUNS[row.kind]}</Tag>
  )),
  draw('why', t('common.why'), (row) => <Cause row={row} className="cut" />),
  draw('letter', t('common.letter'), (row) => (row.letter === null ? '–' : LETTER_STATES[row.letter.state].short)),
];

export function AuditTable({
  rows,
  total,
  offset,
  busy,
  sort,
  openId,
  onSort,
  onOpen,
}: {
  rows: DecisionRow[];
  total: number;
  offset: number;
  busy: boolean;
  sort: Sort;
  openId: string | null;
  onSort: (sort: Sort) => void;
  onOpen: (row: DecisionRow) => void;
}) {
  const sorting = useMemo(() => [{ id: sort.sort, desc: sort.direction === 'desc' }], [sort]);
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting },
    onSortingChange: (update) => {
      const next = (typeof update === 'function' ? update(sorting) : update)[0];
      if (next) onSort({ sort: next.id as Sort['sort'], direction: next.desc ? 'desc' : 'asc' });
    },
  });
  return (
    <div className="audit-scroll">
      <table
        className={busy ? 'audit-table grid-busy' : 'audit-table'}
        aria-label={t('common.decisions')}
        aria-rowcount={total + 1}
        aria-busy={busy}
      >
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    scope="col"
                    key={header.id}
                    aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
                  >
                    <Button className="sort-button" onPress={() => header.column.toggleSorting()}>
                      <table.FlexRender header={header} />
                      {sorted === 'asc' && <ArrowUp className="sort-icon" aria-hidden />}
                      {sorted === 'desc' && <ArrowDown className="sort-icon" aria-hidden />}
                    </Button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row, at) => (
            // Keyboard users open the row with the button inside it; clicking anywhere in the row is a convenience for
            // mouse users.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <tr
              key={row.id}
              aria-rowindex={offset + at + 2}
              className={row.original.id === openId ? 'audit-open' : undefined}
              onClick={() => onOpen(row.original)}
            >
              {row.getAllCells().map((cell) => (
                <td key={cell.id}>
                  {cell.column.id === 'trackingNumber' ? (
                    <Button
                      className="button button-link"
                      aria-label={t('audit.openDecisionOnNumber', { number: row.original.trackingNumber })}
                      onPress={() => onOpen(row.original)}
                    >
                      <table.FlexRender cell={cell} />
                    </Button>
                  ) : (
                    <table.FlexRender cell={cell} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
