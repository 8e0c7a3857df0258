import { anItem } from '../helpers/builders.ts';
import { createVisitor, hiddenFields, over } from '../server/portal/visitor.ts';
import { barriers } from './barriers.ts';
import { actElsewhere } from './colleague.ts';
import { expect, test } from './fixtures.ts';
import { chooseUndoTime, goByKeys, inView, openReport, row, searchFor, tick } from './officer.ts';
import { fileReport, letterTo } from './person.ts';

test('note, correction, assignment (online and offline) and escalation work by keyboard, with undo and history', async ({
  officer: { page, line },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { items: [anItem({ serialNumber: 'WTU123K4567' })] });
  const report = await openReport(page, trackingNumber);
  const history = report.getByRole('region', { name: 'History' });
  const dialog = page.getByRole('dialog');

  await report.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Add note' }).click();
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('The store keeps its video for a week.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('m');
  await dialog.getByRole('button', { name: /Detail to correct/ }).click();
  await page.getByRole('option', { name: 'Item 1, serial number' }).click();
  await dialog.getByRole('textbox', { name: 'Corrected value' }).fill('WTU 999 111');
  await dialog.getByRole('textbox', { name: 'How you know this' }).fill('From the receipt.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('h');
  await tick(dialog.getByRole('radio', { name: /^Me/ }));
  await page.keyboard.press('Control+Enter');
  // The decisions are sent one after another when their undo time ends. None conflicts with the previous one, because
  // this officer made both.
  await expect(report).toContainText('Assigned to you');
  await expect(history).toContainText('The store keeps its video for a week.');
  await expect(history).toContainText('Correction: ');
  // The reporter's own words stay, and the correction appears beside them. Both are printed, too, but not the buttons.
  const what = report.getByRole('region', { name: 'Property' });
  await expect(what).toContainText(/WTU123K4567.*WTU 999 111.*corrected by/);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(what).toBeVisible();
  const foot = () => page.evaluate(() => document.documentElement.style.getPropertyValue('--paper-number'));
  expect(await foot(), 'each sheet says whose it is').toBe(`"${trackingNumber}"`);
  const mark = (name: string) =>
    page.evaluate((one) => document.documentElement.style.getPropertyValue(`--paper-${one}`), name);
  expect(await mark('agency')).toBe('"Hartford Police Department"');
  expect(await mark('printed')).toMatch(/^"Printed by Officer Rivera, \w+, \w+ \d+, \d{4} \d+:\d\d [AP]M"$/);
  // Whoever reads a printout later must not have to know when it was made.
  await expect(report).not.toContainText(/\b(Today|Yesterday|tomorrow|ago|just now)\b/i);
  // Letters are printed in full, since paper has nothing to expand.
  await expect(history.getByRole('article', { name: /^Letter: / })).toContainText(trackingNumber);
  await expect(report.getByRole('button', { name: 'Approve', exact: true })).toBeHidden();
  await expect(page.getByRole('grid')).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect(history.getByRole('article')).toHaveCount(0);
  expect(await foot()).toBe('');

  // The list of colleagues is cached, so a report can be assigned offline.
  await line.offline();
  await expect(page.getByRole('button', { name: /^Connection: offline/i })).toBeVisible();
  await page.keyboard.press('h');
  await tick(dialog.getByRole('radio', { name: /Supervisor$/ }).first());
  await page.keyboard.press('Control+Enter');
  await expect(report).toContainText('Saved here, not sent yet');
  await line.online();
  await expect(report).toContainText(/Assigned to S/);

  await chooseUndoTime(page, '2 minutes');
  await expect(report).toBeVisible();
  await page.keyboard.press('u');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Explain why a supervisor should see this.');
  await page.keyboard.type('The third one on this block.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Undo' })).toContainText(trackingNumber);
  await page.keyboard.press('z');
  await expect(page.getByRole('region', { name: 'Undo' })).toBeHidden();
  await expect(report).not.toContainText('Saved here');
  await chooseUndoTime(page, /agency default/);
  await page.keyboard.press('u');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('The third one on this block.');
  const keys = page.locator('.foot-keys');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await openReport(page, trackingNumber);
  await expect(report.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0);
  // The footer also stops listing keys that no longer work.
  await expect(keys).toContainText('back');
  await expect(keys).not.toContainText('approve');
});

test('an escalation sent without a word puts the cursor into its field, so that what is typed next is the reason', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency);
  const report = await openReport(page, trackingNumber);
  const dialog = page.getByRole('dialog');
  await page.getByRole('grid').focus();
  await page.keyboard.press('u');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.locator('.field-error')).toBeVisible();
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('He had a knife, please look today.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await openReport(page, trackingNumber);
  // The escalation is in the history once its undo time has ended and the server has received it.
  await expect(report.getByRole('region', { name: 'History' })).toContainText('He had a knife, please look today.');
});

