import { WebSocket } from 'ws';
import { z } from 'zod';

const reply = z.object({
  id: z.number().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
const evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }).loose(),
  exceptionDetails: z
    .object({ text: z.string(), exception: z.object({ description: z.string() }).loose().optional() })
    .loose()
    .optional(),
});

/** A window, driven as a person does: by what it shows, by keys and by clicks. */
export type Page = {
  /** Runs an expression in the page and returns its JSON value. */
  evaluate: (expression: string) => Promise<unknown>;
  /** Waits until an expression is true. */
  until: (expression: string, what: string) => Promise<void>;
  /** Clicks the middle of the visible element that matches the selector and, if given, the text. */
  click: (selector: string, text?: string) => Promise<void>;
  type: (text: string) => Promise<void>;
  /** Presses a key, or a key with Control, such as `Control+l`. */
  press: (key: string) => Promise<void>;
  /** Shows the page as it would be on paper, or on the screen again. */
  showAs: (media: 'print' | 'screen') => Promise<void>;
  picture: () => Promise<Buffer>;
  close: () => void;
};

const TIMEOUT_MS = 60_000;

/**
 * Connects to a page by the DevTools protocol. Playwright cannot do this: to launch Electron it needs Node's inspector,
 * which a package's fuse disables, and old versions of Electron lack what its connection over the protocol needs.
 * @param address the page's `webSocketDebuggerUrl`.
 */
export async function connect(address: string): Promise<Page> {
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  socket.on('message', (data: Buffer) => {
    const { id, result, error } = reply.parse(JSON.parse(data.toString()));
    const one = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || one === undefined) return;
    waiting.delete(id);
    if (error === undefined) one.resolve(result);
    else one.reject(new Error(error.message));
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the window is gone'));
    waiting.clear();
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const send = (method: string, params: object = {}) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });

  const evaluate = async (expression: string) => {
    const answer = evaluated.parse(
      await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true }),
    );
    if (answer.exceptionDetails !== undefined)
      throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    return answer.result.value;
  };
  const until = async (expression: string, what: string) => {
    const end = performance.now() + TIMEOUT_MS;
    for (;;) {
      // While a window loads, it has no page to evaluate in.
      if ((await evaluate(`Boolean(${expression})`).catch(() => false)) === true) return;
      if (performance.now() > end) {
        throw new Error(`${what} never came. The window shows:\n${String(await evaluate('document.body.innerText'))}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const key = async (name: string, text?: string, modifiers = 0) => {
    const { code, virtual } = KEYS[name] ?? {
      code: `Key${name.toUpperCase()}`,
      virtual: name.toUpperCase().charCodeAt(0),
    };
    const common = { key: name, code, windowsVirtualKeyCode: virtual, modifiers };
    await send('Input.dispatchKeyEvent', { type: 'keyDown', ...common, ...(text === undefined ? {} : { text }) });
    await send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
  };
  return {
    evaluate,
    until,
    click: async (selector, text) => {
      const found = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((one) => one.checkVisibility() && new RegExp(${JSON.stringify(text ?? '')}).test(one.innerText || one.getAttribute('aria-label') || ''))`;
      await until(found, `${selector} ${text ?? ''}`);
      const at = z.object({ x: z.number(), y: z.number() }).parse(
        await evaluate(`(() => {
          const one = ${found};
          one.scrollIntoView({ block: 'nearest' });
          const { left, top, width, height } = one.getBoundingClientRect();
          return { x: left + width / 2, y: top + height / 2 };
        })()`),
      );
      const button = { ...at, button: 'left', clickCount: 1 };
      await send('Input.dispatchMouseEvent', { type: 'mousePressed', ...button });
      await send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...button });
    },
    type: (text) => send('Input.insertText', { text }).then(() => undefined),
    press: (name) => {
      const [, withControl] = /^Control\+(\w)$/.exec(name) ?? [];
      if (withControl !== undefined) return key(withControl, undefined, CONTROL);
      return key(name, name.length === 1 ? name : name === 'Enter' ? '\r' : undefined);
    },
    showAs: (media) => send('Emulation.setEmulatedMedia', { media }).then(() => undefined),
    picture: async () =>
      Buffer.from(z.object({ data: z.string() }).parse(await send('Page.captureScreenshot')).data, 'base64'),
    close: () => socket.close(),
  };
}

/** The protocol's bit for the Control key. */
const CONTROL = 2;

const KEYS: Readonly<Record<string, { code: string; virtual: number }>> = {
  Enter: { code: 'Enter', virtual: 13 },
  Escape: { code: 'Escape', virtual: 27 },
  Tab: { code: 'Tab', virtual: 9 },
};
