import type { Page } from 'playwright/test';
import { anItem } from '../helpers/builders.ts';
import { rowsArrived } from './at-rest.ts';
import { actElsewhere, withPictures } from './colleague.ts';
import { expect, test, unlock } from './fixtures.ts';
import { chooseUndoTime, goByKeys, hearsKeys, nav, openReport, report, row, searchFor, untick } from './officer.ts';
import { fileReport, letterTo } from './person.ts';

/** Presses keys one after another and counts them. */
const keysOf = (page: Page) => {
  let count = 0;
  const counts: number[] = [];
  return {
    press: async (...keys: string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key);
        count += 1;
      }
    },
    since: () => {
      const pressed = count;
      counts.push(pressed);
      count = 0;
      return pressed;
    },
    /** Returns the median of all counts taken. */
    median: () => counts.toSorted((a, b) => a - b)[Math.floor((counts.length - 1) / 2)] ?? Number.NaN,
  };
};

const shots = process.env['P2C_SHOTS'];
const dialog = (page: Page) => page.getByRole('dialog');
const reading = (page: Page) => page.getByRole('region', { name: /^Report T/ });

test('a shift by keys: approve in two, reject in three, ask in two, and each time the next report to decide opens', async ({
  officer: { page },
  agency,
}) => {
  const who = { familyName: 'Shiftworth', email: 'shift@example.org' };
  const numbers: string[] = [];
  for (let n = 0; n < 5; n += 1) numbers.push(await fileReport(agency, { who: { ...who, givenName: `No${n}` } }));
  const [first = '', asked = '', second = '', third = '', last = ''] = numbers;
  await actElsewhere(agency, asked, { kind: 'follow_up', missing: ['exact_time'], note: '' });
  await chooseUndoTime(page, '2 minutes');
  const keys = keysOf(page);
  await searchFor(page, 'shiftworth');
  await expect(row(page, asked)).toContainText('Waiting on reporter');
  // The newest report is first after a search.
  await row(page, last).click();
  await expect(report(page, last)).toBeVisible();

  await keys.press('a');
  await expect(dialog(page).getByRole('article', { name: 'Letter', exact: true })).toContainText('approved');
  // What the reporter wrote is still readable beside the form.
  await expect(dialog(page).getByRole('region', { name: 'Report contents' })).toContainText('Narrative');
  await keys.press('Control+Enter');
  expect(keys.since()).toBe(2);
  await expect(report(page, third)).toBeVisible();

  await keys.press('r');
  await hearsKeys(dialog(page));
  await keys.press('3');
  await expect(dialog(page).getByRole('article', { name: 'Letter', exact: true })).toContainText('outside');
  await keys.press('Control+Enter');
  expect(keys.since()).toBe(3);
  await expect(report(page, second)).toBeVisible();

  await keys.press('f');
  await hearsKeys(dialog(page));
  if ((await dialog(page).getByRole('checkbox', { checked: true }).count()) === 0) await keys.press('Space');
  await expect(dialog(page).getByRole('article', { name: 'Letter', exact: true })).toBeVisible();
  await keys.press('Control+Enter');
  expect(keys.since()).toBeLessThanOrEqual(3);
  // The report that waits on its reporter is skipped, although it is next in the list.
  await expect(report(page, first)).toBeVisible();

  console.log(`keys for a decision, median: ${keys.median()}`);
  expect(keys.median()).toBeLessThanOrEqual(3);

  // What is waiting to be sent is in its own list, and not among the closed reports.
  await searchFor(page, `${second} is:unsent`);
  await expect(row(page, second)).toContainText('Not sent yet');
  await searchFor(page, `${second} is:closed`);
  await expect(page.getByText('No reports match these filters')).toBeVisible();

  await nav(page, /Waiting to be sent/).click();
  const cancel = page.getByRole('button', { name: `Undo for ${third}` });
  await cancel.press('Enter');
  const undo = page.getByRole('button', { name: `Undo: send the decision on ${third} after all` });
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(undo).toHaveCount(0);
  await page.getByRole('button', { name: 'Send now (can’t undo)' }).click();
  await letterTo(agency, 'shift@example.org', new RegExp(`About your report ${third}`));
});

