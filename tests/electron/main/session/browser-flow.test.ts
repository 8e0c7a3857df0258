import { expect, test } from 'vitest';
import { createBrowserFlow } from '#electron/main/session/browser-flow.ts';

/** A flow whose server answers only when told to. */
function slowServer() {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<{ id: string; ticket: string }>();
  const opened: string[] = [];
  const way = createBrowserFlow({
    server: 'http://127.0.0.1:4810',
    openBrowser: async (address) => void opened.push(address),
    copy: () => {},
    pageOf: () => '',
    log: () => {},
  });
  const started = way.start(
    () => {
      asked.resolve();
      return answer.promise;
    },
    async () => 'done',
  );
  return { way, started, opened, asked: asked.promise, answer: () => answer.resolve({ id: '1', ticket: 'first' }) };
}
const canceled = expect.objectContaining({ detail: { code: 'directory_canceled', params: {} } });

test('an officer who leaves while the server is still answering sees no browser', async () => {
  const { way, started, opened, asked, answer } = slowServer();
  await asked;
  way.cancel();
  answer();
  await expect(started).rejects.toThrow(canceled);
  expect(opened).toEqual([]);
});

test('of two flows that start one right after the other, the later one goes on', async () => {
  const { way, started, opened, asked, answer } = slowServer();
  await asked;
  const later = await way.start(
    async () => ({ id: '2', ticket: 'second' }),
    async () => 'done',
  );
  answer();
  await expect(started).rejects.toThrow(canceled);
  expect(opened).toEqual([later.address]);
  way.cancel();
  await expect(later.result).rejects.toThrow(canceled);
});
