import type { ReactElement } from 'react';
import type { ShownFile } from '../site/pictures.ts';
import type { PortalText } from '../site/text.ts';
import { fileSize } from './file-size.ts';

type LineProps = {
  file: ShownFile;
  text: PortalText;
  /** The URL for saving the file. */
  href?: string | null;
  /** Whether nobody can open it anymore. */
  isGone?: boolean;
};

/** A file's name and size, and its thumbnail if there is one. */
export function FileLine({ file, text, href = null, isGone = false }: LineProps): ReactElement {
  const about = [fileSize(file.bytes, text), ...(isGone ? [text.t('portal-status.sentFileGone')] : [])];
  return (
    <>
      {/* The thumbnail needs no alternative text, because the file's name is next to it. */}
      {file.picture === null ? null : (
        <img className="thumbnail" src={file.picture} alt="" loading="lazy" width={64} height={64} />
      )}
      <span>
        {href === null ? file.name : <a href={href}>{file.name}</a>}{' '}
        <span className="optional">({about.join(', ')})</span>
      </span>
    </>
  );
}

type ListProps = {
  files: readonly ShownFile[];
  text: PortalText;
  /**
   * Only for files from the agency. `files`: IDs of those that can be opened. `at`: the URL under which they are, or
   * null if this page can't open files.
   */
  opened?: { files: readonly string[]; at: string | null } | null;
};

/** Files that were sent. */
export function FileList({ files, text, opened = null }: ListProps): ReactElement {
  return (
    <ul
      className="files"
      aria-label={text.t(opened === null ? 'portal-status.files.kept' : 'portal-status.files.label')}
    >
      {files.map((one) => {
        const isGone = opened !== null && !opened.files.includes(one.id);
        const href = opened === null || opened.at === null || isGone ? null : `${opened.at}/${one.id}`;
        return (
          <li key={one.id} data-file={one.name}>
            <FileLine file={one} text={text} href={href} isGone={isGone} />
          </li>
        );
      })}
    </ul>
  );
}
