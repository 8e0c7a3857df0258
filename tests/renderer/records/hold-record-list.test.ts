import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { HoldRecordRow } from '#shared/holds-api.ts';
import { HoldSteps } from '../../../renderer/records/hold-record-list.tsx';
import { DeskClock } from '../../../renderer/ui/desk-clock.tsx';
import { firstPolicy } from '../../helpers/builders.ts';

const by = { id: '0195706f-0000-7000-8000-000000000001', displayName: 'Sergeant Walsh' };
const at = '2026-03-07T15:10:00.000Z';

test('in the record of a hold, each reason is named as one, and the expected date is a line of its own', () => {
  const steps: HoldRecordRow['steps'] = [
    { did: 'placed', at, by, why: 'Citizen says he will sue', until: '2026-12-31' },
    { did: 'asked', at, by, why: 'Complaint settled', until: null },
  ];
  const drawn = createElement(HoldSteps, { steps });
  // oxlint-disable-next-line react/no-children-prop
  const html = renderToStaticMarkup(createElement(DeskClock, { policy: firstPolicy(), children: drawn }));
  const lines = html.split(/<\/?(?:li|ol|span)[^>]*>/).map((line) => line.replaceAll(/<[^>]*>/g, ''));
  expect(lines).toContain('Reason: Citizen says he will sue');
  expect(lines).toContain('Expected until Dec 31, 2026.');
  expect(lines).toContain('Reason for the release: Complaint settled');
});
