import type { ReactElement } from 'react';
import type { PortalText } from '../site/text.ts';

/**
 * Messages and buttons for the script that saves a report in this browser; hidden without the script.
 * @param isQuiet true on later pages, because the first page has already shown the note.
 */
export function KeepPanel({ text, isQuiet }: { text: PortalText; isQuiet: boolean }): ReactElement {
  return (
    <div className="keep" data-keep-panel={isQuiet ? 'quiet' : 'shown'} hidden={true} tabIndex={-1}>
      <div data-part="found" hidden={true} role="status">
        <p>
          <strong>{text.t('portal-form.keep.found')}</strong>
        </p>
        <button type="button" className="main" data-act="take">
          {text.t('portal-form.keep.take')}
        </button>
        <button type="button" className="quiet" data-act="drop">
          {text.t('portal-form.keep.drop')}
        </button>
      </div>
      <div data-part="note">
        <p>
          {text.t('portal-form.keep.note')} {text.t('portal-form.keep.exit')}
        </p>
        <button type="button" className="quiet" data-act="refuse">
          {text.t('portal-form.keep.refuse')}
        </button>
      </div>
      <p data-part="refused" hidden={true} role="status">
        {text.t('portal-form.keep.refused')}
      </p>
      <p data-part="cannot" hidden={true} role="status">
        {text.t('portal-form.keep.cannot')}
      </p>
    </div>
  );
}
