import type { IpcMain } from 'electron';
import { strict } from './strict.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

export type IpcHandlers = {
  ipcMain: { [Name in keyof Pick<IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>]: unknown };
  /** Runs the handler. If it fails, `error` is the message that Electron would send to the page. */
  invoke: (event: object, channel: string, args: unknown[]) => Promise<{ value: unknown } | { error: string }>;
};

export function createIpcHandlers(): IpcHandlers {
  const handlers = new Map<string, Handler>();
  const handle = (channel: string, handler: Handler): void => {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, handler);
  };

  return {
    ipcMain: strict('ipcMain', {
      handle,
      handleOnce: (channel: string, handler: Handler) => {
        handle(channel, (event, ...args) => {
          handlers.delete(channel);
          return handler(event, ...args);
        });
      },
      removeHandler: (channel: string) => {
        handlers.delete(channel);
      },
    }),
    invoke: async (event, channel, args) => {
      try {
        const handler = handlers.get(channel);
        if (handler === undefined) {
          throw new Error(`No handler registered for '${channel}'`);
        }
        return { value: await handler(event, ...args) };
      } catch (error) {
        console.error(`Error occurred in handler for '${channel}':`, error);
        return { error: `Error invoking remote method '${channel}': ${String(error)}` };
      }
    },
  };
}
