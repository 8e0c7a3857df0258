import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import {
  answersQuestion,
  asked,
  askOther,
  failed,
  hearNews,
  indexOf,
  isFresh,
  look,
  type Pages,
  type QueueQuestion,
  received,
  rowAt,
  startPages,
  wanted,
} from '../../../renderer/queue/page-cache.ts';
import { row } from './queue-world.ts';

const question = (text = ''): QueueQuestion => ({
  filter: { states: [], kinds: [], text, likelyDuplicate: false },
  sort: { column: 'receivedAt', direction: 'asc' },
});
const rowsFrom = (first: number, count = 100, mark = '') =>
  Array.from({ length: count }, (_, at) => row(`${mark}${first + at}`));
const answer = (pages: Pages, block: number, total = 1000, mark = ''): Pages =>
  received(asked(pages, block), block, pages.generation, { rows: rowsFrom(block * 100, 100, mark), total });

test('only the blocks in view are requested', () => {
  const pages = answer(startPages(question()), 0);
  expect(wanted(pages)).toEqual([]);
  expect(wanted(look(pages, 350, 420))).toEqual([3, 4]);
});

test('a block is not requested twice while it is loading', () => {
  expect(wanted(asked(startPages(question()), 0))).toEqual([]);
});

test('rows far from the view are dropped, so the window never holds the whole queue', () => {
  let pages = startPages(question());
  for (let block = 0; block < 10; block++) {
    pages = look(pages, block * 100, block * 100 + 30);
    pages = answer(pages, block);
  }
  expect(pages.blocks.size).toBeLessThanOrEqual(5);
  expect(rowAt(pages, 0)).toBeUndefined();
  expect(rowAt(pages, 950)?.id).toBe('950');
});

test('after news the rows stay visible until the new ones are loaded', () => {
  const pages = hearNews(answer(startPages(question()), 0));
  expect(rowAt(pages, 5)?.id).toBe('5');
  expect(isFresh(pages)).toBe(false);
  expect(wanted(pages)).toEqual([0]);
  expect(rowAt(answer(pages, 0, 1000, 'new '), 5)?.id).toBe('new 5');
});

test('news during a load requests the block again afterward', () => {
  const under = asked(startPages(question()), 0);
  const heard = hearNews(under);
  expect(wanted(heard)).toEqual([]);
  const got = received(heard, 0, under.generation, { rows: rowsFrom(0), total: 1000 });
  expect(rowAt(got, 0)?.id).toBe('0');
  expect(wanted(got)).toEqual([0]);
});

test('after a filter change the old rows stay until the first new ones arrive, and are never mixed', () => {
  let pages = answer(look(answer(startPages(question()), 0), 0, 150), 1);
  pages = askOther(pages, question('park'));
  expect(rowAt(pages, 120)?.id).toBe('120');
  expect(answersQuestion(pages)).toBe(false);
  pages = answer(pages, 0, 400, 'park ');
  expect(answersQuestion(pages)).toBe(true);
  expect(rowAt(pages, 0)?.id).toBe('park 0');
  expect(rowAt(pages, 120)).toBeUndefined();
  expect(pages.total).toBe(400);
});

test('an answer to the previous filter is dropped', () => {
  const old = asked(startPages(question()), 0);
  const now = askOther(old, question('park'));
  expect(received(now, 0, old.generation, { rows: rowsFrom(0), total: 1000 })).toBe(now);
});

test('a queue that shrank is requested at a position where it still has rows', () => {
  let pages = look(answer(startPages(question()), 0), 900, 930);
  pages = answer(pages, 9, 250);
  expect(wanted(pages)).toEqual([2]);
});

test('after a failure nothing is requested until there is news or a retry', () => {
  const pages = failed(asked(startPages(question()), 0), 0, 0, new AppError('internal'));
  expect(wanted(pages)).toEqual([]);
  expect(pages.error?.code).toBe('internal');
  expect(wanted(hearNews(pages))).toEqual([0]);
});

test('a report is found again at its new position', () => {
  expect(indexOf(answer(startPages(question()), 0), '42')).toBe(42);
  expect(indexOf(startPages(question()), '42')).toBe(-1);
});

test('a report last seen past the end of a list that got shorter is no longer in it', () => {
  let pages = look(answer(startPages(question()), 0, 180), 90, 110);
  pages = answer(pages, 1, 180);
  pages = hearNews(pages);
  pages = received(asked(pages, 1), 1, pages.generation, { rows: [], total: 60 });
  expect(indexOf(pages, '81')).toBe(-1);
  expect(indexOf(pages, '59')).toBe(59);
});

test('news while another list is loading keeps all rows on the screen', () => {
  let pages = look(answer(startPages(question()), 0), 350, 420);
  pages = answer(answer(pages, 3), 4);
  pages = hearNews(askOther(pages, question('park')));
  expect(rowAt(pages, 400)?.id).toBe('400');
  expect(wanted(pages)).toEqual([0]);
});
