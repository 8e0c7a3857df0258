import type { ReactElement } from 'react';
import type { Row } from './check-rows.ts';

/** The answers of one part of a report; an answer without a label is text on its own. */
export function PartRows({ rows }: { rows: readonly Row[] }): ReactElement {
  if (rows.every((row) => row.label === '')) {
    return (
      <>
        {rows.map((row) => (
          <p key="text" className="told">
            {row.value}
          </p>
        ))}
      </>
    );
  }
  return (
    <dl className="rows">
      {rows
        .filter((row) => row.value !== null && row.value !== '')
        .map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
    </dl>
  );
}
