import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CopyQuery } from '#server/db/copy-query.ts';
import { JsonList } from '#server/db/json-list.ts';
import { copyRows } from '#server/db/open.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

async function texts(query: ReturnType<typeof sql>): Promise<string[][]> {
  const rows: string[][] = [];
  await copyRows(agency.deps.db, query, (row) => rows.push(row.map((column) => column.toString())));
  return rows;
}

test('rows arrive as the bytes of their text, with any content and in any number', async () => {
  const odd = 'ñ 🚲 "\\\t\n\' \u0001';
  expect(await texts(sql`select ${sql.lit(odd)}, null::text, ''`)).toEqual([[odd, '', '']]);
  expect(await texts(sql`select 1::text where false`)).toEqual([]);
  const many = await texts(sql`select n::text, repeat('é', n) from generate_series(1, 2000) as n`);
  expect(many).toHaveLength(2000);
  expect(many.every(([n, word]) => word === 'é'.repeat(Number(n)))).toBe(true);
});

test('a failed query reports its error, and the next query gets a working connection', async () => {
  await expect(texts(sql`select (1 / n)::text from generate_series(3, -1, -1) as n`)).rejects.toThrow(/zero/);
  await expect(texts(sql`select ${'a'}`)).rejects.toThrow(/no parameters/);
  const thrown = copyRows(agency.deps.db, sql`select n::text from generate_series(1, 9) as n`, () => {
    throw new Error('no use for this row');
  });
  await expect(thrown).rejects.toThrow('no use for this row');
  expect(await texts(sql`select 'sound'`)).toEqual([['sound']]);
});

test('truncated data, or data in another format, is refused', async () => {
  const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
  const given = (...chunks: Buffer[]) => {
    const query = new CopyQuery('', () => {});
    for (const chunk of chunks) query.handleCopyData({ chunk });
    query.handleReadyForQuery();
    return query.done;
  };
  await expect(given(Buffer.concat([head, Buffer.from([0xff, 0xff])]))).resolves.toBeUndefined();
  await expect(given(Buffer.from('1\tone\n'))).rejects.toThrow(/format/);
  await expect(given(head)).rejects.toThrow(RangeError);
  await expect(given(Buffer.concat([head, Buffer.from([0, 1, 0, 0, 0, 9, 65])]))).rejects.toThrow(RangeError);
});

test('a list joins its elements, grows as needed, and can be cleared and reused', () => {
  const list = new JsonList();
  const elements = Array.from({ length: 300 }, (_, n) => JSON.stringify({ n, text: 'ñ'.repeat(n) }));
  for (const element of elements) list.add(Buffer.from(element));
  expect(list.bytes.toString()).toBe(elements.join(','));
  list.clear();
  expect(list.bytes).toHaveLength(0);
  list.add(Buffer.from('1'));
  expect(list.bytes.toString()).toBe('1');
});
