import { changeAccount } from '#server/commands/accounts/change-account.ts';
import { createOfficer } from '#server/commands/accounts/create-officer.ts';
import { appealReport } from '#server/commands/reports/appeal.ts';
import { walk } from './barriers.ts';
import { actElsewhere, rejectElsewhere, withPictures } from './colleague.ts';
import { expect, signIn, test } from './fixtures.ts';
import { nav, openReport, searchFor, tick } from './officer.ts';
import { onDatabase, reportId } from './own-database.ts';
import { fileReport } from './person.ts';

const BY = { actor: 'test', source: 'test' };

const form = (title: string, fields: readonly string[], button: string) => `
- dialog /^${title}/:
  - banner:
    - heading /^${title}/ [level=2]
    - button "Close"
${fields.map((field) => `  - ${field}`).join('\n')}
  - contentinfo:
    - button "Cancel"
    - button "${button}"`;

test('every action form, file, conflict and tray is accessible, in every theme and in a small window', async ({
  page,
  agency,
  line,
}) => {
  const { found, look, tabThrough } = walk(page);
  const dialog = page.getByRole('dialog');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 900, height: 600 });
  const closeDialog = async () => {
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  };
  // A different officer rejects this report and the reporter appeals, so that this officer may decide the appeal.
  const appealed = await fileReport(agency, { who: { email: null } });
  const judge = await onDatabase(agency, (deps) =>
    createOfficer(deps, { name: 'judge', displayName: 'Lieutenant Judge', role: 'supervisor' }, BY, {
      temporary: false,
    }),
  );
  await rejectElsewhere(agency, appealed);
  await onDatabase(agency, async (deps) =>
    appealReport(deps, { reportId: await reportId(deps, appealed), text: 'It was in Hartford.' }, 'test'),
  );
  const approved = await fileReport(agency, { who: { email: null } });
  await actElsewhere(agency, approved, { kind: 'approve', offenseCode: 'larceny_other', note: '' });
  await onDatabase(agency, async (deps) => {
    const decided_at = new Date(Date.now() - 25 * 86_400_000);
    const report_id = await reportId(deps, approved);
    await deps.db.updateTable('act').set({ decided_at }).where('report_id', '=', report_id).execute();
  });
  const fresh = await fileReport(agency, { who: { email: null } });
  await signIn(page, { name: 'judge', password: judge.password });
  await page.getByRole('button', { name: 'No thanks' }).click();

  await openReport(page, fresh);
  for (const [key, screen, tree] of [
    ['n', 'note', form('Add a note to T', ['button "Saved replies"', 'textbox "Internal note"'], 'Save note')],
    ['h', 'hand over', form('Assign T', ['radiogroup "Assign to"', 'textbox /^Note/'], 'Assign')],
    ['u', 'escalate', form('Escalate T', ['textbox "Why a supervisor should see this"'], 'Escalate to supervisor')],
    [
      'm',
      'correct',
      form('Correct T', ['button /Detail to correct/', 'textbox "How you know this"'], 'Save correction'),
    ],
  ] as const) {
    await page.keyboard.press(key);
    await dialog.waitFor();
    await look(screen, tree);
    await tabThrough(screen);
    await closeDialog();
  }
  await page.keyboard.press('m');
  await dialog.getByRole('button', { name: /Detail to correct/ }).click();
  await look('what to correct', '- listbox:\n  - option /^Reporter, first name/');
  await page.getByRole('option').first().click();
  await dialog.getByRole('textbox', { name: 'Corrected value' }).fill('María');
  await page.keyboard.press('Control+Enter');
  await look(
    'a correction with a field error',
    '- dialog /^Correct T/:\n  - textbox "Corrected value"\n  - textbox "How you know this"',
  );
  await dialog.getByRole('button', { name: /Detail to correct/ }).click();
  await page.getByRole('option', { name: 'Reporter, language' }).click();
  await look(
    'a correction of what is one of a few',
    '- dialog /^Correct T/:\n  - radiogroup "Corrected value":\n    - radio "English" [checked]\n    - radio "Spanish"',
  );
  await closeDialog();
  await page.keyboard.press('n');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Control+;');
  await look('ready sentences', '- menu "Saved replies":\n  - menuitem /^No other report like it/');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await closeDialog();

  await openReport(page, appealed);
  for (const [key, screen, tree] of [
    ['v', 'uphold', form('Keep the decision on T', ['textbox "Why the decision stands"'], 'Keep the decision')],
    [
      'b',
      'grant',
      form('Set aside the decision on T', ['textbox /^Note to reporter/'], 'Set it aside and review again'),
    ],
  ] as const) {
    await page.keyboard.press(key);
    await dialog.waitFor();
    await look(screen, tree);
    await closeDialog();
  }

  await openReport(page, await withPictures(agency, 2));
  const tile = page.getByRole('button', { name: /^Open photo/ }).first();
  await tile.scrollIntoViewIfNeeded();
  await look('files', '- region "Attachments":\n  - list:\n    - listitem:\n      - button /^Open photo/');
  await tile.click();
  await dialog.getByRole('img').waitFor();
  await look(
    'picture viewer',
    '- dialog:\n  - banner:\n    - button "Zoom in (+)"\n    - button "Rotate (R)"\n  - img /^Sent by reporter/\n  - button "Next"',
  );
  await tabThrough('picture viewer');
  await closeDialog();

  await searchFor(page, '');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Columns' }).click();
  await look(
    'columns',
    '- dialog "Columns (shown if there is room)":\n  - list:\n    - listitem:\n      - button /move left/',
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^View:/ }).click();
  await look('views', '- menu /View/');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Possible duplicates only' }).click();
  await page.getByRole('button', { name: /^Status:/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'New' }).click();
  await look('states', '- menu /^Status/:\n  - group "Open":\n    - menuitemcheckbox "New" [checked]');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^View:/ }).click();
  await page.getByRole('menuitem', { name: 'Save view' }).click();
  await look('keep a view', '- dialog "Save view":\n  - textbox /^Name/\n  - contentinfo:\n    - button "Save view"');
  await closeDialog();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await searchFor(page, 'zzzz nobody wrote this');
  await expect(page.getByRole('main')).toContainText(/No report/);
  await look('nothing found', '- main "Reports"');

  await openReport(page, fresh);
  await line.offline();
  await page.keyboard.press('r');
  await tick(dialog.getByRole('radio', { name: /not in|outside/i }));
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await actElsewhere(agency, fresh, { kind: 'log_call', outcome: 'no_answer', note: 'Nobody at home.' });
  await page.getByRole('button', { name: /^Connection:/ }).click();
  await look('offline', '- main "Waiting to be sent":\n  - region "Connection"');
  await line.online();
  await page.getByRole('region', { name: 'What changed since then' }).waitFor();
  await look(
    'conflict',
    `
- region "What changed since then":
  - heading [level=3]
  - list
- table "Field by field"`,
  );
  await tabThrough('conflict');

  await nav(page, /Letters/).click();
  await tick(page.getByRole('checkbox', { name: 'Select all on this page' }));
  await look(
    'letters',
    `
- main "Letters to print":
  - heading "Letters to print" [level=1]
  - search "Search letters":
    - searchbox "Search letters"
    - button /^Save \\d+ letters? as/
  - table "Letters":
    - rowgroup:
      - row:
        - columnheader:
          - checkbox "Select all on this page" [checked]
        - columnheader "Reporter"
    - rowgroup:
      - row:
        - cell:
          - checkbox /^Select the letter for T/ [checked]
        - rowheader`,
  );
  await tabThrough('letters');
  await page.getByRole('button', { name: /^Save \d+ letters? as/ }).click();
  await dialog.waitFor();
  await look('were they printed', '- dialog /printed/:\n  - contentinfo:\n    - button "Not yet"');
  await closeDialog();
  await nav(page, /Courtesy/).click();
  await page
    .getByRole('button', { name: /^Log contact/ })
    .first()
    .click();
  await look('courtesy contact', '- dialog /^Contact with/:\n  - radiogroup "Outcome"\n  - textbox /^Internal note/');
  await closeDialog();
  await look('courtesy', '- main "Courtesy contacts":\n  - table "Courtesy contacts"');
  await nav(page, /Records/).click();
  await page
    .getByRole('radio', { name: 'Delivered' })
    .or(page.getByRole('button', { name: 'Delivered' }))
    .click();
  await look('records', '- main "Records system":\n  - heading "Records system" [level=1]');
  await nav(page, 'Audit log').click();
  await page.getByRole('button', { name: 'Export audit log…' }).click();
  await page.getByText(/rows written, all checked/).waitFor();
  await look('audit log, with its proof', '- main "Audit log":\n  - status');
  await nav(page, /Decisions/).click();
  await page.getByRole('table', { name: 'Decisions' }).getByRole('row').nth(1).click();
  await look('decisions, with one open', '- main "Decisions":\n  - complementary /^Decision on/');

  await page.getByRole('button', { name: 'Dismissed flags' }).click();
  await look('wrong hints', '- dialog "Flags that officers dismissed":\n  - banner:\n    - heading [level=2]');
  await closeDialog();

  // A role change ends the session; whatever is open on the desk stays.
  await nav(page, /^Queue/).click();
  await onDatabase(agency, (deps) => changeAccount(deps, { name: 'judge' }, { kind: 'set_role', role: 'officer' }, BY));
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await look('sign in again', '- dialog "Sign in again":\n  - textbox /^Password/\n  - button "Sign in"');
  await closeDialog();
  expect(found).toEqual([]);
});