test('each open requirement costs one key more: Alt+D dismisses its flag, and Enter leads from answer to answer', async ({
  officer: { page },
  agency,
}) => {
  const where = { address: '2 Boundary Road', city: 'Windsor', point: null };
  const how = 'The mirror of my car is gone. The store has cameras.';
  const who = { familyName: 'Offenbar', phone: null, birthDate: null };
  const another = { givenName: 'Ivo', familyName: 'Qahtani', email: 'ivo@example.org', phone: null, birthDate: null };
  const [first, second] = [
    await fileReport(agency, { who, how, where }),
    await fileReport(agency, {
      who: another,
      how: 'Two bags are missing. A camera saw it.',
      where,
      items: [anItem({ type: 'Bag', serialNumber: null })],
    }),
  ];
  const keys = keysOf(page);
  const open = dialog(page).getByRole('region', { name: 'Requirements not met' }).getByRole('textbox');
  await openReport(page, first);
  await keys.press('a');
  await expect(open).toHaveCount(2);
  await keys.press('Alt+d');
  await expect(open).toHaveCount(1);
  await keys.press('Alt+d');
  await expect(open).toHaveCount(0);
  await keys.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  const each = (keys.since() - 2) / 2;
  console.log(`keys for each open requirement: ${each}`);
  expect(each).toBe(1);

  await openReport(page, second);
  await page.keyboard.press('a');
  await expect(open.first()).toBeFocused();
  await page.keyboard.type('It is on our side.');
  await page.keyboard.press('Enter');
  await expect(open.nth(1)).toBeFocused();
  await page.keyboard.type('It shows nothing.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
});

test('after unlocking, the view and the form that were open are back, with what was typed', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { familyName: 'Backagain' } });
  await openReport(page, trackingNumber);
  await searchFor(page, '');
  await nav(page, /^To decide/).click();
  await expect(nav(page, /^To decide/)).toHaveAttribute('aria-current', 'page');
  await expect(report(page, trackingNumber)).toBeVisible();
  await page.keyboard.press('r');
  const note = dialog(page).getByRole('textbox', { name: /Note to reporter/ });
  await note.fill('Half a sentence');
  await page.keyboard.press('Control+l');
  await unlock(page, agency.account('officer'));
  await expect(dialog(page)).toHaveAccessibleName(`Reject ${trackingNumber}`);
  await expect(note).toHaveValue('Half a sentence');
  await page.keyboard.press('Escape');
  await expect(nav(page, /^To decide/)).toHaveAttribute('aria-current', 'page');
});

test('Ctrl+K and Enter open a report by name before the list shows it, and it is copied for the records system', async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, { who: { familyName: 'Palettera' } });
  await searchFor(page, trackingNumber);
  await expect(row(page, trackingNumber)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('palettera');
  await page.keyboard.press('Enter');
  await expect(report(page, trackingNumber)).toBeVisible();
  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByTitle(`${trackingNumber} is copied. Paste it into the records system.`)).toBeVisible();
  await reading(page)
    .getByRole('button', { name: /Palettera/ })
    .click();
  await expect(reading(page).getByText('Copied')).toBeVisible();
});

test('copied text has its dates in full, since it is pasted elsewhere and read later', async ({
  officer: { page },
  agency,
}) => {
  const hours = (n: number) => new Date(Date.now() - n * 3_600_000).toISOString();
  const trackingNumber = await fileReport(agency, { when: { from: hours(30), to: hours(20) } });
  await openReport(page, trackingNumber);
  const when = reading(page).getByRole('region', { name: 'Date & time' });
  await expect(when).toContainText('Yesterday');
  const copied = await when.evaluate((section) => {
    getSelection()?.selectAllChildren(section);
    const clipboardData = new DataTransfer();
    section.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData('text/plain');
  });
  expect(copied).toMatch(/^Occurred\n\w{3}, \w{3} \d+, \d{4} \d+:\d\d [AP]M – /m);
  expect(copied).not.toMatch(/Today|Yesterday/);
});

