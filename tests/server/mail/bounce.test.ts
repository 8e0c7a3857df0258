import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLink } from '#server/auth/letter-link.ts';
import { markBounced } from '#server/commands/letters/mark-bounced.ts';
import { readBounce } from '#server/mail/bounce.ts';
import { type Agency, startAgency } from '../../helpers/agency.ts';

let agency: Agency;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.stop());

/** As Postfix writes it. */
function notification(
  messageId: string,
  { action = 'failed', status = '5.1.1', returned = 'text/rfc822-headers' } = {},
): Buffer {
  return Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example (Mail Delivery System)',
      'To: p2c@agency.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="BOUND"',
      'Message-Id: <20261124150000.ABC@mx.example>',
      '',
      '--BOUND',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'I am sorry. Message-ID: <not-this-one@mx.example>',
      '--BOUND',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; gone@example.com',
      `Action: ${action}`,
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 550 5.1.1 no such user',
      '',
      '--BOUND',
      `Content-Type: ${returned}`,
      '',
      'From: p2c@agency.example',
      `Message-ID: ${messageId}`,
      'Subject: We received your report',
      '',
      '--BOUND--',
      '',
    ].join('\r\n'),
  );
}

test('a bounce notification names the returned mail, whether it includes the whole mail or only its headers', async () => {
  const messageId = '<0195706f-0000-7000-8000-000000000001@p2c.example>';
  for (const returned of ['text/rfc822-headers', 'message/rfc822']) {
    expect(await readBounce(notification(messageId, { returned }))).toEqual({ messageId, status: '5.1.1' });
  }
});

test('a delay notice, a vacation reply and noise are not bounces', async () => {
  expect(await readBounce(notification('<a@b>', { action: 'delayed', status: '4.4.1' }))).toBeNull();
  expect(
    await readBounce(
      Buffer.from('Subject: I am away\r\nAuto-Submitted: auto-replied\r\n\r\nStatus: 5.1.1\r\nAction: failed\r\n'),
    ),
  ).toBeNull();
  expect(await readBounce(Buffer.from([0, 1, 2, 255]))).toBeNull();
});

test('a bounced letter shows on its report and goes to the print tray, with a working link', async () => {
  const report = await agency.file({ facts: { who: { email: 'gone@example.com' } } });
  const letter = () =>
    agency.deps.db.selectFrom('letter').selectAll().where('report_id', '=', report.id).executeTakeFirstOrThrow();
  await expect.poll(async () => (await letter()).sent_at).not.toBeNull();
  const { message_id: messageId, id } = await letter();
  const bounce = await readBounce(notification(messageId));
  if (bounce === null) throw new Error('no bounce');
  expect(await markBounced(agency.deps, bounce)).toBe(true);
  expect(await markBounced(agency.deps, bounce)).toBe(false);
  expect((await agency.report(report.id)).history.filter((one) => one.kind === 'letter_failed').length).toBe(1);
  const { token } = await agency.signedIn('records');
  const tray = (await agency.call('GET', '/api/v1/papers', { token })).body.rows;
  expect(tray).toContainEqual(expect.objectContaining({ id, why: 'undelivered' }));
  const link = new URL(openLink(agency.deps, await letter()) ?? '');
  expect((await fetch(agency.serverUrl + link.pathname)).status).toBe(200);
  expect(await markBounced(agency.deps, { messageId: '<x@y>', status: '5.1.1' })).toBe(false);
});
