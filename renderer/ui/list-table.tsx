import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { t } from '../t.ts';

/** A cell: what matters, and what matters less on the line below. */
export function Two({ more, children }: { more: ReactNode; children: ReactNode }) {
  return (
    <>
      {children}
      <span className="tray-more">{more}</span>
    </>
  );
}

export type ListRow = {
  id: string;
  /** Before the first cell, such as a box that chooses the row. */
  choose?: ReactNode;
  /** What the row is about. */
  head: ReactNode;
  cells: readonly ReactNode[];
  actions: ReactNode;
};

/**
 * A list that the server has, as a table: what each row is about, what there is to say, and what can be done. `tray` has rows as
 * high as they need, `it` one line each.
 */
export function ListTable({
  look,
  label,
  choose,
  columns,
  rows,
}: {
  look: 'tray' | 'it';
  label: string;
  /** The box that chooses all, where rows can be chosen. */
  choose?: ReactNode;
  columns: readonly string[];
  rows: readonly ListRow[];
}) {
  return (
    <table className={look === 'tray' ? 'tray-table' : 'audit-table it-table'} aria-label={label}>
      <thead>
        <tr>
          {choose !== undefined && (
            <th scope="col" className="tray-choose">
              {choose}
            </th>
          )}
          {columns.map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
          <th scope="col" className={`${look}-actions`}>
            <span className="visually-hidden">{t('common.whatToDo')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, choose: box, head, cells, actions }) => (
          <tr key={id}>
            {choose !== undefined && <td className="tray-choose">{box}</td>}
            <th scope="row" dir="auto">
              {head}
            </th>
            {cells.map((cell, at) => (
              <td key={columns[at + 1]}>{cell}</td>
            ))}
            <td className={`${look}-actions`}>{actions}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Shows the other part of a list: what is over instead of what is to do. */
export function OtherPart({
  isShown,
  show,
  showing,
  onChange,
}: {
  isShown: boolean;
  show: string;
  showing: string;
  onChange: (isShown: boolean) => void;
}) {
  return (
    <ToggleButton className="button filter-button" isSelected={isShown} onChange={onChange}>
      {isShown ? showing : show}
    </ToggleButton>
  );
}
