import type { Locator, Page } from 'playwright/test';
import { rowsArrived } from './at-rest.ts';
import { barriers } from './barriers.ts';
import { rejectElsewhere } from './colleague.ts';
import { expect, signIn, test, unlock } from './fixtures.ts';
import { chooseOneLine, nav, report, row, searchFor } from './officer.ts';
import { fileReport } from './person.ts';

const shots = process.env['P2C_SHOTS'];
const shot = async (page: Page, name: string) => {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
};

test("an officer's search, saved view, column layout and selected reports are all kept", async ({
  page,
  agency,
  desk,
}) => {
  const long = 'Zanzibar-Villanueva de la Constitucion y de los Remedios del Norte';
  const who = { familyName: long, email: 'zanzibar@example.org' };
  const first = await fileReport(agency, { who, how: 'A heliotrope bicycle was taken from the rack.' });
  const second = await fileReport(agency, { who, how: 'The same heliotrope bicycle, and its lock.' });
  const officer = agency.account('officer');
  await signIn(page, officer);
  await chooseOneLine(page);
  const box = page.getByRole('searchbox', { name: 'Search reports' });
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();

  // Fields are suggested, and an unknown field is reported.
  await page.keyboard.press('/');
  await box.pressSequentially('ki');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('kind:');
  await shot(page, 'fields');
  await box.fill('color:red');
  await expect(page.getByRole('status').filter({ hasText: 'There is no field named “color”' })).toBeVisible();
  expect(await barriers(page, 'search')).toEqual([]);
  await shot(page, 'unknown-field');

  // Searches for words of the narrative; the newest reports come first.
  await box.fill('heliotrope bicyc');
  await expect(row(page, first)).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText(second);
  await expect(page.getByRole('heading', { name: '2 reports' })).toBeVisible();
  await shot(page, 'hits');
  await box.fill('heliotrope unicorn');
  await expect(page.getByText('No reports match these filters')).toBeVisible();
  await shot(page, 'no-hits');
  await box.fill('heliotrope');
  await expect(row(page, first)).toBeVisible();

  // The view is saved under a name.
  await page.getByRole('button', { name: 'View: filtered' }).click();
  await page.getByRole('menuitem', { name: 'Save view' }).click();
  // The name that is offered is selected, so that typing replaces it.
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('Purple bikes');
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(nav(page, /^Purple bikes\s*2/)).toHaveAttribute('aria-current', 'page');

  // Columns: one is hidden, one is moved.
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('dialog').getByText('Flags', { exact: true }).click();
  await page.getByRole('button', { name: 'Reporter: move left' }).click();
  // This also works with the keyboard alone: the buttons can be focused, and Enter presses them.
  const wider = page.getByRole('button', { name: 'Reporter: wider' });
  await wider.focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Enter');
  await shot(page, 'columns');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Flags' })).toHaveCount(0);
  const headers = page.getByRole('columnheader');
  const names = async () => (await headers.allTextContents()).map((one) => one.trim());
  const standsAt = async (name: string) => (await names()).indexOf(name);
  await expect.poll(async () => (await standsAt('Reporter')) < (await standsAt('Location'))).toBe(true);
  const width = (on: Page, name: string) =>
    on
      .getByRole('columnheader', { name })
      .boundingBox()
      .then((box) => Math.round(box?.width ?? 0));
  await expect.poll(() => width(page, 'Reporter')).toBe(93 + 3 * 24);
  const edge = await page.getByRole('columnheader', { name: 'Waiting' }).locator('.column-edge').boundingBox();
  const [x, y] = [(edge?.x ?? 0) + (edge?.width ?? 0) / 2, (edge?.y ?? 0) + (edge?.height ?? 0) / 2];
  const drawn = (await width(page, 'Waiting')) + 40;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y);
  await page.mouse.up();
  await expect.poll(() => width(page, 'Waiting')).toBe(drawn);
  // A wider column may have pushed out the least important one.
  const arranged = await names();

  // Both reports are selected, one with a key and one with Ctrl+click, and assigned.
  await page.getByRole('grid').focus();
  await page.keyboard.press('x');
  await row(page, first).click({ modifiers: ['ControlOrMeta'] });
  const bar = page.getByRole('toolbar', { name: 'Selected reports' });
  await expect(bar).toContainText('2 selected');
  expect(await barriers(page, 'chosen')).toEqual([]);
  await shot(page, 'chosen');
  await bar.getByRole('button', { name: 'Assign to me' }).click();
  await expect(bar).toBeHidden();
  await nav(page, /^Mine/).click();
  await expect(row(page, first)).toBeVisible();
  await expect(row(page, second)).toBeVisible();
  await shot(page, 'mine');

  await desk.close();
  const again = await desk.open();
  await again.getByLabel(/^Password/).fill(officer.password);
  await again.getByRole('button', { name: 'Unlock' }).click();
  await again.getByRole('button', { name: /^Purple bikes/ }).click();
  await expect(row(again, first)).toBeVisible();
  await expect(again.getByRole('columnheader', { name: 'Flags' })).toHaveCount(0);
  await expect(again.getByRole('columnheader')).toHaveText(arranged);
  await expect.poll(() => width(again, 'Reporter')).toBe(93 + 3 * 24);
  await expect.poll(() => width(again, 'Waiting')).toBe(drawn);
});

