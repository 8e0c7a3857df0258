import type { ReactElement } from 'react';
import type { PortalText } from './wording.ts';

/** What the script that keeps a report in this browser says and asks; hidden without it. */
export function KeepPanel({ text }: { text: PortalText }): ReactElement {
  const { keep } = text;
  return (
    <div className="keep" data-keep-panel={true} hidden={true} tabIndex={-1}>
      <div data-part="found" hidden={true} role="status">
        <p>
          <strong>{keep.found}</strong>
        </p>
        <button type="button" className="main" data-act="take">
          {keep.take}
        </button>
        <button type="button" className="quiet" data-act="drop">
          {keep.drop}
        </button>
      </div>
      <div data-part="note">
        <p>{keep.note}</p>
        <button type="button" className="quiet" data-act="refuse">
          {keep.refuse}
        </button>
      </div>
      <p data-part="refused" hidden={true} role="status">
        {keep.refused}
      </p>
      <p data-part="cannot" hidden={true} role="status">
        {keep.cannot}
      </p>
    </div>
  );
}
