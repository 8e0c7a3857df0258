import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync('renderer/styles/tokens.css', 'utf8');
const THEMES = ['light', 'dark', 'contrast'] as const;
type Theme = (typeof THEMES)[number];

/** Returns the color of a token in a theme, as defined in the style sheet. */
function color(name: string, theme: Theme): string {
  const [base = '', contrast = ''] = css.split('[data-theme="contrast"]');
  const value = (sheet: string) => new RegExp(`--${name}: ([^;]+);`).exec(sheet)?.[1];
  const own = theme === 'contrast' ? value(contrast) : undefined;
  const both = own ?? value(base) ?? '';
  const pair = /light-dark\((#\w+), (#\w+)\)/.exec(both);
  return pair === null ? both : ((theme === 'light' ? pair[1] : pair[2]) ?? '');
}

/** Returns the contrast ratio, based on relative luminance, both as WCAG 2.2 defines them. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const part = (at: number) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
  };
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['ground', 'surface', 'raised', 'sunken', 'selected', 'hover'];
const TEXTS: readonly [text: string, on: readonly string[]][] = [
  ['text', [...GROUNDS, 'accent-ground', 'ok-ground', 'warn-ground', 'danger-ground', 'duplicate-ground']],
  ['text-soft', [...GROUNDS, 'accent-ground', 'ok-ground', 'warn-ground', 'danger-ground', 'duplicate-ground']],
  ['text-faint', [...GROUNDS, 'duplicate-ground']],
  ['accent', ['surface', 'ground', 'accent-ground', 'selected']],
  ['on-accent', ['accent', 'accent-strong']],
  ['ok', ['surface', 'ok-ground']],
  ['warn', ['surface', 'warn-ground', 'selected']],
  ['danger', ['surface', 'ground', 'danger-ground', 'selected']],
  ['duplicate', ['surface', 'duplicate-ground']],
  ['paper-text', ['paper', 'paper-mark']],
  ['paper-soft', ['paper']],
];

test.each(THEMES)(
  'in the %s theme every text has a contrast of at least 4.5:1 on every background it is used on',
  (theme) => {
    const weak = TEXTS.flatMap(([text, grounds]) =>
      grounds.map((ground) => ({ text, ground, ratio: contrast(color(text, theme), color(ground, theme)) })),
    ).filter(({ ratio }) => !(ratio >= 4.5));
    expect(weak).toEqual([]);
  },
);

test.each(THEMES)('in the %s theme control borders and the focus ring have a contrast of at least 3:1', (theme) => {
  for (const line of ['line-strong', 'focus']) {
    for (const ground of ['surface', 'ground', 'raised']) {
      expect(contrast(color(line, theme), color(ground, theme)), `${line} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  }
});
