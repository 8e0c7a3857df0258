import { expect, it } from 'vitest';
import { textIn } from '#server/portal/site/text.ts';
import { statusView } from '#server/portal/status/status-view.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { letterFor } from '#shared/letters/letter.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { aReport, firstPolicy } from '../../../helpers/builders.ts';

const policy = firstPolicy();
const now = new Date('2026-03-09T15:00:00.000Z');

const entry = (kind: HistoryEntry['kind'], event: HistoryEntry['event']): HistoryEntry => ({
  at: '2026-03-08T15:00:00.000Z',
  kind,
  by: null,
  event,
  note: null,
  letter: null,
});

it.each(policy.reasons.map(({ code }) => code))(
  'a rejected report’s page says what its letter says, and offers an appeal exactly when the letter does: %s',
  (reasonCode) => {
    for (const before of [[], [entry('appealed', { code: 'appealed', params: {} })]]) {
      const report = { ...aReport(), history: [...aReport().history, ...before] };
      const text = letterFor(report, { kind: 'reject', reasonCode, duplicateOf: null, note: '' }, policy)?.text ?? '';
      const history = [...report.history, entry('rejected', { code: 'rejected', params: { reasonCode } })];
      const { stage, steps, acts } = statusView({ ...report, state: 'rejected', history }, policy, now, false);
      const said = text.includes('could not approve it') ? 'rejected' : 'unneeded';
      expect([stage, steps.at(-1)?.step]).toEqual([said, said]);
      expect(acts.includes('appeal')).toBe(text.includes('ask once for someone else'));
    }
  },
);

it.each(LANGUAGES)(
  'after an answer, the page promises no place in a list that officers sort as they like (%s)',
  (language) => {
    const { t } = textIn(language);
    for (const said of [t('portal-status.did.answer'), t('portal-status.stages.resubmitted.next')]) {
      expect(said).toMatch({ en: /with our officers again/, es: /otra vez con nuestros oficiales/ }[language]);
      expect(said).not.toMatch(/top of|first|primeros/);
    }
  },
);
