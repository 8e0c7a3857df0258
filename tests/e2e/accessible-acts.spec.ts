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

test('the forms of every act, files, conflicts and trays hinder nobody, in any theme and in a small window', async ({
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
  // Somebody else rejects it and its person appeals, so that this officer may judge.
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
  await page.getByRole('button', { name: 'No, thanks' }).click();

  await openReport(page, fresh);
  for (const [key, screen, tree] of [
    ['n', 'note', form('Add a note to T', ['button "Ready sentences"', 'textbox "Note for colleagues"'], 'Save note')],
    ['h', 'hand over', form('Hand over T', ['radiogroup "Hand over to"', 'textbox /^Note/'], 'Hand over')],
    ['u', 'escalate', form('Escalate T', ['textbox "Why a supervisor should see this"'], 'Escalate report')],
    [
      'm',
      'correct',
      form('Correct T', ['button /What is not right/', 'textbox "How you know this"'], 'Save correction'),
    ],
  ] as const) {
    await page.keyboard.press(key);
    await dialog.waitFor();
    await look(screen, tree);
    await tabThrough(screen);
    await closeDialog();
  }
  await page.keyboard.press('m');
  await dialog.getByRole('button', { name: /What is not right/ }).click();
  await look('what to correct', '- listbox:\n  - option /^Person, given name/');
  await page.getByRole('option').first().click();
  await dialog.getByRole('textbox', { name: 'What is right' }).fill('María');
  await page.keyboard.press('Control+Enter');
  await look(
    'a correction with a fieldError',
    '- dialog /^Correct T/:\n  - textbox "What is right"\n  - textbox "How you know this"',
  );
  await dialog.getByRole('button', { name: /What is not right/ }).click();
  await page.getByRole('option', { name: 'Person, language' }).click();
  await look(
    'a correction of what is one of a few',
    '- dialog /^Correct T/:\n  - radiogroup "What is right":\n    - radio "English" [checked]\n    - radio "Spanish"',
  );
  await closeDialog();
  await page.keyboard.press('n');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Control+;');
  await look('ready sentences', '- menu "Ready sentences":\n  - menuitem /^No other report like it/');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await closeDialog();

  await openReport(page, appealed);
  for (const [key, screen, tree] of [
    ['v', 'uphold', form('Uphold the decision on T', ['textbox "Why the decision stands"'], 'Uphold decision')],
    ['b', 'grant', form('Grant the appeal for T', ['textbox /^Note to the person/'], 'Grant appeal')],
  ] as const) {
    await page.keyboard.press(key);
    await dialog.waitFor();
    await look(screen, tree);
    await closeDialog();
  }

  await openReport(page, await withPictures(agency, 2));
  const tile = page.getByRole('button', { name: /^Open the picture/ }).first();
  await tile.scrollIntoViewIfNeeded();
  await look('files', '- region "Attachments":\n  - list:\n    - listitem:\n      - button /^Open the picture/');
  await tile.click();
  await dialog.getByRole('img').waitFor();
  await look(
    'picture viewer',
    '- dialog:\n  - banner:\n    - button "Larger (+)"\n    - button "Turn (R)"\n  - img /^What the person sent/\n  - button "Next"',
  );
  await tabThrough('picture viewer');
  await closeDialog();

  await searchFor(page, '');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Columns' }).click();
  await look(
    'columns',
    '- dialog "Columns, where there is room for them":\n  - list:\n    - listitem:\n      - button /to the left/',
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^View:/ }).click();
  await look('views', '- menu /View/');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Likely repeats alone' }).click();
  await page.getByRole('button', { name: /^State:/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'New' }).click();
  await look('states', '- menu /^State/:\n  - group "Open":\n    - menuitemcheckbox "New" [checked]');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^View:/ }).click();
  await page.getByRole('menuitem', { name: 'Keep this as a view' }).click();
  await look(
    'keep a view',
    '- dialog "Keep this as a view":\n  - textbox /^Name/\n  - contentinfo:\n    - button "Keep view"',
  );
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
  await page.getByRole('region', { name: 'What happened meanwhile' }).waitFor({ timeout: 60_000 });
  await look(
    'conflict',
    `
- region "What happened meanwhile":
  - heading [level=3]
  - list
- table "Field by field"`,
  );
  await tabThrough('conflict');

  await nav(page, /Letters/).click();
  await tick(page.getByRole('checkbox', { name: 'Choose all on this page' }));
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
          - checkbox "Choose all on this page" [checked]
        - columnheader "Person"
    - rowgroup:
      - row:
        - cell:
          - checkbox /^Choose the letter for T/ [checked]
        - rowheader`,
  );
  await tabThrough('letters');
  await page.getByRole('button', { name: /^Save \d+ letters? as/ }).click();
  await dialog.waitFor();
  await look('were they printed', '- dialog /printed/:\n  - contentinfo:\n    - button "Not yet"');
  await closeDialog();
  await nav(page, /Courtesy/).click();
  await page
    .getByRole('button', { name: /^Note contact/ })
    .first()
    .click();
  await look('courtesy contact', '- dialog /^Contact with/:\n  - radiogroup "How it went"\n  - textbox /^Note/');
  await closeDialog();
  await look('courtesy', '- main "Courtesy contacts":\n  - table "Courtesy contacts"');
  await nav(page, /Records/).click();
  await page
    .getByRole('radio', { name: 'Delivered' })
    .or(page.getByRole('button', { name: 'Delivered' }))
    .click();
  await look('records', '- main "Records system":\n  - heading "Records system" [level=1]');
  await nav(page, /Decisions/).click();
  await page.getByRole('button', { name: 'Export audit log…' }).click();
  await page.getByText(/rows written; every one was checked/).waitFor();
  await page.getByRole('table', { name: 'Decisions' }).getByRole('row').nth(1).click();
  await look('decisions, with one open and the proof of the log', '- main "Decisions":\n  - status');

  await page.getByRole('button', { name: 'Wrong hints' }).click();
  await look('wrong hints', '- dialog "Hints that officers say are wrong":\n  - banner:\n    - heading [level=2]');
  await closeDialog();

  // Another role ends the session, and what is on the desk stays.
  await nav(page, /^Queue/).click();
  await onDatabase(agency, (deps) => changeAccount(deps, { name: 'judge' }, { kind: 'set_role', role: 'officer' }, BY));
  await page.getByRole('button', { name: 'Sign in again' }).click({ timeout: 60_000 });
  await look('sign in again', '- dialog "Sign in again":\n  - textbox /^Password/\n  - button "Sign in"');
  await closeDialog();
  expect(found).toEqual([]);
});
