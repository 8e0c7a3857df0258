import { parentPort } from 'node:worker_threads';

/** A worker thread that echoes its requests and dies when asked to close. */
parentPort?.on('message', ({ id, call, input }: { id: number; call: string; input: unknown }) => {
  if (call === 'close') throw new Error('a fault');
  parentPort?.postMessage({ kind: 'answer', id, value: input });
});
