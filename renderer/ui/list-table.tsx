import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { t } from '../t.ts';

/** A table cell with its main content on one line and secondary content below. */
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
  /** Content before the first cell, such as the row's checkbox. */
  choose?: ReactNode;
  /** The subject of the row. */
  head: ReactNode;
  cells: readonly ReactNode[];
  actions: ReactNode;
};

/**
 * A server-side list as a table: the subject of each row, details, and available actions. `tray` rows are as high as
 * needed; `it` rows are one line each unless their tags wrap.
 */
export function ListTable({
  look,
  label,
  isNumber = false,
  choose,
  columns,
  rows,
}: {
  look: 'tray' | 'it';
  label: string;
  /** The subject is only a number, so its column can be narrow. */
  isNumber?: boolean;
  /** The checkbox that selects all rows, if rows can be selected. */
  choose?: ReactNode;
  columns: readonly string[];
  rows: readonly ListRow[];
}) {
  return (
    <table
      className={look === 'it' ? 'audit-table it-table' : isNumber ? 'tray-table tray-numbers' : 'tray-table'}
      aria-label={label}
    >
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
            <span className="visually-hidden">{t('common.actions')}</span>
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

/** Switches between the pending and the finished entries of a list. */
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
