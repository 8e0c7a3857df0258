import { useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import type { Policy } from '#shared/domain/policy.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { plural, t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { type Opened, Recovered, type RecoveredAct } from './recovered.tsx';
import { SettingsPart } from './settings-part.tsx';
import { toBase64 } from './to-base64.ts';

/** Gets decisions back from a sealed journal: the server opens it, the officer confirms each. */
export function RecoverPanel({
  lost,
  onChanged,
  onOpen,
  policy,
  onRedecide,
}: {
  /** Decisions in this workstation's journal that its cache does not have. */
  lost: number;
  onChanged: () => void;
  onOpen: (reportId: string) => void;
  policy: Policy | null;
  /** Opens the form of a decision as it was filled in, on the report as it is now. */
  onRedecide: (row: RecoveredAct) => void;
}) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  /** About what a decision was that the server had when it was to be dropped. */
  const [tooLate, setTooLate] = useState<string | null>(null);

  const open = async (file: File | null) => {
    setAsking(true);
    setError(null);
    setTooLate(null);
    try {
      const bytes = file === null ? null : toBase64(new Uint8Array(await file.arrayBuffer()));
      setOpened(await ask('journal.open', { file: bytes }));
      onChanged();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  const settled = (id: string, carriedOut?: string) => {
    setTooLate(carriedOut ?? null);
    setOpened((now) => (now === null ? null : { ...now, rows: now.rows.filter((row) => row.id !== id) }));
    onChanged();
  };
  return (
    <SettingsPart title={t('Get decisions back')}>
      {lost > 0 && opened === null ? (
        <Notice
          tone="warn"
          role="status"
          title={plural(
            lost,
            '{n} decision of yours is only in the sealed journal',
            '{n} decisions of yours are only in the sealed journal',
          )}
        >
          {t('The agency server can open it for you. Nothing is sent before you confirm it.')}
        </Notice>
      ) : (
        <p className="faint">
          {t(
            'Unsent decisions are also sealed into a file that only the agency server can open. If a workstation is lost or its cache dies, that file gives them back.',
          )}
        </p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <div className="card-actions">
        <Button
          className={lost > 0 && opened === null ? 'button button-primary' : 'button'}
          isPending={asking}
          onPress={() => void open(null)}
        >
          {t("Open this workstation's journal")}
        </Button>
        <FileTrigger acceptedFileTypes={['.p2cj']} onSelect={(files) => void (files?.[0] && open(files[0]))}>
          <Button className="button" isDisabled={asking}>
            {t('Open another journal…')}
          </Button>
        </FileTrigger>
      </div>
      {opened !== null && (
        <>
          <p role="status">{openedWords(opened)}</p>
          {tooLate !== null && (
            <Notice
              tone="info"
              role="status"
              title={t('The server had carried out the decision on {about} already, so it was not dropped.', {
                about: tooLate,
              })}
            />
          )}
          {opened.rows.length > 0 && (
            <p className="faint">
              {t(
                'If you confirm one and then undo or withdraw it, the workstation where it was made may still send it. Drop here what is not to be sent.',
              )}
            </p>
          )}
          <ul className="cards" aria-label={t('Decisions from the journal')}>
            {opened.rows.map((row) => (
              <Recovered
                row={row}
                key={row.id}
                policy={policy}
                onSettled={(carriedOut) => settled(row.id, carriedOut)}
                onOpen={onOpen}
                onRedecide={onRedecide}
              />
            ))}
          </ul>
        </>
      )}
    </SettingsPart>
  );
}

export function openedWords({ rows, done, dropped, unreadable }: Opened): string {
  const parts = [
    rows.length === 0
      ? t('Nothing in it waits for you.')
      : plural(rows.length, '{n} decision to confirm.', '{n} decisions to confirm.'),
    done > 0 ? plural(done, 'The server had {n} decision already.', 'The server had {n} decisions already.') : '',
    dropped > 0 ? plural(dropped, 'You had dropped {n} decision.', 'You had dropped {n} decisions.') : '',
    unreadable > 0
      ? plural(unreadable, '{n} record could not be opened for you.', '{n} records could not be opened for you.')
      : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
