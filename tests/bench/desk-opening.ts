import type { Page } from 'playwright';
import type { Port } from '../../renderer/bridge.ts';
import { painted } from './desk-page.ts';
import { type Figure, figure, printed, quantile } from './figure.ts';

declare global {
  // Must be an interface, because only an interface can extend the browser's own `Window` type.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface Window {
    /** While set, the window is told immediately that an opening was stored, but nothing is stored. */
    benchUnstored?: boolean;
  }
}

/** Reloads the window so that storing an opening can be skipped. Works only on the stand-in. */
export async function allowSkippingTrail(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const define = Object.defineProperty.bind(Object);
    Object.defineProperty = <T>(
      object: T,
      name: PropertyKey,
      descriptor: PropertyDescriptor & ThisType<unknown>,
    ): T => {
      if (name !== 'p2c') return define(object, name, descriptor);
      const port = descriptor.value as Port;
      const call: Port['call'] = (channel, input) =>
        channel === 'trail.note' && window.benchUnstored === true
          ? Promise.resolve({ ok: true, value: null })
          : port.call(channel, input);
      return define(object, name, { ...descriptor, value: { ...port, call } });
    };
  });
  await page.reload();
}

/**
 * Opens reports with Enter, alternating between storing the opening first, as the desk does, and skipping it, as if
 * there were no trail.
 */
export async function openingFigures(
  page: Page,
  { rounds, full }: { rounds: number; full: boolean },
): Promise<Figure[]> {
  const taken: Record<'stored' | 'unstored', number[]> = { stored: [], unstored: [] };
  for (let n = 0; n < 2 * rounds; n += 1) {
    const unstored = n % 2 === 1;
    await page.evaluate((is) => {
      window.benchUnstored = is;
    }, unstored);
    await page.keyboard.press('ArrowDown');
    const ms = await painted(page, { kind: 'report' }, () => page.keyboard.press('Enter'));
    await page.keyboard.press('Escape');
    if (ms !== null) taken[unstored ? 'unstored' : 'stored'].push(ms);
  }
  await page.evaluate(() => {
    window.benchUnstored = false;
  });
  const beside = (q: number) => ({
    full,
    peer: { name: 'without the trail', value: quantile(taken.unstored, q) },
  });
  return [
    figure('open a report → painted, median', quantile(taken.stored, 0.5), 'ms', { wanted: printed, ...beside(0.5) }),
    figure('open a report → painted, p95', quantile(taken.stored, 0.95), 'ms', {
      wanted: {
        text: '≤ 50 ms, ≤ × 1.25',
        holds: (value, ratio) => value <= 50 && ratio !== null && ratio <= 1.25,
      },
      ...beside(0.95),
    }),
  ];
}
