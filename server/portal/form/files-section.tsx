import type { ReactElement } from 'react';
import { described, ErrorLine, type FormView, fieldErrorFor, group, Hint } from './fields.tsx';
import { fileSize } from './file-size.ts';
import type { FormFiles } from './uploads.ts';

/** Omits HEIC on purpose: phones then convert photos to JPEG, which an officer can view. */
const ACCEPT = 'image/jpeg,image/png,image/webp,application/pdf';

type FilesProps = { view: FormView; files: FormFiles; label: string; hint: string };

/** Photos and documents of a form: the uploaded files, each with a button to remove it, and a field for more. */
export function FilesSection({ view, files, label, hint }: FilesProps): ReactElement {
  const { text } = view;
  const message = fieldErrorFor(view, 'files');
  return (
    <div className={group(message)}>
      <label htmlFor="files">
        {label}
        <span className="optional"> {text.t('portal-site.optional')}</span>
      </label>
      <Hint id="files" hint={hint} />
      <ErrorLine view={view} id="files" message={message} />
      {files.kept.length === 0 ? null : (
        <ul className="files" aria-label={text.t('portal-status.files.kept')}>
          {files.kept.map((one) => (
            <li key={one.id}>
              <span>
                {one.name} <span className="optional">({fileSize(one.bytes, text)})</span>
              </span>
              <button type="submit" className="quiet" name="dropFile" value={one.id} formNoValidate={true}>
                {text.t('portal-status.files.drop')}
                <span className="unseen"> {one.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id="files"
        name="files"
        type="file"
        multiple={true}
        accept={ACCEPT}
        {...described('files', hint, message)}
      />
      <button type="submit" id="add-files" className="second" name="edit" value="files" formNoValidate={true}>
        {text.t('portal-status.files.add')}
      </button>
    </div>
  );
}
