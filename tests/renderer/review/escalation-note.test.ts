import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { HistoryEntry } from '#shared/domain/history.ts';
import { EscalationNote } from '../../../renderer/review/escalation-note.tsx';
import { DeskClock } from '../../../renderer/ui/desk-clock.tsx';
import { firstPolicy } from '../../helpers/builders.ts';

const escalated: HistoryEntry = {
  at: '2026-03-09T15:05:00.000Z',
  kind: 'escalated',
  by: 'Officer Rivera',
  event: { code: 'escalated', params: {} },
  note: 'She wrote: “Tony threatened me”.',
  letter: null,
};
const drawn = (report: Parameters<typeof EscalationNote>[0]['report']) =>
  renderToStaticMarkup(
    // oxlint-disable-next-line react/no-children-prop
    createElement(DeskClock, { policy: firstPolicy(), children: createElement(EscalationNote, { report }) }),
  );

test('the form that decides an escalated report has the officer’s words, and no other form has', () => {
  const html = drawn({ state: 'escalated', history: [escalated] });
  expect(html).toContain('Tony threatened me');
  expect(html).toContain('Officer Rivera');
  expect(drawn({ state: 'returned', history: [escalated] })).toBe('');
});
