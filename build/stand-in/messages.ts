import { z } from 'zod';

const url = z.string().max(8192);

/** Messages the page may send to the main process; anything else closes the connection. */
export const pageMessage = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('hello'),
    url,
    width: z.number(),
    height: z.number(),
    dark: z.boolean(),
    focused: z.boolean(),
  }),
  z.object({ t: z.literal('loaded'), url }),
  z.object({ t: z.literal('url'), url }),
  z.object({
    t: z.literal('invoke'),
    id: z.int(),
    url,
    channel: z.string().max(200),
    args: z.array(z.unknown()),
  }),
  z.object({ t: z.literal('navigate'), url }),
  z.object({ t: z.literal('open'), url, frameName: z.string(), features: z.string() }),
  z.object({ t: z.literal('resize'), width: z.number(), height: z.number() }),
  z.object({ t: z.literal('focus'), focused: z.boolean() }),
  z.object({ t: z.literal('theme'), dark: z.boolean() }),
  z.object({ t: z.literal('active') }),
  z.object({
    t: z.literal('input'),
    key: z.string(),
    code: z.string(),
    control: z.boolean(),
    alt: z.boolean(),
    shift: z.boolean(),
    meta: z.boolean(),
    isAutoRepeat: z.boolean(),
  }),
  z.object({ t: z.literal('broken'), text: z.string() }),
]);

export type PageMessage = z.infer<typeof pageMessage>;

/**
 * Messages from the main process to the page. The page does not validate them, because the main process also serves the
 * page.
 */
export type MainMessage =
  | { t: 'result'; id: number; value: unknown }
  | { t: 'failed'; id: number; error: string }
  | { t: 'send'; channel: string; args: unknown[] }
  | { t: 'go'; path: string }
  | { t: 'reload' }
  | { t: 'title'; title: string }
  | { t: 'focus' };

/** Our own WebSocket close codes, and what the page shows for each. */
export const CLOSED_ELSEWHERE = 4001;
export const CLOSED_WINDOW = 4002;
