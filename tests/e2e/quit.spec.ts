import { expect, signIn, test, unlock } from './fixtures.ts';
import { approveOpen, chooseUndoTime, inView, openReport } from './officer.ts';
import { fileReport, letterTo } from './person.ts';

test('quitting with a pending decision asks and sends it before exit; offline, it is sent after the next unlock', async ({
  page,
  agency,
  line,
  desk,
}) => {
  const [first, second] = [
    await fileReport(agency, { who: { email: 'before-the-end@example.org' } }),
    await fileReport(agency, { who: { email: 'after-the-end@example.org' } }),
  ];
  await signIn(page, agency.account('officer'));
  await chooseUndoTime(page, '2 minutes');
  await openReport(page, first);
  await approveOpen(page);
  await expect(inView(page, first)).toBeHidden();
  await desk.close();
  expect(desk.questions()).toEqual([
    expect.objectContaining({ message: 'One decision hasn’t been sent yet.', answer: 'Send now and quit' }),
  ]);
  await letterTo(agency, 'before-the-end@example.org', /Your case number is \d/);

  const again = await desk.open();
  await unlock(again, agency.account('officer'));
  await chooseUndoTime(again, /agency default/);
  await openReport(again, second);
  await line.offline();
  await expect(again.getByRole('button', { name: /^Connection: offline/i })).toBeVisible();
  await approveOpen(again);
  await expect(inView(again, second)).toBeHidden();
  await desk.close();
  expect(desk.questions()).toEqual([
    expect.objectContaining({
      detail: expect.stringContaining('will be sent the next time you unlock P2C Review'),
      answer: 'Quit',
    }),
  ]);

  await line.online();
  const morning = await desk.open();
  await unlock(morning, agency.account('officer'));
  await letterTo(agency, 'after-the-end@example.org', /Your case number is \d/);
  await expect(morning.getByRole('button', { name: 'Connection: Online · 0 waiting' })).toBeVisible();
  await desk.close();
  expect(desk.questions()).toEqual([]);
});
