import { FileText, Paperclip, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { MOST_FILE_BYTES, OFFICER_TYPES } from '#shared/domain/media-type.ts';
import { type MessageFile, MOST_MESSAGE_FILES } from '#shared/domain/message-file.ts';
import type { AppError } from '#shared/errors.ts';
import type { deliveryChannel } from '#shared/letters/mail-address.ts';
import { ask, toAppError } from '../bridge.ts';
import { toBase64 } from '../model/to-base64.ts';
import { t } from '../t.ts';
import { errorSentence, fieldSentence } from '../wording/error-words.ts';
import { fileSize } from '../wording/words.ts';
import { useBroughtFiles } from './use-brought-files.ts';

const NONE: readonly MessageFile[] = [];

/** The files of a message: chosen, pasted or dropped. Each is stored on this workstation until it is sent. */
export function MessageFiles({
  files = NONE,
  onFiles,
  onBusy,
  way,
  error,
}: {
  files: readonly MessageFile[] | undefined;
  onFiles: (files: readonly MessageFile[]) => void;
  /** Called with true when a file is being read, and with false when it is stored or refused. */
  onBusy: (isBusy: boolean) => void;
  /** How the reporter gets letters. Files open only with the link in an e-mail, not with the access code. */
  way: ReturnType<typeof deliveryChannel>;
  error: string | undefined;
}) {
  const canOpen = way === 'email';
  const [said, setSaid] = useState('');
  const [problems, setProblems] = useState<readonly string[]>([]);
  const section = useRef<HTMLElement>(null);
  const latest = useRef({ files, onFiles });
  useEffect(() => {
    latest.current = { files, onFiles };
  });
  const set = (next: readonly MessageFile[]) => {
    latest.current.files = next;
    latest.current.onFiles(next);
  };

  /** Number of batches of files being read now; more may be dropped while the first batch is read. */
  const reading = useRef(0);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const bring = async (given: readonly File[]) => {
    if (reading.current === 0) setProblems([]);
    setSaid('');
    reading.current += 1;
    onBusy(true);
    const failed: string[] = [];
    const added: string[] = [];
    for (const file of given) {
      try {
        if (latest.current.files.length >= MOST_MESSAGE_FILES)
          throw new Error(t('review.mostFiles', { most: MOST_MESSAGE_FILES }));
        const kept = await keep(file);
        // The form was closed in the meantime, so what it sent or saved must not change anymore.
        if (!isHere.current) return;
        set([...latest.current.files, kept]);
        added.push(kept.name);
      } catch (thrown) {
        const why =
          thrown instanceof Error && thrown.name === 'Error' ? thrown.message : sentenceOf(toAppError(thrown));
        failed.push(t('review.notAttached', { name: file.name, why }));
      }
    }
    reading.current -= 1;
    if (reading.current === 0) onBusy(false);
    setProblems((before) => [...before, ...failed]);
    setSaid(added.length === 0 ? '' : t('review.attached', { names: added.join(', ') }));
  };
  useBroughtFiles((given) => {
    if (canOpen) void bring(given);
  });

  return (
    <section className="field message-files" aria-label={t('review.files')} ref={section} tabIndex={-1}>
      <p className="label">{t('review.files')}</p>
      <p className="hint-text">
        {canOpen ? t('review.filesHint', { most: MOST_MESSAGE_FILES }) : t('review.filesNeedEmail', { way })}
      </p>
      {files.length > 0 && (
        <ul className="files">
          {files.map(({ id, name, bytes }) => (
            <li key={id} className="file">
              <FileText className="icon" aria-hidden />
              <span className="cut" title={name}>
                {name}
              </span>
              <span className="faint">{fileSize(bytes)}</span>
              <Button
                className="button button-quiet"
                aria-label={t('review.removeFile', { name })}
                onPress={() => {
                  // The pressed button is about to disappear; move the focus so that the next key isn't lost.
                  section.current?.focus();
                  set(files.filter((one) => one.id !== id));
                  setSaid(t('review.removed', { name }));
                }}
              >
                <X className="icon" aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canOpen && (
        <FileTrigger
          acceptedFileTypes={[...OFFICER_TYPES]}
          allowsMultiple
          onSelect={(chosen) => void bring(Array.from(chosen ?? []))}
        >
          <Button className="button" isDisabled={files.length >= MOST_MESSAGE_FILES}>
            <Paperclip className="icon" aria-hidden />
            {t('review.attachFiles')}
          </Button>
        </FileTrigger>
      )}
      {[...problems, ...(error === undefined ? [] : [error])].map((line) => (
        <p className="field-error" role="alert" key={line}>
          {line}
        </p>
      ))}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </section>
  );
}

/** @throws Error with a message for the officer if the file is too large, AppError if it can't be stored. */
async function keep(file: File): Promise<MessageFile> {
  if (file.size > MOST_FILE_BYTES) throw new Error(fieldSentence({ path: 'data', detail: TOO_LARGE }));
  const data = toBase64(new Uint8Array(await file.arrayBuffer()));
  return ask('message-file.keep', { name: file.name, data });
}

const TOO_LARGE = { code: 'file_too_large', params: {} } as const;

const sentenceOf = (error: AppError): string => {
  const [fault] = error.fields;
  return fault === undefined ? errorSentence(error) : fieldSentence(fault);
};
