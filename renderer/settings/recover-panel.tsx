import { useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { toBase64 } from '../model/to-base64.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { type Opened, Recovered, type RecoveredAct } from './recovered.tsx';
import { SettingsPart } from './settings-part.tsx';

/** Recovers decisions from an encrypted backup: the server decrypts it, and the officer confirms each decision. */
export function RecoverPanel({
  lost,
  onChanged,
  onOpen,
  onRedecide,
}: {
  /** Number of decisions in this workstation's journal that are not in its cache. */
  lost: number;
  onChanged: () => void;
  onOpen: (reportId: string) => void;
  /** Opens the form of a decision, filled in as before, on the current version of the report. */
  onRedecide: (row: RecoveredAct) => void;
}) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  /**
   * Tracking numbers of the reports affected by a dropped decision that the server had already carried out; null if there
   * is no such decision.
   */
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
    <SettingsPart title={t('settings.recoverDecisions')}>
      {lost > 0 && opened === null ? (
        <Notice tone="warn" role="status" title={t('common.nOfYourDecisionsAreOnly', { n: lost })}>
          {t('settings.theAgencyServerCanOpenIt')}
        </Notice>
      ) : (
        <p className="faint">{t('settings.unsentDecisionsAreAlsoSealedIn')}</p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <div className="card-actions">
        <Button
          className={lost > 0 && opened === null ? 'button button-primary' : 'button'}
          isPending={asking}
          onPress={() => void open(null)}
        >
          {t('settings.openThisWorkstationsJournal')}
        </Button>
        <FileTrigger acceptedFileTypes={['.p2cj']} onSelect={(files) => void (files?.[0] && open(files[0]))}>
          <Button className="button" isDisabled={asking}>
            {t('settings.openAnotherJournal')}
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
              title={t('settings.theServerHadAlreadyCarriedOut', {
                about: tooLate,
              })}
            />
          )}
          {opened.rows.length > 0 && <p className="faint">{t('settings.ifYouConfirmOneAndThen')}</p>}
          <ul className="cards" aria-label={t('settings.decisionsFromTheJournal')}>
            {opened.rows.map((row) => (
              <Recovered
                row={row}
                key={row.id}
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
      ? t('settings.nothingInItNeedsYourAttention')
      : t('settings.nDecisionsToConfirm', { n: rows.length }),
    done > 0 ? t('settings.theServerAlreadyHadNDecisions', { n: done }) : '',
    dropped > 0 ? t('settings.youHadAlreadyDiscardedNDecisions', { n: dropped }) : '',
    unreadable > 0 ? t('settings.nRecordsCouldntBeOpenedFor', { n: unreadable }) : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
