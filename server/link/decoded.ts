import { isUtf8 } from 'node:buffer';
import { LinkFailure } from './failure.ts';

const NEW_LINE = 0x0a;

/**
 * Bytes as text, a part at a time; a byte order mark is left out.
 * @throws LinkFailure with the line where the bytes are no text of this encoding, so that no name is changed in silence.
 */
export async function* decoded(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string, void, void> {
  const decoder = decoderOf(encoding);
  let lines = 0;
  for await (const part of bytes) {
    let text: string;
    try {
      text = decoder.decode(part, { stream: true });
    } catch (cause) {
      throw notText(path, encoding, lines + (encoding === 'utf-8' ? badLine(part) : 1), cause);
    }
    lines += countLines(text);
    yield text;
  }
  try {
    yield decoder.decode();
  } catch (cause) {
    throw notText(path, encoding, lines + 1, cause);
  }
}

function decoderOf(encoding: string) {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new LinkFailure(`--encoding: "${encoding}" is not known; such as utf-8, windows-1252 or utf-16le`, { cause });
  }
}

function notText(path: string, encoding: string, line: number, cause: unknown): LinkFailure {
  const hint = encoding === 'utf-8' ? 'Save it as UTF-8, or give its own, such as --encoding windows-1252' : '';
  return new LinkFailure(`${path}: line ${line}: this is no text in ${encoding}. ${hint}`.trim(), { cause });
}

/** On which line of a part the first byte stands that is not UTF-8, from 1. */
function badLine(part: Uint8Array): number {
  // What belongs to a letter of the part before is left out.
  let at = part.findIndex((byte) => (byte & 0xc0) !== 0x80);
  for (let line = 1; ; line += 1) {
    const end = part.indexOf(NEW_LINE, at);
    // The last line may end within a letter, so that it is looked at by nobody: what is wrong must be there.
    if (end === -1 || !isUtf8(part.subarray(at, end))) return line;
    at = end + 1;
  }
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
