/// <reference lib="dom" />
/**
 * Runs in the page before its own scripts: connects to the main process and runs the preload script, whose messages use
 * that connection.
 */
import { decode, encode } from '../codec.ts';
import type { MainMessage, PageMessage } from '../messages.ts';
import { strict } from '../strict.ts';
import { createPreloadElectron, requireOnly } from './bridge.ts';
import { watchPage } from './watch.ts';

type Preload = (require: (name: string) => object, module: object, exports: object, process: object) => void;
type Answer = { resolve: (value: unknown) => void; reject: (error: Error) => void };

export function boot(preload: Preload, comesBack: boolean): void {
  const waiting = new Map<number, Answer>();
  const unsent: string[] = [];
  const socket = new WebSocket(`ws://${location.host}/.stand-in/socket`);
  let calls = 0;

  const send = (message: PageMessage): void => {
    const text = encode(message);
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(text);
    } else if (socket.readyState === WebSocket.CONNECTING) {
      unsent.push(text);
    }
  };

  // Async, so that a value that cannot be cloned rejects the promise instead of throwing synchronously.
  const invoke = async (channel: string, args: unknown[]): Promise<unknown> => {
    const id = ++calls;
    const answer = Promise.withResolvers<unknown>();
    waiting.set(id, answer);
    send({ t: 'invoke', id, url: location.href, channel, args });
    return await answer.promise;
  };

  const { electron, deliver } = createPreloadElectron(invoke);
  const page = watchPage(send);

  const receive = (message: MainMessage): void => {
    switch (message.t) {
      case 'result':
        waiting.get(message.id)?.resolve(message.value);
        waiting.delete(message.id);
        break;
      case 'failed':
        waiting.get(message.id)?.reject(new Error(message.error));
        waiting.delete(message.id);
        break;
      case 'send':
        deliver(message.channel, message.args);
        break;
      case 'go':
      case 'reload':
      case 'title':
      case 'focus':
        page.obey(message);
    }
  };

  socket.addEventListener('open', () => {
    for (const text of unsent.splice(0)) {
      socket.send(text);
    }
  });
  socket.addEventListener('message', (event) => receive(decode(String(event.data)) as MainMessage));
  socket.addEventListener('close', (event) => page.end(event.code, comesBack));

  const module = { exports: {} };
  const process = strict('process (in the preload)', { type: 'renderer', sandboxed: true });
  try {
    preload(requireOnly(electron), module, module.exports, process);
  } catch (error) {
    send({ t: 'broken', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    throw error;
  }
}
