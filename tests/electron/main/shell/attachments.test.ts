import { expect, test, vi } from 'vitest';
import type { AskWorker } from '#electron/main/ipc/worker-client.ts';
import { createAttachmentAccess } from '#electron/main/shell/attachments.ts';
import { attachmentPath } from '#shared/domain/attachment.ts';
import { AppError } from '#shared/errors.ts';

vi.mock('electron', () => ({ app: {}, dialog: {} }));

const reportId = '0195706f-0000-7000-8000-000000000001';
const id = '0195706f-0000-7000-8000-000000000002';
const request = new Request(`https://window.invalid${attachmentPath(reportId, id)}`);

function door(answer: () => Promise<unknown>) {
  const asked: unknown[] = [];
  const desk = { isOpen: true, asked };
  const ask = ((call: string, input: unknown) => {
    asked.push([call, input]);
    return answer();
  }) as AskWorker;
  return { desk, ...createAttachmentAccess({ ask, mayRead: () => desk.isOpen }) };
}
const picture = { bytes: new Uint8Array([1, 2, 3]), mediaType: 'image/webp', meta: {} };

test('loading a photo asks the worker for that photo only, not for its whole report', async () => {
  const { desk, answer } = door(() => Promise.resolve(picture));
  const response = await answer(request);
  expect(response?.headers.get('content-type')).toBe('image/webp');
  expect(new Uint8Array((await response?.arrayBuffer()) ?? [])).toEqual(picture.bytes);
  expect(desk.asked).toEqual([['read-file', { reportId, id, copy: 'shown' }]]);
});

test('a locked window gets no photo, even if it locked while the bytes were being read', async () => {
  const { desk, answer } = door(() => {
    desk.isOpen = false;
    return Promise.resolve(picture);
  });
  for (let turn = 0; turn < 2; turn += 1) {
    const response = await answer(request);
    expect([response?.status, await response?.text()]).toEqual([403, '']);
  }
  expect(desk.asked).toHaveLength(1);
});

test.each([
  ['not_found', 404],
  ['offline', 503],
] as const)('a photo that is %s gets status %i', async (code, status) => {
  const { answer } = door(() => Promise.reject(new AppError(code)));
  expect((await answer(request))?.status).toBe(status);
});
