import type { ReactElement } from 'react';
import { fieldId } from './draft.ts';
import type { FormView } from './fields.tsx';

/** Appears above a form with errors, takes the focus, and links to each field in question. */
export function ErrorSummary({ view }: { view: FormView }): ReactElement | null {
  if (view.fieldErrors.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- after a page load the summary is what must be heard first
    <div className="summary" role="alert" aria-labelledby="summary" tabIndex={-1} autoFocus={true}>
      <h2 id="summary">{view.text.t('portal-errors.summary')}</h2>
      <ul>
        {view.fieldErrors.map((one, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- one field may have several
          <li key={index}>
            <a href={`#${fieldId(one.field)}`}>
              {one.about === undefined ? one.message : `${one.message}: ${one.about}`}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