test("search terms are marked in the rows and the open report, and a field's terms only in that field", async ({
  officer: { page },
  agency,
}) => {
  const trackingNumber = await fileReport(agency, {
    who: { familyName: 'Chartreuse', email: null },
    how: 'My chartreuse scooter is gone. Chartreuse is its color.',
  });
  const marked = () =>
    page.evaluate(() =>
      [...(CSS.highlights.get('found') ?? [])].map((range) => {
        const place = range.startContainer.parentElement;
        const text = (range as Range).toString().toLowerCase();
        return `${text} ${place?.closest('.report-body') === null ? 'in a row' : (place?.closest('[data-holds]')?.getAttribute('data-holds') ?? 'elsewhere')}`;
      }),
    );
  const box = page.getByRole('searchbox', { name: 'Search reports' });
  await box.fill('chartreuse');
  await row(page, trackingNumber).click();
  await page.getByRole('region', { name: `Report ${trackingNumber}` }).waitFor();
  await expect
    .poll(marked)
    .toEqual(expect.arrayContaining(['chartreuse in a row', 'chartreuse how', 'chartreuse person contact']));
  await box.fill('how:chartreuse');
  await expect.poll(marked).toEqual(['chartreuse how', 'chartreuse how']);
  await box.fill('');
  await expect.poll(marked).toEqual([]);
});

