import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#shared/errors.ts';
import { networkOf } from './network-of.ts';
import { sourceOf } from './source-of.ts';

/**
 * Maximum size in bytes of what all requests together may keep in memory, in this process and of one network. Ordinary
 * forms have a few kilobytes, so hundreds of people behind one address fit into a network's share.
 */
const MOST = { ofAll: 32 * 1024 ** 2, ofSource: 12 * 1024 ** 2 };
/** What a request that still arrives takes besides its text: socket, parser and timers. */
const REQUEST_BYTES = 16 * 1024;
/** What each chunk takes besides its bytes. A sender decides how small the chunks are. */
export const CHUNK_BYTES = 256;
/** What each field of a form, and each value in JSON, takes besides its text. */
const VALUE_BYTES = 96;
const SEPARATORS = [0x26, 0x2c];

/** What one request keeps in memory. */
export type TextOfRequest = {
  /** Counts more. It may throw away this request, or another one, by its `giveUp`. */
  add: (bytes: number) => void;
  /** Counts a chunk of text that came in. */
  addChunk: (chunk: Uint8Array) => void;
  /** Replaces how this request gives up what it keeps; null while it can't. */
  setGiveUp: (giveUp: GiveUp | null) => void;
  end: () => void;
};
type GiveUp = (why: AppError) => void;
type Entry = { bytes: number; source: string; giveUp: GiveUp | null; isOver: boolean };
export type TextInFlight = { begin: (source: string) => TextOfRequest; bytes: () => number };

/**
 * Bounds the memory for what strangers send, over all requests of a process. If there is too much, the request that
 * keeps most, of the network that keeps most, gives up. So a source that sends little is served while others send much.
 */
export function textInFlight(most = MOST): TextInFlight {
  const bySource = new Map<string, { bytes: number; entries: Set<Entry> }>();
  let all = 0;

  const count = (entry: Entry, bytes: number) => {
    const own = bySource.get(entry.source) ?? { bytes: 0, entries: new Set() };
    bySource.set(entry.source, own);
    entry.bytes += bytes;
    own.bytes += bytes;
    own.entries.add(entry);
    all += bytes;
  };
  const end = (entry: Entry) => {
    entry.isOver = true;
    entry.giveUp = null;
    const own = bySource.get(entry.source);
    if (own?.entries.delete(entry) !== true) return;
    own.bytes -= entry.bytes;
    all -= entry.bytes;
    if (own.entries.size === 0) bySource.delete(entry.source);
  };
  const largestOf = (entries: Iterable<Entry>): Entry | null => {
    let found: Entry | null = null;
    for (const one of entries) if (one.giveUp !== null && one.bytes > (found?.bytes ?? 0)) found = one;
    return found;
  };
  const cut = (entry: Entry | null, why: AppError): boolean => {
    if (entry === null) return false;
    const { giveUp } = entry;
    end(entry);
    giveUp?.(why);
    return true;
  };
  const makeRoom = (source: string) => {
    while ((bySource.get(source)?.bytes ?? 0) > most.ofSource)
      if (!cut(largestOf(bySource.get(source)?.entries ?? []), new AppError('too_many_requests'))) break;
    while (all > most.ofAll) {
      // Networks whose requests are all being carried out right now can't give anything up.
      const byBytes = [...bySource.values()].sort((one, other) => other.bytes - one.bytes);
      const victim = byBytes.reduce<Entry | null>((found, { entries }) => found ?? largestOf(entries), null);
      if (!cut(victim, new AppError('unavailable'))) break;
    }
  };

  return {
    bytes: () => all,
    begin(source) {
      const entry: Entry = { bytes: 0, source, giveUp: null, isOver: false };
      const add = (bytes: number) => {
        if (entry.isOver) return;
        count(entry, bytes);
        makeRoom(source);
      };
      count(entry, REQUEST_BYTES);
      return {
        add,
        addChunk: (chunk) => add(chunk.length + CHUNK_BYTES + VALUE_BYTES * separatorsIn(chunk)),
        setGiveUp: (giveUp) => {
          if (!entry.isOver) entry.giveUp = giveUp;
        },
        end: () => end(entry),
      };
    },
  };
}

const byRequest = new WeakMap<FastifyRequest, TextOfRequest>();
const UNCOUNTED: TextOfRequest = { add: () => {}, addChunk: () => {}, setGiveUp: () => {}, end: () => {} };

/** What is counted for a request with a body. */
export const textOf = (request: FastifyRequest): TextOfRequest => byRequest.get(request) ?? UNCOUNTED;

/** Types of bodies whose readers count themselves, because most of such a body doesn't stay in memory. */
const STREAMED = /^(?:multipart\/form-data|application\/offset\+octet-stream)/;

/** Counts the bodies of all requests, and the responses to them until the caller has read them. */
export function limitText(app: FastifyInstance, text: TextInFlight): void {
  // No later hook may wait before the body is read: from here on, its data is passing.
  app.addHook('preParsing', (request, reply, payload, done) => {
    const { headers } = request;
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
      return done(null, payload);
    const own = text.begin(networkOf(sourceOf(request)));
    byRequest.set(request, own);
    reply.raw.once('close', own.end);
    if (!STREAMED.test(headers['content-type'] ?? '')) {
      own.setGiveUp((why) => {
        reply.header('connection', 'close');
        payload.emit('error', why);
      });
      payload
        .on('error', () => {})
        .on('data', own.addChunk)
        .once('end', () => own.setGiveUp(null));
    }
    done(null, payload);
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const own = textOf(request);
    if (typeof payload === 'string' || Buffer.isBuffer(payload)) own.add(payload.length);
    own.setGiveUp(() => reply.raw.destroy());
    done(null, payload);
  });
}

function separatorsIn(chunk: Uint8Array): number {
  let found = 0;
  for (const byte of chunk) if (SEPARATORS.includes(byte)) found += 1;
  return found;
}
