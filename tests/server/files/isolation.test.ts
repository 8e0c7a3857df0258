import { afterEach, expect, test, vi } from 'vitest';
import { startAgency } from '../../helpers/agency.ts';
import { photograph } from '../../helpers/pictures.ts';
import { FILLED } from '../portal/filled-forms.ts';
import { createVisitor, hiddenFields, openForm, over } from '../portal/visitor.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a server that draws pictures without a sandbox says so at startup, and still accepts them', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  const agency = await startAgency({ isolation: 'none' });
  try {
    expect(said.mock.calls.flat().join('\n')).toContain(
      'pictures are drawn, but not isolated: isolation is turned off',
    );
    const person = createVisitor(over(agency.serverUrl));
    const hidden = hiddenFields((await openForm(person, 'larceny')).html);
    const form = { ...hidden, ...FILLED.larceny, edit: 'files' };
    const seen = await person.postFiles('/report/larceny', form, { 'bike.jpg': await photograph() });
    expect(seen.html).toContain('bike.jpg');
    const kept = await agency.deps.db.selectFrom('attachment').select('view').executeTakeFirstOrThrow();
    expect(kept.view).toMatchObject({ mediaType: 'image/jpeg', width: 400, height: 640 });
  } finally {
    await agency.stop();
  }
});