test('a new sort order starts at the top, and beside an open report rows have two lines in place of columns', async ({
  page,
  agency,
  desk,
}) => {
  await signIn(page, agency.account('officer'));
  await chooseOneLine(page);
  const grid = page.getByRole('grid');
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  const columns = grid.getByRole('columnheader');
  const all = await columns.count();
  const cells = () => grid.getByRole('row').nth(1).getByRole('gridcell').count();
  await expect.poll(cells).toBe(all);

  // The cursor is on the first report in the new order, not on the one that was first in the old order.
  await columns.filter({ hasText: 'Reporter' }).getByRole('button').click();
  await expect(columns.filter({ hasText: 'Reporter' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(grid.getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true');
  await columns.filter({ hasText: 'Reporter' }).getByRole('button').click();
  await expect(columns.filter({ hasText: 'Reporter' })).toHaveAttribute('aria-sort', 'descending');
  await expect(grid.getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(grid).toHaveAttribute('aria-activedescendant', 'queue-row-0');

  // Beside an open report, there is room for who, where and what, not for columns.
  const tall = async () => (await page.locator('.grid-line').first().boundingBox())?.height ?? 0;
  const line = await tall();
  await grid.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Report contents' })).toBeVisible();
  await expect.poll(() => columns.count()).toBe(0);
  await expect.poll(tall).toBeGreaterThan(1.5 * line);
  await expect(page.locator('.grid-current .col-person')).toBeVisible();
  const widths = page.getByRole('separator', { name: 'Queue width' });
  const before = Number(await widths.getAttribute('aria-valuenow'));
  await widths.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(widths).toHaveAttribute('aria-valuenow', String(before - 2));
  for (let n = 0; n < 15; n += 1) await page.keyboard.press('ArrowLeft');
  const room = async () => (await grid.boundingBox())?.width;
  await expect.poll(room).toBe(380);
  await grid.focus();
  await page.keyboard.press('Escape');
  await expect.poll(() => columns.count()).toBe(all);
  await expect.poll(cells).toBe(all);
  await expect.poll(tall).toBe(line);

  // The split between the panes is kept when another page is opened, when the window locks, and after a restart.
  await page.getByRole('row').nth(1).click();
  await widths.focus();
  await page.keyboard.press('ArrowRight');
  const kept = (await widths.getAttribute('aria-valuenow')) ?? '';
  expect(Number(kept)).not.toBe(before);
  await nav(page, 'Settings').click();
  await nav(page, /^Queue/).click();
  await expect(widths).toHaveAttribute('aria-valuenow', kept);
  await desk.close();
  const again = await desk.open();
  await unlock(again, agency.account('officer'));
  await again.getByRole('row').nth(1).click();
  await expect(again.getByRole('separator', { name: 'Queue width' })).toHaveAttribute('aria-valuenow', kept);
});

test('no date and no status of a row is cut off on a precinct monitor', async ({ page, agency }) => {
  await signIn(page, agency.account('officer'));
  await chooseOneLine(page);
  const cells = page.getByRole('grid').locator('.grid-line').locator('.col-receivedAt, .col-state');
  await expect(cells.filter({ hasText: 'Waiting on reporter' }).first()).toBeVisible();
  const cut = () =>
    cells.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
  await expect.poll(cut).toEqual([]);
  // The list is sorted by this column, and a real scroll bar takes up part of the width.
  const head = page.getByRole('columnheader', { name: /Received/ });
  await expect(head).toBeInViewport({ ratio: 1 });
  const bars = () =>
    page.getByRole('grid').evaluate((grid) => {
      const { left, width } = grid.getBoundingClientRect();
      return { bar: width - grid.clientWidth, right: left + grid.clientWidth };
    });
  await expect.poll(async () => (await bars()).bar).toBeGreaterThan(0);
  const { right } = await bars();
  const box = await head.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(right);
});

test('columns give way before a bar to scroll sideways shows, beside an open report and alone', async ({
  page,
  agency,
}) => {
  await signIn(page, agency.account('officer'));
  await chooseOneLine(page);
  const grid = page.getByRole('grid');
  const aside = () => grid.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  const columns = grid.getByRole('columnheader');
  for (const width of [1920, 1366, 1100]) {
    await page.setViewportSize({ width, height: 768 });
    // Until the rows have arrived, a wider window may show fewer columns than it has room for.
    await rowsArrived(page);
    await expect.poll(aside).toBe(0);
    const all = await columns.count();
    await page.getByRole('row').nth(1).click();
    await expect(page.getByRole('region', { name: 'Report contents' })).toBeVisible();
    await expect.poll(() => columns.count()).toBeLessThan(all);
    await expect.poll(aside).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => columns.count()).toBe(all);
  }
});

test('at 1366 pixels the kinds that are chosen can be read on their button, and a head covers the rows beneath it', async ({
  officer: { page },
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  const kinds = page.getByRole('button', { name: /^Kind: / });
  const isWhole = () =>
    kinds.evaluate((button) => [...button.querySelectorAll('span')].every((one) => one.scrollWidth <= one.clientWidth));
  await expect.poll(isWhole).toBe(true);
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('region', { name: 'Report contents' })).toBeVisible();
  await expect.poll(isWhole, 'beside an open report').toBe(true);
  await page.keyboard.press('Escape');

  /** Describes each remaining header that something else covers in its middle or near its lower edge. */
  const painted = (heads: Locator) =>
    heads.evaluateAll((all) =>
      all.flatMap((head) => {
        const { left, width, top, bottom } = head.getBoundingClientRect();
        return [(top + bottom) / 2, bottom - 3].flatMap((y) => {
          const there = document.elementFromPoint(left + width / 2, y);
          return there === null || head === there || head.contains(there) || there.contains(head)
            ? []
            : [`${head.textContent} is under ${there.outerHTML.slice(0, 80)}`];
        });
      }),
    );
  const scrolled = (box: Locator) =>
    box.evaluate((one) => {
      one.scrollTop = 333;
      return one.scrollTop;
    });
  expect(await scrolled(page.getByRole('grid'))).toBeGreaterThan(0);
  await expect.poll(() => painted(page.getByRole('columnheader'))).toEqual([]);
  await nav(page, /^Letters to print/).click();
  const heads = page.getByRole('columnheader');
  await expect(heads.first()).toBeVisible();
  const list = page.locator('.audit-scroll');
  expect(await scrolled(list)).toBeGreaterThan(0);
  await expect.poll(() => painted(heads)).toEqual([]);
});

test('a report that may mean danger comes before all others in the queue, and says so', async ({ page, agency }) => {
  await signIn(page, agency.account('officer'));
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  const number = await fileReport(agency, {
    how: 'He is outside my door right now with a gun. My daughter is inside.',
  });
  const mark = page.getByRole('gridcell').filter({ hasText: 'May indicate danger to someone' });
  const ours = page.getByRole('row').filter({ hasText: number });
  await expect(ours).toContainText('May indicate danger to someone');
  // The demo has reports with this mark, too. All of them come before any other report.
  const marks = await mark.count();
  for (let nth = 1; nth <= marks; nth += 1) await expect(page.getByRole('row').nth(nth)).toHaveClass(/grid-danger/);
  await shot(page, 'danger');
  await ours.click();
  await expect(report(page, number).getByRole('alert')).toContainText('danger');
  await shot(page, 'danger-open');
  await rejectElsewhere(agency, number, { danger: { way: 'dispatch' } });
  await expect(page.getByRole('row').filter({ hasText: number })).toHaveCount(0);
});

test('an officer who prefers two lines has them with no report open too, and still sorts by the heads', async ({
  page,
  agency,
}) => {
  await fileReport(agency, { who: { familyName: 'Zweizeiler' }, how: 'The store has cameras. It was gone.' });
  await signIn(page, agency.account('officer'));
  await nav(page, 'Settings').click();
  await page.getByText('Two lines for each report').click();
  await nav(page, /^Queue/).click();
  await searchFor(page, 'zweizeiler');
  const mine = page.getByRole('row').filter({ hasText: 'Zweizeiler' });
  await expect(mine.getByText('camera')).toBeVisible();
  const lines = await mine.evaluate((row) => {
    const top = (name: string) => row.querySelector(name)?.getBoundingClientRect().top ?? 0;
    return top('.col-offense') - top('.col-person');
  });
  expect(lines).toBeGreaterThan(10);
  const head = page.getByRole('columnheader', { name: /Reporter/ });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
});