test('an officer’s own question is in the letter and in the history', async ({ officer: { page }, agency }) => {
  const trackingNumber = await fileReport(agency, { who: { email: 'asked@example.org' } });
  const opened = await openReport(page, trackingNumber);
  await page.keyboard.press('f');
  const question = dialog(page).getByRole('textbox', { name: 'Ask something else' });
  await expect(question).toBeVisible();
  for (const box of await dialog(page).getByRole('checkbox').all()) if (await box.isChecked()) await untick(box);
  await dialog(page)
    .getByRole('button', { name: /^Send follow-up/ })
    .click();
  await expect(dialog(page)).toContainText('Check at least one item, or ask something else.');
  await question.fill('Was the\n shed locked?');
  const letter = dialog(page).getByRole('article', { name: 'Letter', exact: true });
  await expect(letter.getByRole('listitem').filter({ hasText: /^Was the shed locked\?$/ })).toBeVisible();
  if (shots !== undefined) await page.screenshot({ path: `${shots}/own-question.png` });
  await page.keyboard.press('Control+Enter');
  await expect(dialog(page)).toBeHidden();
  const mail = await letterTo(agency, 'asked@example.org', /Was the shed locked/);
  expect(mail.subject).toContain(trackingNumber);
  await openReport(page, trackingNumber);
  await expect(opened.getByRole('region', { name: 'History' })).toContainText('Asked: “Was the shed locked?”');
});

