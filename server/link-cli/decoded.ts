import { LinkFailure } from './failure.ts';

/** Both start at 1. */
type Position = { line: number; column: number };

/**
 * Decodes bytes as text, a chunk at a time, without the byte order mark.
 * @throws LinkFailure with line and column if the bytes are not valid in this encoding, so that no name is changed
 * silently.
 */
export async function* decoded(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string, void, void> {
  const decoder = decoderOf(encoding);
  let at: Position = { line: 1, column: 1 };
  let before: Uint8Array = new Uint8Array();
  for await (const part of bytes) {
    let text: string;
    try {
      text = decoder.decode(part, { stream: true });
    } catch (cause) {
      const begun = encoding === 'utf-8' ? begunLetter(before) : new Uint8Array();
      const right = longestText(Buffer.concat([begun, part]), encoding);
      throw notText(path, encoding, after(at, right), cause);
    }
    at = after(at, text);
    before = part;
    yield text;
  }
  try {
    yield decoder.decode();
  } catch (cause) {
    throw notText(path, encoding, at, cause);
  }
}

function decoderOf(encoding: string) {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new LinkFailure(`--encoding: "${encoding}" is unknown; use utf-8, windows-1252 or utf-16le, for example`, {
      cause,
    });
  }
}

function notText(path: string, encoding: string, { line, column }: Position, cause: unknown): LinkFailure {
  const hint = encoding === 'utf-8' ? 'Save it as UTF-8, or pass its encoding, such as --encoding windows-1252' : '';
  const at = `line ${line}, column ${column}`;
  return new LinkFailure(`${path}: ${at}: this is not ${encoding} text. ${hint}`.trim(), { cause });
}

/** Returns the text of the longest prefix of the bytes that is valid in this encoding. */
function longestText(bytes: Uint8Array, encoding: string): string {
  const textOf = (length: number): string | null => {
    try {
      return decoderOf(encoding).decode(bytes.subarray(0, length), { stream: true });
    } catch {
      return null;
    }
  };
  let [right, wrong] = [0, bytes.length];
  while (wrong - right > 1) {
    const middle = (right + wrong) >>> 1;
    if (textOf(middle) === null) wrong = middle;
    else right = middle;
  }
  return textOf(right) ?? '';
}

/** Returns the bytes at the end of a chunk that are the start of a UTF-8 character continued in the next chunk. */
function begunLetter(part: Uint8Array): Uint8Array {
  for (let length = 1; length <= Math.min(3, part.length); length += 1) {
    const byte = part[part.length - length] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return part.subarray(whole > length ? part.length - length : part.length);
  }
  return new Uint8Array();
}

/** Returns the position right after the given text, which starts at the given position. */
function after({ line, column }: Position, text: string): Position {
  const lines = countLines(text);
  const last = text.length - (text.lastIndexOf('\n') + 1);
  return { line: line + lines, column: lines === 0 ? column + text.length : last + 1 };
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
