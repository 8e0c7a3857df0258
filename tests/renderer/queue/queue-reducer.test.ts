import { describe, expect, test } from 'vitest';
import type { ReportState } from '#shared/domain/report.ts';
import { decidableStates } from '#shared/domain/workflow.ts';
import { pressed } from '../../../renderer/queue/cursor-steps.ts';
import { isUnderCursor } from '../../../renderer/queue/queue-state.ts';
import { QueueWorld } from './queue-world.ts';

/** Returns a desk whose list is loaded, with the row at this index open. */
function atWork(count: number, open?: number): QueueWorld {
  const world = new QueueWorld(count);
  world.settle();
  if (open !== undefined) {
    for (let at = 0; at < open; at += 1) world.key(1);
    world.tell({ type: 'enter', at: world.now });
    world.settle();
  }
  return world;
}

describe('the cursor stays in view', () => {
  test('after three steps, a new report above, and 82 more steps', () => {
    const world = new QueueWorld(130);
    world.tell({ type: 'sort', sort: { column: 'receivedAt', direction: 'desc' } });
    world.settle();
    for (let nth = 0; nth < 3; nth += 1) world.key(1);
    const [id, place] = [world.underCursor, world.placeOfCursor];
    world.comes();
    world.news();
    expect([world.underCursor, world.placeOfCursor]).toEqual([id, place]);
    expect(world.state).toMatchObject({ above: 1, cursor: { index: 4 }, scroll: { top: 10 } });
    for (let nth = 0; nth < 82; nth += 1) world.key(1);
    expect(world.state.cursor.index).toBe(86);
    expect(world.placeOfCursor).toBe(9);
  });

  test('even if keys come faster than answers and frames, and the browser reports scrolling late', () => {
    const world = atWork(1000);
    for (let nth = 0; nth < 300; nth += 1) {
      world.key(1);
      if (nth % 40 === 0) world.tell({ type: 'scrolled', top: world.state.scroll.top });
    }
    expect(world.state.cursor.index).toBe(300);
    expect(world.placeOfCursor).toBe(9);
    world.settle();
    expect(world.underCursor).toBe('300');
  });

  test('when many new reports arrive above at once, it keeps its position on the screen', () => {
    const world = new QueueWorld(300);
    world.tell({ type: 'sort', sort: { column: 'receivedAt', direction: 'desc' } });
    world.settle();
    for (let nth = 0; nth < 85; nth += 1) world.key(1);
    world.settle();
    const [id, place] = [world.underCursor, world.placeOfCursor];
    for (let nth = 0; nth < 230; nth += 1) world.comes();
    world.news();
    expect([world.underCursor, world.placeOfCursor, world.state.above]).toEqual([id, place, 230]);
  });

  test('when the window gets smaller, or a bar takes part of it', () => {
    const world = atWork(100);
    for (let nth = 0; nth < 9; nth += 1) world.key(1);
    world.tell({ type: 'sized', height: 60, rowHeight: 10 });
    expect(world.placeOfCursor).toBe(4);
    world.tell({ type: 'sized', height: 60, rowHeight: 20 });
    expect(world.state.scroll.top + 40).toBeGreaterThanOrEqual((world.state.cursor.index + 1) * 20);
  });
});

describe('a change in the data does not send the list back to its top', () => {
  test('while the rows scrolled to are still loading', () => {
    const world = atWork(1000);
    world.tell({ type: 'scrolled', top: 6000 });
    world.news();
    expect(world.state.scroll.top).toBe(6000);
  });

  test('while the row of the open report is loading, after a search', () => {
    const world = atWork(300);
    world.tell({ type: 'search', text: '250' });
    world.settle();
    world.tell({ type: 'open', id: '250' });
    world.settle();
    world.tell({ type: 'search', text: '' });
    // First the top rows arrive, then the position of the open report. Only then is its row requested.
    world.answer();
    world.answer();
    world.news();
    expect(world.state.cursor.apart).toBe(false);
    expect([world.underCursor, world.placeOfCursor]).toEqual(['250', 9]);
  });
});

describe('a list starts at its top', () => {
  test('while the first reports arrive one after another, older ones above', () => {
    const world = new QueueWorld(5);
    world.settle();
    for (let nth = 0; nth < 7; nth += 1) {
      world.comes(0);
      world.news();
    }
    expect(world.state).toMatchObject({ scroll: { top: 0 }, above: 0, cursor: { index: 0, id: '11' } });
  });

  test('wherever the previous list was scrolled to', () => {
    const world = atWork(400);
    world.key('last');
    world.settle();
    world.tell({ type: 'search', text: '2' });
    world.settle();
    expect(world.state).toMatchObject({ scroll: { top: 0 }, cursor: { index: 0, id: '398' } });
  });
});

