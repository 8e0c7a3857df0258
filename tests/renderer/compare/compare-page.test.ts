import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Report } from '#shared/domain/report.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { ComparePage } from '../../../renderer/compare/compare-page.tsx';
import type { Kept } from '../../../renderer/compare/keep.ts';
import { DeskClock } from '../../../renderer/ui/desk-clock.tsx';
import { aReport, firstPolicy } from '../../helpers/builders.ts';

const photo = { id: '0195706f-0000-7000-9000-00000000000a', name: 'lock.png' } as Report['attachments'][number];
const viewOf = (report: Report): ReportView => ({
  report,
  here: true,
  outbox: [],
  unsent: false,
  hints: [],
  duplicates: [],
  comparing: false,
  incident: null,
  sameSender: [],
});

function drawn(left: Report, right: Report, primaryNumber = right.trackingNumber, kept: Kept | null = null): string {
  const duplicate = {
    reportId: right.id,
    trackingNumber: right.trackingNumber,
    hypothesis: 'same_person',
    probability: 0.99,
    weight: 9,
    terms: [],
    modelVersion: '1.1',
    state: 'suggested',
    other: null,
    samePerson: true,
    primaryNumber,
    stays: true,
  } as const;
  const other = { value: viewOf(right), fresh: true, error: null, slow: false, refresh: () => {} };
  const page = createElement(ComparePage, {
    view: viewOf(left),
    duplicate: { ...duplicate, terms: [] },
    at: 0,
    other,
    kept,
    scroller: { current: null },
    renderFiles: (report: Report) => `files of ${report.trackingNumber}: ${report.attachments.length}`,
    onMove: () => {},
    onSwap: () => {},
    onOpen: () => {},
    onClose: () => {},
    // The type of createElement requires it among the props.
    // oxlint-disable-next-line react/no-children-prop
    children: null,
  });
  // oxlint-disable-next-line react/no-children-prop
  return renderToStaticMarkup(createElement(DeskClock, { policy: firstPolicy(), children: page }));
}

test('what each reporter sent along is under the two narratives, if either sent anything', () => {
  const [left, right] = [aReport({ serial: 1 }), aReport({ serial: 2, attachments: [photo] })];
  const html = drawn(left, right);
  expect(html).toContain(`files of ${left.trackingNumber}: 0`);
  expect(html.indexOf(`files of ${right.trackingNumber}: 1`)).toBeGreaterThan(html.indexOf('class="narrative'));
  expect(drawn(left, aReport({ serial: 2 }))).not.toContain('files of');
});

test('beside a closed duplicate of a third report, the page names that one as the primary', () => {
  const [left, right] = [aReport({ serial: 3 }), aReport({ serial: 2 })];
  const third = aReport({ serial: 1 }).trackingNumber;
  expect(drawn(left, right, third, { side: 'right', why: 'primary' })).toContain(`Primary: ${third}`);
  expect(drawn(left, right, right.trackingNumber, { side: 'right', why: 'primary' })).toContain(
    'Primary: has duplicates',
  );
});

test('the map of what happened online is folded, as on the report', () => {
  const point = { lat: 41.7637, lon: -72.6851 };
  const at = (serial: number, placeType: 'street' | 'online') =>
    aReport({ serial, facts: { where: { point, placeType } } });
  const [left, right] = [at(1, 'street'), at(2, 'online')];
  expect(drawn(left, at(2, 'street'))).toContain('map-drawing');
  expect(drawn(left, right)).not.toContain('map-drawing');
  expect(drawn(left, right)).toContain('Show map');
});
