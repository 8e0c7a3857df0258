import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ACT_KINDS, type ActKind } from '#shared/domain/act.ts';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { DangerStop } from '../../../renderer/review/danger-stop.tsx';
import { actOf, draftErrors, restored, startDraft } from '../../../renderer/review/draft.ts';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const policy = firstPolicy();
const message: HistoryEntry = {
  at: '2026-03-08T10:00:00.000Z',
  kind: 'message',
  by: null,
  event: { code: 'message_received', params: { files: 0 } },
  note: 'My ex boyfriend Tony threatened me.',
  letter: null,
};
const drawn = (kind: ActKind, history: HistoryEntry[] = [message]) => {
  const report = aReport({ history });
  const draft = startDraft(report, policy);
  return renderToStaticMarkup(
    createElement(DangerStop, { kind, report, policy, draft, onChange: () => {}, errors: [], onEscalate: () => {} }),
  );
};

test.each(ACT_KINDS)('the form %s shows danger with the words and where they were read', (kind) => {
  const shown = drawn(kind);
  expect(shown).toContain('may mean danger');
  expect(shown).toContain('ex boyfriend Tony threatened me');
  expect(shown).toContain('Message, ');
});

test('Ctrl+Enter sends no approval and no answer before the officer says what was done, and keeps the choice', () => {
  const report = aReport({ history: [message] });
  const view = { report, hints: [] };
  const ready = {
    ...startDraft(report, policy),
    offenseCode: 'larceny_other',
    reasonCode: 'not_eligible_kind',
    outcome: 'reached' as const,
    missing: ['value'],
    note: 'Thank you.',
  };
  for (const kind of ['approve', 'reject', 'follow_up', 'log_call', 'message'] as const) {
    const codes = (more: object) => draftErrors(kind, { ...ready, ...more }, view, policy).map(({ path }) => path);
    expect(codes({})).toEqual(['danger.way']);
    expect(codes({ danger: 'not_danger' })).toEqual(['danger.because']);
    expect(codes({ danger: 'dispatch' })).toEqual([]);
    expect(actOf(kind, { ...ready, danger: 'not_danger', dangerBecause: ' A film. ' }, policy)).toMatchObject({
      danger: { way: 'not_danger', because: 'A film.' },
    });
  }
  // A restored form asks again, but keeps the reason that was typed.
  const kept = restored({ ...ready, danger: 'not_danger', dangerBecause: 'A film.' }, startDraft(report, policy));
  expect([kept.danger, kept.dangerBecause]).toEqual([undefined, 'A film.']);
});

test('a form says how danger was answered, and asks no more', () => {
  const answer: HistoryEntry = {
    at: '2026-03-08T11:00:00.000Z',
    kind: 'contact',
    by: 'Officer Rivera',
    event: { code: 'called', params: { outcome: 'reached' } },
    note: null,
    danger: { way: 'dispatch' },
    letter: null,
  };
  const shown = drawn('approve', [message, answer]);
  expect(shown).toContain('dispatch was called');
  expect(shown).toContain('Officer Rivera');
  expect(shown).not.toContain('What did you do about it?');
});
