import type { Page } from 'playwright/test';
import { barriers, unseenFocus } from './barriers.ts';
import { expect, signIn, test } from './fixtures.ts';
import { ownIncident } from './incidents.ts';
import { approveOpen, chooseUndoTime, nav, openReport } from './officer.ts';
import { fileReport } from './person.ts';

async function signOutAndIn(page: Page, { name, password }: { name: string; password: string }): Promise<void> {
  await page.getByRole('button', { name: 'Sign in as someone else' }).click();
  const allTheSame = page.getByRole('button', { name: 'Sign in as someone else anyway' });
  const understood = page.getByRole('button', { name: 'I understand' });
  // If a recent decision is still in its undo time, the dialog warns first.
  await expect(allTheSame.or(understood)).toBeVisible();
  if (await allTheSame.isVisible()) await allTheSame.click();
  await understood.click();
  await page.getByRole('textbox', { name: 'Username' }).fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The dialog that each key opens, and what a screen reader finds there. */
const DIALOGS: readonly { key: string; screen: string; tree: string }[] = [
  { key: 'a', screen: 'approve', tree: form('Approve T', 'radiogroup "Offense title"', 'Approve report') },
  { key: 'r', screen: 'reject', tree: form('Reject T', 'radiogroup "Reason"', 'Reject report') },
  { key: 'f', screen: 'follow up', tree: form('Follow up on T', 'group "What is missing"', 'Send follow-up') },
  { key: 'l', screen: 'call', tree: form('Log a call for T', 'radiogroup "Call outcome"', 'Save call') },
  {
    key: '?',
    screen: 'keys',
    tree: `
- dialog "Keyboard shortcuts":
  - region "All shortcuts":
    - heading "Move" [level=3]
    - term: J ↓
    - definition: Next report`,
  },
  {
    key: 'Control+k',
    screen: 'commands',
    tree: `
- dialog "Commands":
  - searchbox "What do you want to do?"
  - menu "Commands":
    - menuitem /Approve this report/`,
  },
];

function form(title: string, question: string, button: string): string {
  return `
- dialog /^${title}/:
  - banner:
    - heading /^${title}/ [level=2]
    - button "Close"
  - ${question}
  - textbox /[Nn]ote/
  - region "Letter as it will be sent"
  - contentinfo:
    - button "Cancel"
    - button "${button}"`;
}

test('every screen is accessible: axe finds nothing in any theme, focus is visible, and every control has a name', async ({
  page,
  agency,
}) => {
  const found: string[] = [];
  const look = async (screen: string, tree: string) => {
    await expect(page.locator('body')).toMatchAriaSnapshot(tree);
    found.push(...(await barriers(page, screen)));
  };
  const tabThrough = async (screen: string) => found.push(...(await unseenFocus(page, screen)));
  const told = ownIncident();
  await fileReport(agency, { ...told, how: 'Somebody took my red bicycle from the rack last night.' });
  const second = await fileReport(agency, { ...told, how: 'Somebody took my blue bicycle from the rack last night.' });
  await page.emulateMedia({ reducedMotion: 'reduce' });

  await look(
    'use notice',
    `- main:\n  - heading "P2C Review" [level=1]\n  - region "System use notice":\n    - button "I understand"`,
  );
  await signIn(page, agency.account('supervisor'));
  await chooseUndoTime(page, '2 minutes');
  await page.getByRole('row').nth(3).waitFor();
  // Counts on a screen are stable only once every report is here.
  await expect(page.getByRole('button', { name: /^Connection: online/i })).toBeVisible();
  await look(
    'queue',
    `- banner:
  - searchbox "Search reports"
  - button /^Connection/
- navigation "Main":
  - button /^Queue/
  - button /^Waiting to be sent/
- main "Reports":
  - region "Queue":
    - heading /reports$/ [level=1]
    - grid "Reports":
      - rowgroup:
        - row:
          - columnheader /Tracking no/
      - rowgroup:
        - row:
          - gridcell /T\\d\\d-\\d{6}-\\d/
- contentinfo:
  - button /Shortcuts$/`,
  );
  await tabThrough('queue');
  await rowsAndColumnsAreCounted(page);

  await page.getByRole('button', { name: 'Show me' }).click();
  await look(
    'tour',
    `
- dialog "The queue":
  - banner:
    - heading "The queue" [level=2]
    - paragraph: Step 1 of 5
  - contentinfo:
    - button "Back" [disabled]
    - button "Next"`,
  );
  for (let step = 1; step < 5; step++) {
    await page.keyboard.press('Enter');
    await look(`tour, step ${step + 1}`, `- dialog:\n  - banner:\n    - paragraph: Step ${step + 1} of 5`);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect(page.getByRole('button', { name: 'Show me' })).toBeHidden();

  await nav(page, 'Start').click();
  await look(
    'start',
    `
- main "Start":
  - heading "Start" [level=1]
  - region /^(Longest waiting|Review first)/:
    - button "Open"
  - region "Everyone":
    - list:
      - listitem:
        - button /^To decide/
  - region "Waiting on me":
    - list
  - region "Received vs. closed":
    - paragraph: /in the last 7 days/
    - table:
      - rowgroup:
        - row:
          - columnheader "Day"
          - columnheader "Received"
          - columnheader "Closed"
      - rowgroup:
        - row /^Today/`,
  );
  const over = page.getByRole('main').getByRole('button', { name: /^Overdue \d/ });
  const late = (await over.innerText()).replace(/\D/g, '');
  await over.click();
  await expect(page.getByRole('region', { name: 'Queue' }).getByRole('heading', { level: 1 })).toHaveText(
    new RegExp(`^${late} reports?$`),
  );

  await nav(page, /^Queue/).click();
  await openReport(page, second);
  await page.getByRole('region', { name: 'Possible duplicates' }).waitFor();
  await look(
    'report',
    `- region /^Report T/:
  - heading /^T/ [level=2]
  - region "Report contents":
    - region "Possible duplicates"
    - region "Narrative"
    - region "Property"
    - region "Reporter"
    - region "Date & time"
    - region "Location"
    - region "History"
  - toolbar "Decide":
    - button "Approve"
    - button "Reject"
    - button "Follow up"`,
  );
  await tabThrough('report');
  await currentRowShowsInForcedColors(page);

  await page.keyboard.press('c');
  await page.getByRole('main', { name: /^Compare/ }).waitFor();
  await look(
    'compare',
    `- main /^Compare T.* with T/:
  - heading [level=1]
  - region "Both reports":
    - region "Reasons":
      - heading "Why" [level=2]
    - table
  - toolbar "Decide on both":
    - button /^Reject A as a duplicate of B/
    - button "Not the same"`,
  );
  await tabThrough('compare');
  await page.keyboard.press('Escape');
  await page.getByRole('main', { name: /^Compare/ }).waitFor({ state: 'detached' });

  for (const { key, screen, tree } of DIALOGS) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await look(screen, tree);
    expect(await page.evaluate(() => document.getAnimations().length), 'moves although motion is unwanted').toBe(0);
    if (screen === 'reject' || screen === 'commands') await tabThrough(screen);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  const reject = page.getByRole('button', { name: 'Reject', exact: true });
  await reject.click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect(reject, 'the focus goes back to where the dialog was opened').toBeFocused();

  await approveOpen(page);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await nav(page, /Waiting to be sent/).click();
  await look(
    'outbox',
    `- main "Waiting to be sent":
  - heading "Waiting to be sent" [level=1]
  - list "Decisions waiting to be sent"`,
  );
  await nav(page, /Letters/).click();
  await look('letters', `- main:\n  - heading [level=1]`);
  await nav(page, /Courtesy/).click();
  await look('courtesy', `- main:\n  - heading [level=1]`);
  await nav(page, /Records/).click();
  await look('records', `- main:\n  - heading [level=1]`);
  await nav(page, /Decisions/).click();
  await page.getByRole('table', { name: 'Decisions' }).getByRole('row').nth(2).waitFor();
  await look(
    'decisions',
    `- main "Decisions":
  - heading "Decisions" [level=1]
  - search "Filter decisions":
    - searchbox "Search decisions"
  - table "Decisions":
    - rowgroup:
      - row:
        - columnheader /^When/`,
  );
  await nav(page, /Updates/).click();
  await look('updates', `- main "Updates":\n  - heading "Updates" [level=1]`);
  await nav(page, /Settings/).click();
  await page.getByText('Encrypted backup', { exact: true }).waitFor();
  await look(
    'settings',
    `- main "Settings":\n  - heading "Settings" [level=1]\n  - region "Your password"\n  - region "Recover decisions"`,
  );
  await tabThrough('settings');

  await page.keyboard.press('Control+l');
  await look(
    'locked',
    `- main "Locked":\n  - heading "Locked" [level=1]\n  - textbox /^Password/\n  - button "Unlock"`,
  );
  await signOutAndIn(page, agency.account('administrator'));
  await page.getByRole('row').nth(2).waitFor();
  await look(
    'accounts',
    `- main "Accounts":
  - heading "Accounts" [level=1]
  - search "Search accounts"
  - table "Accounts":
    - rowgroup:
      - row:
        - columnheader "Name"`,
  );
  await tabThrough('accounts');
  await nav(page, 'Sessions').click();
  await page.getByRole('main', { name: 'Sessions' }).getByRole('row').nth(1).waitFor();
  await look('sessions', `- main "Sessions":\n  - heading "Sessions" [level=1]\n  - table`);
  expect(found).toEqual([]);
});

/** The grid contains only the rows in view, so each row gives its position among all rows and each cell its column. */
async function rowsAndColumnsAreCounted(page: Page): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Reports' });
  const total = Number((await page.getByRole('heading', { name: /reports$/ }).innerText()).replace(/\D/g, ''));
  await expect(grid).toHaveAttribute('aria-rowcount', String(total + 1));
  const rows = await grid
    .getByRole('row')
    .evaluateAll((all) => all.map((row) => Number(row.getAttribute('aria-rowindex'))));
  expect(rows).toEqual(rows.map((_, at) => at + 1));
  const columns = await grid
    .getByRole('row')
    .nth(1)
    .getByRole('gridcell')
    .evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('aria-colindex'))));
  expect(columns.length).toBeGreaterThan(3);
  expect(columns.every((column, at) => at === 0 || column > (columns[at - 1] ?? 0))).toBe(true);
  expect(columns.at(-1)).toBeLessThanOrEqual(Number(await grid.getAttribute('aria-colcount')));
}

/** Forced-colors themes remove backgrounds, so the row under the cursor has an outline. */
async function currentRowShowsInForcedColors(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('region', { name: 'Report contents' }).focus();
  await expect(page.getByRole('row', { selected: true })).not.toHaveCSS('outline-style', 'none');
  await page.emulateMedia({ forcedColors: 'none' });
}
