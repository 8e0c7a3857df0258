import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { WholeNumbers } from '#server/portal/site/page.tsx';

const wholeIn = (line: string) =>
  [...renderToStaticMarkup(<WholeNumbers line={line} />).matchAll(/<span class="whole">(.*?)<\/span>/g)].map(
    ([, number]) => number,
  );

describe('the numbers of a line that must not wrap', () => {
  it.each([
    ['a tracking number', 'Report T26-000325-5 was approved.', ['T26-000325-5']],
    ['a case number', 'Case number: 26-000106', ['26-000106']],
    ['a case number with the agency’s prefix', 'Your case is HPD-26-000106.', ['HPD-26-000106']],
    ['a phone number', 'Call 860-757-4000, or 911.', ['860-757-4000']],
  ])('are marked: %s', (_what, line, numbers) => {
    expect(wholeIn(line)).toEqual(numbers);
    expect(renderToStaticMarkup(<WholeNumbers line={line} />).replaceAll(/<[^>]*>/g, '')).toBe(line);
  });

  it('are not found inside of addresses or words', () => {
    expect(wholeIn('ana-12-b@example.org, https://example.org/2-3-4, COVID-19, a two-day wait')).toEqual([]);
  });
});
