import { expect, test } from 'vitest';
import { spansOfObjects } from '#electron/worker/sync/json-list.ts';

const ENDS = ['', '"', '\\', '\\"', '\\\\', '\\\\"', '}', '"}', ']', '","'];

test('each object of a list is found, however long its texts are and whatever they end with', () => {
  for (let length = 0; length < 90; length += 1) {
    const objects = ENDS.map((end) => ({ text: 'a'.repeat(length) + end, more: [{ end }], n: length }));
    const bytes = Buffer.from(`[${objects.map((one) => JSON.stringify(one)).join(',')}],"after":1`);
    const spans = spansOfObjects(bytes, 1);
    const found = spans?.starts.map((start, at) => JSON.parse(bytes.toString('utf8', start, spans.ends[at])));
    expect(found).toEqual(objects);
    expect(bytes.toString('utf8', spans?.end)).toBe(',"after":1');
  }
});

test('a text that does not end is no list, short or long', () => {
  for (const text of ['a', 'a'.repeat(40), `${'a'.repeat(40)}\\"`, `${'a'.repeat(31)}\\`]) {
    expect(spansOfObjects(Buffer.from(`[{"text":"${text}`), 1)).toBeNull();
  }
});
