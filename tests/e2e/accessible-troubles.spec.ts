import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { walk } from './barriers.ts';
import { expect, signIn, test } from './fixtures.ts';
import { approveOpen, inView, openReport } from './officer.ts';
import { fileReport } from './person.ts';

test('error states are accessible too: unsent decisions at sign-in, decisions from the backup, an unreadable cache', async ({
  page,
  agency,
  line,
  desk,
}) => {
  const first = walk(page);
  const small = { width: 900, height: 600 };
  const officer = agency.account('officer');
  const trackingNumber = await fileReport(agency, { who: { email: null } });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize(small);
  await signIn(page, officer);
  await openReport(page, trackingNumber);
  await line.offline();
  await approveOpen(page);
  await expect(inView(page, trackingNumber)).toBeHidden();
  await page.getByRole('button', { name: /Officer Rivera/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await first.look(
    'signing out with a decision that was not sent',
    '- dialog /hasn’t been sent yet/:\n  - contentinfo:\n    - button "Stay"\n    - button "Leave unsent and sign out"',
  );
  await first.tabThrough('signing out');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: 'Sign in as someone else' }).click();
  await first.look(
    'somebody else at the lock',
    '- main "Locked":\n  - alert:\n    - button "Stay"\n    - button "Sign in as someone else anyway"',
  );
  expect(first.found).toEqual([]);
  await desk.kill();
  rmSync(join(desk.userData, 'cache'), { recursive: true });
  await line.online();

  const again = await desk.open();
  const second = walk(again);
  await again.emulateMedia({ reducedMotion: 'reduce' });
  await again.setViewportSize(small);
  await signIn(again, officer);
  await again.getByRole('button', { name: 'Recover it' }).waitFor();
  await second.look('a lost decision', '- status:\n  - button "Recover it"');
  await again.getByRole('button', { name: 'Recover it' }).click();
  await again.getByRole('button', { name: 'Open this workstation’s backup' }).click();
  const drop = again.getByRole('button', { name: `Discard the decision on ${trackingNumber}` });
  await drop.waitFor();
  await second.look(
    'decisions from the backup',
    '- list "Decisions from the backup":\n  - listitem:\n    - button /^Confirm the decision/\n    - button /^Discard the decision/',
  );
  await drop.click();
  await second.look(
    'dropping a decision',
    '- dialog /^Discard the decision/:\n  - contentinfo:\n    - button "Cancel"\n    - button "Discard"',
  );
  await again.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await expect(again.getByRole('dialog')).toBeHidden();
  expect(second.found).toEqual([]);
  await desk.close();

  const cache = join(desk.userData, 'cache');
  for (const name of readdirSync(cache).filter((one) => one.endsWith('.db'))) {
    writeFileSync(join(cache, name), 'This is no database. '.repeat(500));
    for (const end of ['-wal', '-shm']) rmSync(join(cache, name + end), { force: true });
  }
  const damaged = await desk.open();
  const third = walk(damaged);
  await damaged.emulateMedia({ reducedMotion: 'reduce' });
  await damaged.setViewportSize(small);
  await damaged.getByLabel(/^Password/).fill(officer.password);
  await damaged.getByRole('button', { name: 'Unlock' }).click();
  await damaged.getByRole('button', { name: 'Start over' }).waitFor();
  await third.look(
    'a cache that cannot be read',
    '- main:\n  - heading "The reports stored here can’t be opened" [level=1]\n  - button "Start over"\n  - button "Sign out"',
  );
  await third.tabThrough('a cache that cannot be read');
  expect(third.found).toEqual([]);
  await damaged.getByRole('button', { name: 'Start over' }).click();
  await expect(damaged.getByRole('grid')).toBeVisible();
});
