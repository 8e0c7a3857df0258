import type { ReactElement } from 'react';
import type { Draft } from '../form/draft.ts';
import type { PortalText } from './text.ts';

/** The fields for free text about a report. */
export const WRITTEN = /^(?:text|more|answer\..*)$/;

/** What a person wrote about a report, in one text. */
export function typedIn(draft: Draft): string {
  return Object.entries(draft)
    .flatMap(([name, value]) => (WRITTEN.test(name) && value !== undefined && value.trim() !== '' ? [value] : []))
    .join('\n\n');
}

/** Shows text that could not be sent, so that the person can copy it. */
export function Typed({ typed, text }: { typed: string; text: PortalText }): ReactElement | null {
  if (typed === '') return null;
  return (
    <div className="field">
      <label htmlFor="typed">{text.t('portal-status.lost.typed')}</label>
      <textarea id="typed" readOnly={true} rows={10} defaultValue={typed} />
    </div>
  );
}