describe('the row under the cursor is the open report, or the screen says so', () => {
  test('after a search that does not match it: no row is under the cursor, and the next key goes to the first row', () => {
    const world = atWork(100, 5);
    world.tell({ type: 'search', text: '2' });
    world.settle();
    expect(world.state).toMatchObject({ openId: '5', cursor: { apart: true }, inList: false });
    expect(isUnderCursor(world.state, 0)).toBe(false);
    world.key(1);
    expect([world.state.openId, world.underCursor]).toEqual(['98', '98']);
  });

  test('after a search that matches it out of view: it can be shown', () => {
    const world = atWork(100, 6);
    world.tell({ type: 'search', text: '3' });
    world.settle();
    expect(world.state).toMatchObject({ openId: '6', cursor: { apart: true }, inList: true, scroll: { top: 0 } });
    world.tell({ type: 'show_open' });
    world.settle();
    expect([world.state.openId, world.underCursor]).toEqual(['6', '6']);
    expect(world.placeOfCursor).toBeLessThan(10);
  });

  test('after a search that matches it in view', () => {
    const world = atWork(100, 5);
    world.tell({ type: 'sort', sort: { column: 'receivedAt', direction: 'desc' } });
    world.settle();
    world.tell({ type: 'search', text: '5' });
    world.settle();
    world.tell({ type: 'show_open' });
    world.tell({ type: 'search', text: '' });
    world.settle();
    expect([world.state.openId, world.underCursor]).toEqual(['5', '5']);
  });

  test('after unlocking, wherever it is in the list', () => {
    const world = new QueueWorld(900, '555');
    world.settle();
    expect([world.state.openId, world.underCursor, world.state.cursor.index]).toEqual(['555', '555', 555]);
    expect(world.placeOfCursor).toBeLessThan(10);
    world.key(1);
    expect([world.state.openId, world.underCursor]).toEqual(['556', '556']);
  });

  test('after switching views, and when the current view is chosen again', () => {
    const world = atWork(900, 500);
    const { filter, sort } = world.state.pages.question;
    world.tell({ type: 'scrolled', top: 0 });
    world.settle();
    world.tell({ type: 'view', filter, sort });
    world.settle();
    expect([world.state.openId, world.underCursor]).toEqual(['500', '500']);
    expect(world.placeOfCursor).toBeLessThan(10);
    world.tell({ type: 'view', filter: { ...filter, text: '2' }, sort });
    world.settle();
    expect(world.state).toMatchObject({ openId: '500', cursor: { apart: true }, inList: true, scroll: { top: 0 } });
  });

  test('when a colleague decides it: the next key goes to the row that took its place', () => {
    const world = atWork(100, 5);
    world.reports.splice(5, 1);
    world.news();
    expect(world.state).toMatchObject({ openId: '5', cursor: { apart: true }, inList: false });
    world.key(1);
    expect([world.state.openId, world.underCursor]).toEqual(['6', '6']);
  });

  test('when its decision is undone and it returns a moment later, which is not counted as new above', () => {
    const world = atWork(100, 5);
    world.tell({ type: 'decided', id: '5', openNext: true, states: ['submitted'] });
    world.reports.splice(5, 1);
    world.news();
    expect([world.state.openId, world.underCursor, world.state.cursor.index]).toEqual(['6', '6', 5]);
    world.tell({ type: 'open', id: '5' });
    world.settle();
    world.reports.splice(5, 0, '5');
    world.news();
    expect([world.state.openId, world.underCursor, world.state.above]).toEqual(['5', '5', 0]);
  });

  test('while the row that a key moved to is loading, which the screen shows', () => {
    const world = atWork(1000, 2);
    world.key('last');
    expect(world.state).toMatchObject({ following: true, cursor: { index: 999, id: null } });
    world.settle();
    expect(world.state).toMatchObject({ following: false, openId: '999', cursor: { index: 999, id: '999' } });
  });
});

