import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Workstation } from '#shared/domain/workstation.ts';
import { t } from '../t.ts';
import { COLUMNS, type Column, columnsFor } from './workstation-columns.tsx';

export type Order = { by: Column['id']; isReversed: boolean };

export function sorted(rows: readonly Workstation[], { by, isReversed }: Order): Workstation[] {
  const compare = COLUMNS.find(({ id }) => id === by)?.compare ?? (() => 0);
  const inOrder = rows.toSorted((one, other) => compare(one, other) || one.name.localeCompare(other.name));
  return isReversed ? inOrder.reverse() : inOrder;
}

/**
 * Workstations sorted by a column, with those that need attention first. Pressing the column's heading again reverses
 * the order.
 */
export function WorkstationTable({
  rows,
  busy,
  onRemove,
}: {
  rows: readonly Workstation[];
  busy: boolean;
  onRemove: (row: Workstation) => void;
}) {
  const [order, setOrder] = useState<Order>({ by: 'lag', isReversed: false });
  const columns = columnsFor(rows);
  return (
    <div className={busy ? 'audit-scroll grid-busy' : 'audit-scroll'}>
      <table className="audit-table workstations" aria-label={t('it.workstations')} aria-busy={busy}>
        <thead>
          <tr>
            {columns.map(({ id, title }) => (
              <ColumnHead
                key={id}
                id={id}
                title={title}
                order={order.by === id ? order : null}
                onPress={() => setOrder({ by: id, isReversed: order.by === id && !order.isReversed })}
              />
            ))}
            <th scope="col" className="workstation-remove">
              <span className="visually-hidden">{t('it.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted(rows, order).map((row) => (
            <tr key={row.id}>
              {columns.map(({ id, cell }) => (
                <td key={id} className={`workstation-${id}`}>
                  {cell(row)}
                </td>
              ))}
              <td className="workstation-remove">
                <Button
                  className="button button-quiet button-icon"
                  aria-label={t('it.removeNameDots', { name: row.name })}
                  onPress={() => onRemove(row)}
                >
                  <Trash2 className="icon" aria-hidden />
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ColumnHeadProps = { id: Column['id']; title: string; order: Order | null; onPress: () => void };

function ColumnHead({ id, title, order, onPress }: ColumnHeadProps) {
  const Arrow = order?.isReversed === true ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={`workstation-${id}`}
      {...(order === null ? {} : { 'aria-sort': order.isReversed ? ('descending' as const) : ('ascending' as const) })}
    >
      <Button className="sort-button" onPress={onPress}>
        {title}
        {order !== null && <Arrow className="sort-icon" aria-hidden />}
      </Button>
    </th>
  );
}
