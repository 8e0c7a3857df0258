import { afterEach, expect, test } from 'vitest';
import { parseSearch, SEARCH_FIELDS } from '#shared/domain/search.ts';
import { standardViews, VIEWS } from '#shared/domain/views.ts';
import { speak } from '../../../renderer/t.ts';
import { searchFieldWords, searchSentence } from '../../../renderer/wording/search-words.ts';
import { viewKey, viewTitle } from '../../../renderer/wording/view-words.ts';

afterEach(() => speak('en'));

const said = (text: string) => parseSearch(text).problems.map(searchSentence);

test('what the search does not understand is said in the language of the desk, with what the field takes', async () => {
  const typed = 'color:red kind:arson from:2026-02-30';
  expect(said(typed)).toEqual([
    'There is no field named “color”; searching for it as text.',
    '“arson” isn’t an option for “kind:”. Options: vandalism, larceny, lost or fraud.',
    '“from:” takes a date like 2026-10-01.',
  ]);
  const fields = SEARCH_FIELDS.map(searchFieldWords);
  expect(new Set(fields).size).toBe(fields.length);
  await speak('es');
  expect(said(typed)[1]).toBe(
    '«arson» no es una opción de kind:. Opciones: vandalism (vandalismo), larceny (hurto), lost (perdido) o fraud (fraude).',
  );
  for (const [at, field] of SEARCH_FIELDS.entries()) expect(searchFieldWords(field)).not.toBe(fields[at]);
});

test('views that everybody has are titled by the language, and an officer’s own keeps its title', async () => {
  const own = { ...VIEWS.mine, title: 'Queue' };
  const { id: _, ...saved } = own;
  const english = standardViews('officer').map(viewTitle);
  expect(new Set(english).size).toBe(standardViews('officer').length);
  await speak('es');
  expect(standardViews('officer').map(viewTitle)).not.toEqual(expect.arrayContaining([english[1]]));
  expect([viewTitle(VIEWS.all), viewTitle(saved)]).toEqual(['Cola', 'Queue']);
  expect(new Set([...standardViews('officer'), saved].map(viewKey)).size).toBe(standardViews('officer').length + 1);
});
