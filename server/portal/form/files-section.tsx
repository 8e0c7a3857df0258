import type { ReactElement } from 'react';
import { MOST_FILE_BYTES } from '#shared/domain/media-type.ts';
import type { PortalText } from '../site/text.ts';
import { described, ErrorLine, type FormView, fieldErrorFor, group, Hint } from './fields.tsx';
import { FileLine } from './file-line.tsx';
import type { FormFiles } from './uploads.ts';

/** Omits HEIC on purpose: phones then convert photos to JPEG, which an officer can view. */
const ACCEPT = 'image/jpeg,image/png,image/webp,application/pdf';

type FilesProps = { view: FormView; files: FormFiles; label: string; hint: string; action: string };

/** Photos and documents of a form: the uploaded files, each with a button to remove it, and a field for more. */
export function FilesSection({ view, files, label, hint, action }: FilesProps): ReactElement {
  const { text } = view;
  const message = fieldErrorFor(view, 'files');
  // Makes the next page open at the list of files, where it says which files were added or removed.
  const toList = `${action}#files-part`;
  return (
    <div className={group(message)} id="files-part" tabIndex={-1}>
      <label htmlFor="files">
        {label}
        <span className="optional"> {text.t('portal-site.optional')}</span>
      </label>
      <Hint id="files" hint={hint} />
      <ErrorLine view={view} id="files" message={message} />
      <Changed files={files} text={text} />
      {files.kept.length === 0 ? null : (
        <ul className="files" aria-label={text.t('portal-status.files.kept')}>
          {files.kept.map((one) => (
            <li key={one.id} data-file={one.name}>
              <FileLine file={one} text={text} />
              <button type="submit" className="quiet" name="dropFile" value={one.id} formAction={toList}>
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
        data-most={MOST_FILE_BYTES}
        data-large={text.t('portal-status.files.problems.tooLarge', { name: '{name}' })}
        data-waits={text.t('portal-status.files.waits', { name: '{name}' })}
        data-to={toList}
        {...described('files', hint, message)}
      />
      <button type="submit" id="add-files" className="second" name="edit" value="files" formAction={toList}>
        {text.t('portal-status.files.add')}
      </button>
    </div>
  );
}

/** Says which files this request added or removed. */
function Changed({ files, text }: { files: FormFiles; text: PortalText }): ReactElement | null {
  const { added, removed } = files;
  const names = added?.join(', ') ?? '';
  if (names === '' && removed === undefined) return null;
  return (
    <p className="said" role="status">
      {removed === undefined
        ? text.t('portal-status.files.added', { names })
        : text.t('portal-status.files.removed', { name: removed })}
    </p>
  );
}
