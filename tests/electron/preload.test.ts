import { EventEmitter } from 'node:events';
import { beforeAll, expect, test, vi } from 'vitest';
import { NEWS, UNKNOWN_CHANNEL } from '#shared/ipc-names.ts';

type Port = { call: (channel: string, input?: unknown) => void; on: (topic: string, hear: () => void) => () => void };
/** Stands in for Electron. */
const electron = vi.hoisted(() => ({ invoked: [] as unknown[][], renderer: null as unknown, port: null as unknown }));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (_name: string, port: unknown) => Object.assign(electron, { port }) },
  get ipcRenderer() {
    return electron.renderer;
  },
}));

let renderer: EventEmitter;
let port: Port;
beforeAll(async () => {
  renderer = Object.assign(new EventEmitter(), { invoke: (...args: unknown[]) => void electron.invoked.push(args) });
  electron.renderer = renderer;
  await import('#electron/preload.ts');
  port = electron.port as Port;
});
const news = (topic: unknown) => void renderer.emit(NEWS, {}, topic);

test('many subscriptions in a window share one Electron listener, since more than ten count as a leak', () => {
  const heard: number[] = [];
  const stops = Array.from({ length: 30 }, (_, at) => port.on('reports', () => heard.push(at)));
  expect(renderer.listenerCount(NEWS)).toBe(1);
  news('reports');
  news('outbox');
  expect(heard).toEqual(Array.from({ length: 30 }, (_, at) => at));
  for (const stop of stops) stop();
  news('reports');
  expect(heard).toHaveLength(30);
});

test('a listener that unsubscribes during a broadcast does not keep others from receiving it', () => {
  const heard: string[] = [];
  const stop = port.on('sync', () => {
    heard.push('first');
    stop();
  });
  const other = port.on('sync', () => heard.push('second'));
  news('sync');
  news('sync');
  other();
  expect(heard).toEqual(['first', 'second', 'second']);
});

test('an unknown topic or channel is not passed on', () => {
  expect(() => port.on('toString', () => {})).toThrow('unknown topic');
  news('toString');
  port.call('no.such', { password: 1 });
  expect(electron.invoked).toEqual([[UNKNOWN_CHANNEL]]);
});
