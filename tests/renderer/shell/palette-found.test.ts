import { expect, test } from 'vitest';
import { parseSearch } from '#shared/domain/search.ts';
import { askedFor, filterEntries, foundEntries } from '../../../renderer/shell/palette-found.ts';
import { row } from '../queue/queue-world.ts';

test('two letters find reports in any status; less, and what is a filter already, find none', () => {
  expect(askedFor('lo')?.filter.text).toBe('lo is:any');
  for (const typed of ['l', '  ', 'kind:fraud', 'x'.repeat(200)]) expect(askedFor(typed)).toBeNull();
});

test('a report that is found opens, and the name can be searched for', () => {
  const [report, person] = foundEntries('lopez', [{ ...row('r1'), person: 'Lopez, Ana', location: '4 Park St' }]);
  expect(report).toMatchObject({ title: 'T26-000001-9 · Lopez, Ana · 4 Park St', keys: 'New' });
  expect(report?.command).toEqual({ kind: 'open_report', id: 'r1' });
  expect(person?.command).toEqual({ kind: 'search_for', text: 'person:"lopez"' });
});

test('every filter that is offered is one that the search understands', () => {
  for (const { command } of filterEntries()) {
    expect(command.kind === 'search_for' && parseSearch(command.text).problems).toEqual([]);
  }
});
