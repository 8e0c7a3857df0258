import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Act } from '#shared/domain/act.ts';
import { Corrections, Unsent } from '../../../renderer/report/corrections.tsx';
import { MissingLine } from '../../../renderer/report/missing-line.tsx';
import { What } from '../../../renderer/report/what.tsx';
import { anItem, aReport, corrected, firstPolicy } from '../../helpers/builders.ts';

const correct = (field: string, value: string): { act: Act } => ({
  act: { kind: 'correct', field, value, note: 'From the receipt.' },
});

const drawn = (unsent: { act: Act }[], earlier = false) => {
  const { kind, facts } = aReport({ kind: 'larceny' });
  const items = facts.items.map((item) => ({ ...item, serialNumber: null }));
  const what = createElement(What, { kind, facts: { ...facts, items } });
  return renderToStaticMarkup(
    createElement(
      Corrections,
      { value: earlier ? [corrected('items.0.serialNumber', 'WTU-1')] : [] },
      createElement(Unsent, { value: unsent }, what),
    ),
  );
};

test('a correction is shown before it is sent, in place of what was missing', () => {
  const unsent = [correct('items.0.serialNumber', 'WTU-0'), correct('items.0.serialNumber', 'WTU-2')];
  const html = drawn(unsent);
  expect(html).toMatch(/WTU-2.*corrected by you, not sent yet/);
  expect(html).not.toContain('WTU-0');
  expect(drawn([])).toContain('missing');
  expect(html.match(/missing/g)?.length ?? 0).toBeLessThan(drawn([]).match(/missing/g)?.length ?? 0);
});

test('what was corrected counts in the sum and is no longer listed as missing, even before it is sent', () => {
  const report = aReport({ kind: 'larceny', facts: { items: [anItem({ serialNumber: null, valueCents: null })] } });
  const html = (unsent: { act: Act }[]) => {
    const missing = createElement(MissingLine, { report, policy: firstPolicy() });
    const what = createElement(What, report);
    return renderToStaticMarkup(createElement(Unsent, { value: unsent }, missing, what));
  };
  expect(html([])).toMatch(/Serial number.*missing/i);
  const value = {
    act: { kind: 'correct', field: 'items.0.valueCents', value: 45_000, note: 'From the receipt.' },
  } as const;
  const both = html([correct('items.0.serialNumber', 'WTU-2'), value]);
  expect(both).not.toMatch(/missing/i);
  expect(both).toContain('1 item · $450');
});

test('it is shown beside the one that it replaces', () => {
  expect(drawn([correct('items.0.serialNumber', 'WTU-2')], true)).toMatch(/WTU-1.*WTU-2/);
});

test('a click copies the corrected value, and never the one that it replaces', () => {
  const { kind, facts } = aReport({ kind: 'larceny' });
  const items = facts.items.map((item) => ({ ...item, serialNumber: 'WTU-0', brand: 'Trek' }));
  const copied = (unsent: { act: Act }[]) => {
    const what = createElement(What, { kind, facts: { ...facts, items } });
    const html = renderToStaticMarkup(
      createElement(
        Corrections,
        { value: [corrected('items.0.serialNumber', 'WTU-1')] },
        createElement(Unsent, { value: unsent }, what),
      ),
    );
    return [...html.matchAll(/<button class="copy-value"[^>]*><span>([^<]*)/g)].map(([, text]) => text);
  };
  expect(copied([])).toEqual(expect.arrayContaining(['Trek', 'WTU-1']));
  expect(copied([])).not.toContain('WTU-0');
  expect(copied([correct('items.0.serialNumber', 'WTU-2')])).toContain('WTU-2');
  expect(copied([correct('items.0.serialNumber', 'WTU-2')])).not.toContain('WTU-1');
});
