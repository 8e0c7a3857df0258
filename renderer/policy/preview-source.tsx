import { type ReactNode, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { plainTrackingNumber } from '#shared/domain/ids.ts';
import { VIEWS } from '#shared/domain/views.ts';
import { MADE_UP_REPORT } from '#shared/letters/sample-letter.ts';
import type { LetterFacts } from '#shared/letters/values.ts';
import { ask } from '../bridge.ts';
import { useDebounced } from '../hooks/use-debounced.ts';
import { useOpening } from '../hooks/use-opening.ts';
import { createOpenings } from '../model/openings.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PickOne } from '../ui/pick-one.tsx';
import { useLive } from '../use-live.ts';

const NEWEST = { filter: VIEWS.all.filter, sort: { column: 'receivedAt', direction: 'desc' } as const, offset: 0 };
const MADE_UP = 'made-up';
const MADE_UP_MAIL = 'made-up-mail';
const MAILED: LetterFacts = {
  ...MADE_UP_REPORT,
  facts: {
    ...MADE_UP_REPORT.facts,
    who: { ...MADE_UP_REPORT.facts.who, email: 'jane.doe@example.org', preferredContact: 'email' },
  },
};
/**
 * Provides the report that letters are previewed with: a sample, one of the newest reports, or any report on this
 * workstation, by tracking number. As everywhere, a real report's opening is stored in the trail before it is read.
 */
export function usePreviewSource(): { report: LetterFacts | undefined; picks: ReactNode; notes: ReactNode } {
  const [source, setSource] = useState(MADE_UP_MAIL);
  const [typed, setTyped] = useState('');
  const number = plainTrackingNumber(useDebounced(typed));
  const newest = useLive('queue.page', { ...NEWEST, limit: 20 }, ['reports']).value?.rows ?? [];
  const filter = { ...NEWEST.filter, text: `number:"${number}" is:any` };
  const asked = useLive('queue.page', number === null ? null : { ...NEWEST, filter, limit: 1 });
  const byNumber = number !== null && asked.fresh ? asked.value?.rows[0] : undefined;
  const chosenId = byNumber?.id ?? source;
  const isMadeUp = chosenId === MADE_UP || chosenId === MADE_UP_MAIL;

  const [openings] = useState(() => createOpenings((reportId) => ask('trail.note', { reportId, use: 'previewed' })));
  const opening = useOpening(openings, isMadeUp ? null : chosenId);
  const isOpened = opening.id !== null && opening.id === chosenId && opening.error === null;
  const live = useLive('report.get', isOpened ? { id: opening.id ?? '' } : null);
  const real = isOpened && live.fresh ? live.value?.report : undefined;
  const error = opening.error ?? live.error;
  return {
    report: chosenId === MADE_UP ? MADE_UP_REPORT : chosenId === MADE_UP_MAIL ? MAILED : real,
    picks: (
      <>
        <PickOne
          label={t('policy.previewWith')}
          options={[
            { id: MADE_UP_MAIL, words: t('policy.madeUpMail') },
            { id: MADE_UP, words: t('policy.madeUp') },
            ...newest.map(({ id, trackingNumber }) => ({ id, words: trackingNumber })),
          ]}
          chosen={source}
          onChoose={(id) => {
            setSource(id);
            setTyped('');
          }}
        />
        <TextField className="field" value={typed} onChange={setTyped} maxLength={40} autoComplete="off">
          <Label className="filter-label">{t('policy.previewNumber')}</Label>
          <Input className="input" placeholder={t('trail.numberExample')} spellCheck={false} />
        </TextField>
      </>
    ),
    notes: (
      <>
        {number !== null && asked.fresh && byNumber === undefined && (
          <p className="field-warning" role="status">
            {t('policy.previewNotFound')}
          </p>
        )}
        {!isMadeUp && error !== null && (
          <ErrorNotice
            error={error}
            title={t('policy.previewNotOpened')}
            onRetry={opening.error === null ? live.refresh : openings.retry}
          />
        )}
        {!isMadeUp && error === null && <p className="hint-text">{t('policy.previewRecorded')}</p>}
      </>
    ),
  };
}