test('Z while several reports are being assigned takes back all of them', async ({ officer: { page }, agency }) => {
  const numbers: string[] = [];
  for (const givenName of ['Ada', 'Ben', 'Cy', 'Di', 'Eva'])
    numbers.push(await fileReport(agency, { who: { familyName: 'Wholebatch', givenName } }));
  await chooseUndoTime(page, '2 minutes');
  await searchFor(page, 'wholebatch');
  for (const number of numbers) await expect(row(page, number)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid')).toBeFocused();
  for (const key of ['x', 'j', 'x', 'j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  const bar = page.getByRole('toolbar', { name: 'Selected reports' });
  await expect(bar).toContainText('5 selected');
  await bar.getByRole('button', { name: 'Assign to me' }).press('Enter');
  await page.keyboard.press('z');
  await expect(bar).toBeHidden();
  await expect(page.getByRole('region', { name: 'Undo' })).toBeHidden();
  await goByKeys(page, 'w');
  await expect(page.getByRole('heading', { name: 'Waiting to be sent' })).toBeVisible();
  for (const number of numbers) await expect(page.getByRole('main')).not.toContainText(number);
});

test("an open form stays open when the officer's own action reaches the server; a colleague's change is shown", async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency);
  const report = await openReport(page, trackingNumber);
  const dialog = page.getByRole('dialog');
  const history = report.getByRole('region', { name: 'History' });
  await page.keyboard.press('n');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('First note.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('n');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Second note.');
  // The first note is confirmed while the form is open.
  await expect(history.getByText('First note.')).toHaveCount(1);
  await expect(page.locator('.report .notice', { hasText: 'Added a note to' })).toHaveCount(0);
  await expect(dialog.getByText('The report changed')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(history.getByText('Second note.')).toHaveCount(1);

  await page.keyboard.press('n');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Third note.');
  await actElsewhere(agency, trackingNumber, { kind: 'log_call', outcome: 'no_answer', note: 'Nobody at home.' });
  await expect(dialog.getByText('The report changed while this form was open')).toBeVisible();
  await expect(dialog.getByRole('listitem')).toHaveText(/^Call: no answer/);
  expect(await barriers(page, 'a report that changed under a form')).toEqual([]);
});

test('an officer writes to the reporter, and the answer waits among the messages until somebody deals with it', async ({
  officer: { page },
  agency,
}) => {
  const email = 'writes.back@example.com';
  const trackingNumber = await fileReport(agency, { who: { email } });
  const report = await openReport(page, trackingNumber);
  const dialog = page.getByRole('dialog', { name: /^Write to the reporter of/ });
  await page.keyboard.press('i');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Is the bell blue?');
  await expect(dialog.getByRole('region', { name: /^Letter/ })).toContainText('An officer wrote to you');
  expect(await barriers(page, 'a message to a reporter')).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();

  const { text } = await letterTo(agency, email, /A message about your report/);
  const path = /\/status\/[0-9A-Z]{26}/.exec(text)?.[0] ?? '';
  const person = createVisitor(over(agency.url));
  const form = await person.get(`${path}/message`);
  const sent = await person.postFiles(`${path}/message`, { ...hiddenFields(form.html), text: 'Yes, it is.' }, {});
  expect(sent.status).toBe(303);

  await expect(report.getByRole('region', { name: 'Latest' })).toContainText('Yes, it is.');
  const view = page.getByRole('button', { name: /^Messages/ });
  await view.click();
  await expect(row(page, trackingNumber)).toBeVisible();
  await openReport(page, trackingNumber);
  await page.keyboard.press('i');
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Thank you.');
  await page.keyboard.press('Control+Enter');
  await expect(inView(page, trackingNumber)).toHaveCount(0);
});

test('a saved reply is inserted into a note by keyboard, in the language of the letter, and can be edited there', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { language: 'es' } });
  await openReport(page, trackingNumber);
  await page.keyboard.press('f');
  const dialog = page.getByRole('dialog', { name: /^Follow up/ });
  const note = dialog.getByRole('textbox', { name: /^Note to reporter/ });
  await expect(note).toHaveAttribute('lang', 'es');
  await expect(note).toHaveAttribute('spellcheck', 'true');
  await tick(dialog.getByRole('checkbox').first());
  await note.fill('Gracias.');
  await page.keyboard.press('Control+;');
  const sentences = page.getByRole('menu', { name: 'Saved replies' });
  const guess = sentences.getByRole('menuitem', { name: /^A good guess of the value/ });
  await expect(guess).toContainText('basta con');
  await expect(page.locator('[role="menu"]:focus-within')).toHaveCount(1);
  // On a busy machine, a second may pass between two keys, and the list then forgets the first one. So this types
  // again.
  await expect(async () => {
    await page.keyboard.type('A good');
    await expect(guess).toBeFocused({ timeout: 1000 });
  }).toPass({ intervals: [1500] });
  await page.keyboard.press('Enter');
  await expect(sentences).toBeHidden();
  await expect(note).toBeFocused();
  await expect(note).toHaveValue('Gracias. Si no tiene el recibo, basta con un cálculo aproximado del valor.');
  await page.keyboard.type(' Hasta pronto.');
  const letter = dialog.getByRole('article', { name: 'Letter', exact: true });
  await expect(letter).toContainText('basta con un cálculo aproximado del valor. Hasta pronto.');
  // The officer's preview shows the letter in English. The letter itself also ends with the English text, for anyone
  // who helps the reporter.
  await expect(dialog.getByRole('article', { name: 'Letter in English' })).toContainText(
    'a good guess of the value is enough',
  );
  await expect(letter).toContainText('The same letter in English');
});