describe('a key or press applies to the list that was on the screen at that moment', () => {
  test('a row pressed before the search results arrived is the one that opens, and no result is under the cursor', () => {
    const world = atWork(100);
    world.tell({ type: 'search', text: '3' });
    world.press(1);
    expect(world.state.openId).toBe('1');
    world.settle();
    expect(world.state).toMatchObject({ openId: '1', cursor: { apart: true }, inList: false });
  });

  test('even if the press is handled only after the results were drawn', () => {
    const world = atWork(100);
    const before = world.now;
    world.tell({ type: 'search', text: '3' });
    world.settle();
    world.press(1, before);
    expect(world.state).toMatchObject({ openId: '1', cursor: { apart: true } });
    world.press(1);
    expect([world.state.openId, world.underCursor]).toEqual(['96', '96']);
  });

  test('and if reports have arrived since', () => {
    const world = atWork(100);
    world.key(1);
    const before = world.now;
    world.reports.splice(3, 1);
    world.comes(0);
    world.news();
    world.press(5, before);
    expect([world.state.openId, world.underCursor]).toEqual(['5', '5']);
  });

  test('a step made in the previous list goes to the next report of that list', () => {
    const world = atWork(100, 6);
    const before = world.now;
    world.tell({ type: 'search', text: '3' });
    world.settle();
    world.tell({ type: 'move', by: 1, at: before });
    expect(world.state).toMatchObject({ openId: '7', cursor: { apart: true } });
    world.tell({ type: 'move', by: 1, at: before });
    expect(world.state).toMatchObject({ openId: '8', cursor: { apart: true } });
    world.key(1);
    expect([world.state.openId, world.underCursor]).toEqual(['99', '99']);
  });

  test('Enter opens the row that was under the cursor, not the one that took its place', () => {
    const world = atWork(100);
    const before = world.now;
    world.comes(0);
    world.news();
    expect(world.underCursor).toBe('100');
    world.tell({ type: 'enter', at: before });
    expect([world.state.openId, world.underCursor]).toEqual(['0', '0']);
  });

  test('Enter right after several steps opens the row they led to, even if news arrived before them', () => {
    const world = atWork(100);
    world.key(1);
    const before = world.now;
    world.comes(0);
    world.news();
    for (let nth = 0; nth < 2; nth += 1) world.tell({ type: 'move', by: 1, at: before });
    world.tell({ type: 'enter', at: before });
    expect([world.state.openId, world.underCursor]).toEqual(['3', '3']);
  });

  test('a press in a list that has since been replaced more than once does nothing', () => {
    const world = atWork(100);
    const before = world.now;
    for (const text of ['2', '3', '5']) {
      world.tell({ type: 'search', text });
      world.settle();
    }
    world.press(1, before);
    expect(world.state.openId).toBe(null);
  });

  test('unless it was noted when the pointer went down: then that report opens', () => {
    const world = atWork(100);
    const at = world.now;
    const id = pressed(world.state, 1, at);
    for (const text of ['2', '3', '5']) {
      world.tell({ type: 'search', text });
      world.settle();
    }
    world.tell({ type: 'press', index: 1, at, id });
    expect(world.state.openId).toBe('1');
  });
});

describe('Enter in the search box', () => {
  test('opens the first match, although another report is open', () => {
    const world = atWork(50, 7);
    world.tell({ type: 'search', text: '20' });
    world.settle();
    world.tell({ type: 'first_match' });
    world.settle();
    // A search lists the newest first.
    expect([world.state.openId, world.underCursor]).toEqual(['40', '40']);
  });

  test('opens the first match of what was typed, even if its rows have not arrived', () => {
    const world = atWork(50, 7);
    world.tell({ type: 'search', text: '20' });
    world.tell({ type: 'first_match' });
    // Until the rows arrive, no key acts on the report that is still open.
    expect(world.state).toMatchObject({ openId: '7', opensFirst: true });
    world.settle();
    expect([world.state.openId, world.underCursor, world.state.opensFirst]).toEqual(['40', '40', false]);
  });

  test('leaves the open report open if the rows can’t be read', () => {
    const world = atWork(50, 7);
    world.tell({ type: 'search', text: '1000' });
    world.tell({ type: 'first_match' });
    world.answer(0, true);
    expect(world.state).toMatchObject({ openId: '7', opensFirst: false });
  });
});