test('the rest of a shift by keys: a Spanish letter, a correction, compare and swap, photos, print, several at once, send', async ({
  officer: { page },
  agency,
}) => {
  const spanish = await fileReport(agency, {
    who: {
      givenName: 'Inés',
      familyName: 'Turnoespañol',
      email: 'turno@example.org',
      phone: null,
      birthDate: null,
      language: 'es',
    },
    // Not the incident of the other tests' reports, which may be approved by now.
    where: { address: '12 Franklin Avenue', point: null },
    items: [anItem({ type: 'Mochila', brand: null, model: null, serialNumber: null, valueCents: 4000 })],
    how: 'Me llevaron la mochila del comedor mientras comía.',
  });
  const told = {
    who: { familyName: 'Twicetold', email: 'twicetold@example.org', phone: '860 555 0199', birthDate: '1966-02-03' },
    where: { address: '900 Wethersfield Avenue', point: { lat: 41.735, lon: -72.665 } },
    items: [anItem({ serialNumber: 'SHIFT-4711-08' })],
  };
  const older = await fileReport(agency, { ...told, how: 'Somebody took my red bicycle from the rack last night.' });
  const newer = await fileReport(agency, { ...told, how: 'Somebody took my blue bicycle from the rack last night.' });
  const several: string[] = [];
  for (const givenName of ['Una', 'Dos', 'Tres']) {
    several.push(await fileReport(agency, { who: { familyName: 'Severalworth', givenName } }));
  }
  const pictured = await withPictures(agency, 1);
  await chooseUndoTime(page, '2 minutes');
  await page.evaluate(() => {
    // The system's dialog would wait for a person.
    window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
  });
  const keys = keysOf(page);
  const send = async () => {
    await keys.press('Control+Enter');
    await expect(dialog(page)).toBeHidden();
  };
  /** Types slash, the number, and Enter at once, which opens the first match. */
  const openFound = async (number: string) => {
    await page.keyboard.press('/');
    await page.keyboard.type(number);
    await page.keyboard.press('Enter');
    await expect(report(page, number)).toBeVisible();
    keys.since();
  };

  await openFound(spanish);
  await keys.press('a');
  await expect(dialog(page).getByRole('article', { name: 'Letter', exact: true })).toContainText('Turnoespañol');
  await expect(dialog(page).getByRole('article', { name: 'Letter', exact: true })).toContainText(/reporte/);
  await send();
  expect(keys.since()).toBe(2);

  await openFound(newer);
  await keys.press('m');
  await expect(dialog(page).getByRole('button', { name: /Detail to correct/ })).toBeFocused();
  await keys.press('Enter');
  const serial = page.getByRole('option', { name: 'Item 1, serial number' });
  // On a busy machine, a second may pass between two keys, and the list then forgets the first one. So this types
  // again.
  await expect(async () => {
    await page.keyboard.type('Item 1, serial');
    await expect(serial).toBeFocused({ timeout: 1000 });
  }).toPass({ intervals: [1500] });
  await keys.press('Enter');
  await expect(dialog(page).getByRole('button', { name: /Detail to correct/ })).toBeFocused();
  await keys.press('Tab');
  await expect(dialog(page).getByRole('textbox', { name: 'Corrected value' })).toBeFocused();
  await page.keyboard.type('SHIFT-4711-09');
  await keys.press('Tab');
  await expect(dialog(page).getByRole('textbox', { name: 'How you know this' })).toBeFocused();
  await page.keyboard.type('From the receipt.');
  await send();
  expect(keys.since()).toBe(6);
  await expect(report(page, newer)).toContainText('SHIFT-4711-09');

  await expect(report(page, newer).getByRole('region', { name: 'Possible duplicates' })).toContainText(older);
  await keys.press('c');
  await expect(page.getByRole('main', { name: new RegExp(`^Compare ${newer} with ${older}`) })).toBeVisible();
  const side = (number: string) => page.locator('.compare-side').filter({ hasText: number });
  await expect(side(older)).toContainText('Primary');
  await keys.press('w');
  await expect(side(newer)).toContainText('Primary');
  await keys.press('r');
  // After the swap, the older report is rejected and the newer one stays.
  await expect(dialog(page)).toHaveAccessibleName(`Reject ${older}`);
  await expect(dialog(page).getByRole('textbox', { name: 'Duplicate of' })).toHaveValue(newer);
  await send();
  expect(keys.since()).toBe(4);
  await page.keyboard.press('Escape');

  await openFound(pictured);
  // Photos are drawn after the rest of the report.
  await expect(page.getByRole('button', { name: /^Open photo/ }).first()).toBeVisible();
  await keys.press('p');
  await expect(dialog(page).getByRole('img')).toBeVisible();
  await keys.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await keys.press('Control+p');
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  expect(keys.since()).toBe(3);
  await page.keyboard.press('Escape');

  await page.keyboard.press('/');
  await page.keyboard.type('severalworth');
  for (const number of several) await expect(row(page, number)).toBeVisible();
  await expect(row(page, 'T26-').filter({ hasNotText: 'Severalworth' })).toHaveCount(0);
  // Keys pressed before the rows for the last typed letter have loaded would act on the previous list.
  await rowsArrived(page);
  // The down arrow moves on to the rows.
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid')).toBeFocused();
  await keys.press('x', 'j', 'x', 'j', 'x');
  const bar = page.getByRole('toolbar', { name: 'Selected reports' });
  await expect(bar).toContainText('3 selected');
  await keys.press('h');
  await expect(bar.getByRole('button', { name: 'Assign to me' })).toBeFocused();
  await keys.press('Enter');
  await expect(bar).toBeHidden();
  await goByKeys(page, 'w');
  const outbox = page.getByRole('main');
  for (const number of several) await expect(outbox).toContainText(number);
  // One press of Z undoes all assignments that were made at once.
  await keys.press('z');
  for (const number of several) await expect(outbox).not.toContainText(number);
  expect(keys.since()).toBe(8);

  const sendNow = page.getByRole('button', { name: 'Send now (can’t undo)' });
  for (let tabs = 0; tabs < 12 && !(await sendNow.evaluate((one) => one === document.activeElement)); tabs += 1) {
    await keys.press('Tab');
  }
  await keys.press('Enter');
  await letterTo(agency, 'turno@example.org', new RegExp(spanish));
  await letterTo(agency, 'twicetold@example.org', new RegExp(`About your report ${older}`));
});
