import type { ReactElement } from 'react';
import type { ShownFile } from '../site/pictures.ts';
import type { PortalText } from '../site/text.ts';
import { fileSize } from './file-size.ts';

/** A file that was sent: its small picture, if there is one, name and size. */
export function FileLine({ file, text }: { file: ShownFile; text: PortalText }): ReactElement {
  return (
    <>
      {/* The name beside it says what it is. */}
      {file.picture === null ? null : (
        <img className="thumbnail" src={file.picture} alt="" loading="lazy" width={64} height={64} />
      )}
      <span>
        {file.name} <span className="optional">({fileSize(file.bytes, text)})</span>
      </span>
    </>
  );
}

/** Files that can only be looked at. */
export function FileList({ files, text }: { files: readonly ShownFile[]; text: PortalText }): ReactElement {
  return (
    <ul className="files" aria-label={text.t('portal-status.files.kept')}>
      {files.map((one) => (
        <li key={one.id} data-file={one.name}>
          <FileLine file={one} text={text} />
        </li>
      ))}
    </ul>
  );
}
