import { EyeOff, FileText, Image, ImageDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { attachmentPath, isInfected, shownCopy } from '#shared/domain/attachment.ts';
import type { AttachmentMeta, Report } from '#shared/domain/report.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { useLive } from '../use-live.ts';
import { errorSentence } from '../wording/error-words.ts';
import { fileSize } from '../wording/words.ts';
import { PictureViewer } from './picture-viewer.tsx';
import { Scans } from './scans.tsx';
import { Section } from './section.tsx';

/**
 * Files sent by the reporter, or to the reporter with messages. Pictures stay blurred until opened, and other files are
 * saved on request; a file with malware can be neither opened nor saved.
 */
export function Attachments({ report }: { report: Pick<Report, 'id' | 'attachments'> }) {
  const { id: reportId, attachments } = report;
  const here = useLive('attachment.here', attachments.length === 0 ? null : { reportId }, ['reports']);
  const [open, setOpen] = useState<number | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  if (attachments.length === 0) return null;
  const pictures = attachments.filter((one) => shownCopy(one) !== null);
  const files = attachments.filter((one) => shownCopy(one) === null);
  const look = (at: number) => {
    setMessage(null);
    ask('trail.note', { reportId, use: 'attachment_viewed' }).then(
      () => setOpen(at),
      (thrown: unknown) => setMessage(errorSentence(toAppError(thrown))),
    );
  };
  const save = (file: AttachmentMeta) => {
    setMessage(null);
    ask('attachment.save', { reportId, id: file.id }).then(
      ({ saved }) => setMessage(saved ? t('report.nameSavedYouAreResponsibleFor', { name: file.name }) : null),
      (thrown: unknown) => setMessage(errorSentence(toAppError(thrown))),
    );
  };
  return (
    <Section title={t('common.attachments')} aside={attachments.length}>
      {pictures.length > 0 && (
        <ul className="pictures">
          {pictures.map((file, at) => (
            <li key={file.id}>
              <Button className="picture" onPress={() => look(at)}>
                <span className="visually-hidden">{t('report.openPhoto')} </span>
                {here.value?.includes(file.id) === true ? (
                  <span className="picture-blurred">
                    <img src={attachmentPath(reportId, file.id)} alt="" />
                    <EyeOff className="picture-sign" aria-hidden />
                  </span>
                ) : (
                  <span className="picture-blurred">
                    <Image className="picture-sign" aria-hidden />
                  </span>
                )}
                <span className="cut" title={file.name}>
                  {file.name}
                </span>
                <span className="faint">{fileSize(file.bytes)}</span>
                {file.sentBy !== undefined && (
                  <span className="faint">{t('report.sentBy', { name: file.sentBy })}</span>
                )}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul className="files">
          {files.map((file) => (
            <li key={file.id} className="file">
              <FileText className="icon" aria-hidden />
              <span className="cut" title={file.name}>
                {file.name}
              </span>
              <span className="faint">
                {file.mediaType} · {fileSize(file.bytes)}
                {file.sentBy !== undefined && ` · ${t('report.sentBy', { name: file.sentBy })}`}
              </span>
              {!isInfected(file) && (
                <Button
                  className="button"
                  aria-label={t('report.saveName', { name: file.name })}
                  onPress={() => save(file)}
                >
                  <ImageDown className="icon" aria-hidden />
                  {t('report.save')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Scans files={attachments} />
      {message !== null && (
        <p className="faint" role="status">
          {message}
        </p>
      )}
      {open !== null && (
        <PictureViewer
          reportId={reportId}
          pictures={pictures}
          start={open}
          onSave={save}
          message={message}
          onClose={() => {
            setOpen(null);
            here.refresh();
          }}
        />
      )}
    </Section>
  );
}
