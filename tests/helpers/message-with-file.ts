import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { MessageFile } from '#shared/domain/message-file.ts';
import type { Agency } from './agency.ts';

/** Writes to the reporter with a file of at most one piece, as a workstation does. */
export async function messageWithFile(
  agency: Agency,
  token: string,
  reportId: string,
  { name, content, note }: { name: string; content: Buffer; note: string },
): Promise<MessageFile> {
  const [key, sha256] = [randomUUID(), createHash('sha256').update(content).digest('hex')];
  const file = { id: randomUUID(), name, bytes: content.length, sha256 };
  const brought = await agency.call('POST', `/api/v1/reports/${reportId}/files`, {
    token,
    headers: { 'idempotency-key': key },
    body: { file, startsAt: 0, data: content.toString('base64') },
  });
  expect(brought.body).toMatchObject({ done: true, problem: null });
  const sent = await agency.act(
    token,
    await agency.report(reportId),
    { kind: 'message', note, files: [file] },
    { key },
  );
  expect(sent.status).toBe(200);
  return file;
}