describe('a search without a match in the view', () => {
  /** A desk with report 7 open, and with closed reports that no view lists. */
  const searching = (text: string, outside: string[]) => {
    const world = atWork(50, 7);
    world.reports.shift();
    world.elsewhere = outside;
    world.tell({ type: 'search', text });
    return world;
  };

  test('closes the open report, so that no key acts on it', () => {
    for (const entered of [false, true]) {
      const world = searching('1000', []);
      if (entered) world.tell({ type: 'first_match' });
      world.settle();
      expect(world.state).toMatchObject({ openId: null, following: false, opensFirst: false });
    }
  });

  test('closes the open report although reports outside the view match, and Enter opens the first of those', () => {
    const world = searching('1000', ['3000', '5000']);
    world.settle();
    expect(world.state).toMatchObject({ openId: null, pages: { total: 2, elsewhere: 2 }, cursor: { index: 0 } });
    world.tell({ type: 'first_match' });
    world.settle();
    expect([world.state.openId, world.underCursor]).toEqual(['5000', '5000']);
  });

  test('opens the first match outside the view, even if Enter comes before its row', () => {
    const world = searching('1000', ['3000', '5000']);
    world.tell({ type: 'first_match' });
    world.settle();
    expect([world.state.openId, world.underCursor]).toEqual(['5000', '5000']);
  });

  test('leaves a report open that is itself among the matches outside the view', () => {
    const world = searching('1000', ['3000']);
    world.tell({ type: 'open', id: '3000' });
    world.settle();
    expect([world.state.openId, world.underCursor]).toEqual(['3000', '3000']);
  });
});

describe('a search that also matches outside the view', () => {
  /** Lists the reports 45, 30, 15, 0 of the view, and then 1500 and 150. */
  const searched = () => {
    const world = atWork(50);
    world.elsewhere = ['150', '1500'];
    world.tell({ type: 'search', text: '15' });
    world.settle();
    return world;
  };

  test('lists the matches of the view first, and keys go on through the others', () => {
    const world = searched();
    expect(world.underCursor).toBe('45');
    for (let nth = 0; nth < 4; nth += 1) world.key(1);
    expect(world.underCursor).toBe('1500');
  });

  test('goes on after a decision with the next report of the view, not with one outside it', () => {
    const world = searched();
    world.tell({ type: 'first_match' });
    world.key('last');
    for (let nth = 0; nth < 2; nth += 1) world.key(-1);
    expect(world.state.openId).toBe('0');
    world.tell({ type: 'decided', id: '0', openNext: true, states: decidableStates('officer') });
    expect(world.state.openId).toBe('15');
  });

  test('opens the row that was pressed below the heading', () => {
    const world = searched();
    // Rows on the screen: four of the view, the heading, and the other two.
    world.press(4);
    world.settle();
    expect(world.state.openId).toBe('1500');
  });
});

describe('after a decision', () => {
  /** Makes reports with these statuses, and decides the third one. */
  const decide = (states: readonly ReportState[]) => {
    const world = new QueueWorld(states.length, '2');
    for (const [at, state] of states.entries()) world.becomes(String(at), state);
    world.settle();
    world.tell({ type: 'decided', id: '2', openNext: true, states: decidableStates('officer') });
    return world.state;
  };
  const waits = 'awaiting_citizen';

  test('the next report that this officer may decide opens, not one that waits on the reporter', () => {
    expect(decide(['submitted', waits, 'submitted', waits, 'escalated', 'returned']).openId).toBe('5');
  });

  test('if none is below, the nearest one above opens', () => {
    expect(decide(['submitted', waits, 'submitted', waits, waits, 'escalated']).openId).toBe('0');
  });

  test('if none is left to decide, nothing opens and the cursor is on the next row', () => {
    const { openId, cursor } = decide([waits, waits, 'submitted', waits, waits, waits]);
    expect(openId).toBeNull();
    expect(cursor).toMatchObject({ index: 3, apart: false });
  });
});

test('a report that an undo brings back above the open one is open and in view, and is not counted as new', () => {
  const world = atWork(50, 0);
  world.tell({ type: 'decided', id: '0', openNext: true, states: ['submitted'] });
  world.reports.shift();
  world.news();
  world.reports.unshift('0');
  world.tell({ type: 'open', id: '0' });
  // The report's position is known before the list learns of the change.
  world.settle();
  world.news();
  expect([world.underCursor, world.placeOfCursor, world.state.above]).toEqual(['0', 0, 0]);
});

describe('the selected reports', () => {
  test('a range starts at the last selected report, even if it has moved', () => {
    const world = atWork(50);
    world.tell({ type: 'choose', index: 3, range: false, at: world.now });
    world.comes(0);
    world.news();
    world.tell({ type: 'choose', index: 6, range: true, at: world.now });
    expect([...world.state.chosen].sort()).toEqual(['3', '4', '5']);
  });

  test('are cleared when the list changes', () => {
    const world = atWork(50);
    world.tell({ type: 'mark', at: world.now });
    expect(world.state.chosen.size).toBe(1);
    world.tell({ type: 'search', text: '2' });
    expect(world.state.chosen.size).toBe(0);
  });
});
