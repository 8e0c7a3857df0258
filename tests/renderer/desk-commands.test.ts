import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shownCopy } from '#shared/domain/attachment.ts';
import type { Report } from '#shared/domain/report.ts';
import { carryOut } from '../../renderer/desk-commands.ts';
import type { Desk } from '../../renderer/use-desk-state.ts';
import { aReport } from '../helpers/builders.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const photo = {
  id: '0195706f-0000-7000-8000-0000000000aa',
  name: 'a.png',
  mediaType: 'image/png',
  bytes: 1,
  sha256: 'a'.repeat(64),
  view: null,
  receivedAt: null,
} as unknown as Report['attachments'][number];

/** Makes the open report's pane, whose files are drawn only after a while. */
function pane() {
  const clicked: string[] = [];
  let isDrawn = false;
  const current = { querySelector: () => (isDrawn ? { click: () => clicked.push('own') } : null) };
  const draw = () => {
    isDrawn = true;
  };
  return { current: current as unknown as HTMLElement, clicked, draw };
}

function press(reader: { current: HTMLElement | null }): void {
  const report = aReport({ attachments: [photo] });
  expect(shownCopy(photo)).not.toBeNull();
  const desk = { view: 'queue', triage: {}, compare: {}, allowed: [], shown: { report }, reader, endHint: () => {} };
  expect(carryOut({ ...desk, officer: { role: 'officer' } } as unknown as Desk, { kind: 'photos' }, 0)).toBe(true);
}

test('P opens a photo of the open report, once its files are drawn', () => {
  const { clicked, draw, ...reader } = pane();
  press(reader);
  vi.advanceTimersByTime(200);
  expect(clicked).toEqual([]);
  draw();
  vi.advanceTimersByTime(100);
  expect(clicked).toEqual(['own']);
  vi.advanceTimersByTime(5000);
  expect(clicked).toEqual(['own']);
});

test('P opens nothing if another report is opened meanwhile', () => {
  const { clicked, draw, current } = pane();
  const reader: { current: HTMLElement | null } = { current };
  press(reader);
  reader.current = pane().current;
  draw();
  vi.advanceTimersByTime(5000);
  expect(clicked).toEqual([]);
});
