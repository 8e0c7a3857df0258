import { STEP_BITS } from './bits.ts';

/** Packs features into bytes that are small enough to store for each report and can be read back without a parser. */

const eight = new Float64Array(1);
const bytesOfEight = new Uint8Array(eight.buffer);

export class Packer {
  private buffer = new Uint8Array(512);
  private at = 0;

  private room(more: number): void {
    if (this.at + more <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.at + more));
    grown.set(this.buffer);
    this.buffer = grown;
  }

  /** An integer from 0 to 2^53. */
  whole(value: number): void {
    this.room(8);
    let rest = value;
    while (rest >= 128) {
      this.buffer[this.at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.at++] = rest;
  }

  /** An unsigned 32-bit integer. */
  word(value: number): void {
    this.room(4);
    this.buffer[this.at++] = value;
    this.buffer[this.at++] = value >>> 8;
    this.buffer[this.at++] = value >>> 16;
    this.buffer[this.at++] = value >>> 24;
  }

  /** A 52-bit hash. */
  hash(value: number): void {
    this.word(value % 4294967296);
    const high = Math.floor(value / 4294967296);
    this.room(3);
    this.buffer[this.at++] = high;
    this.buffer[this.at++] = high >>> 8;
    this.buffer[this.at++] = high >>> 16;
  }

  /** A 64-bit float in this machine's byte order, because packed data never leaves it. */
  real(value: number): void {
    this.room(8);
    eight[0] = value;
    this.buffer.set(bytesOfEight, this.at);
    this.at += 8;
  }

  /** A value's rarity as a number of weight steps; NaN when unused. */
  rarity(bits: number): void {
    this.whole(Number.isNaN(bits) ? 0 : Math.round(bits / STEP_BITS) + 1);
  }

  text(value: string): void {
    this.whole(value.length);
    this.room(value.length * 3);
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code < 128) this.buffer[this.at++] = code;
      else this.whole(code);
    }
  }

  words(values: Uint32Array): void {
    this.whole(values.length);
    for (const value of values) this.word(value);
  }

  /** Numbers from 0 to 1, stored in 16 bits each. */
  shares(values: Float32Array): void {
    this.whole(values.length);
    this.room(values.length * 2);
    for (const value of values) {
      const share = Math.round(value * 65_535);
      this.buffer[this.at++] = share;
      this.buffer[this.at++] = share >>> 8;
    }
  }

  /** Calls `write` and prefixes the bytes it wrote with their length. */
  sized(write: () => void): void {
    this.room(1);
    const from = ++this.at;
    write();
    const length = this.at - from;
    // One byte is usually enough for the length; if not, shift the bytes already written.
    let more = 0;
    for (let rest = length; rest >= 128; rest = Math.floor(rest / 128)) more += 1;
    this.room(more);
    if (more > 0) this.buffer.copyWithin(from + more, from, this.at);
    this.at = from - 1;
    this.whole(length);
    this.at += length;
  }

  /** Returns the bytes so far and empties the packer. */
  take(): Uint8Array {
    const taken = this.buffer.slice(0, this.at);
    this.at = 0;
    return taken;
  }
}

const none = new Uint8Array();

/**
 * Reads what a `Packer` wrote. One instance is reused for many records, because creating one costs more than reading a
 * number.
 */
export class Unpacker {
  bytes: Uint8Array = none;
  at = 0;

  open(bytes: Uint8Array, at: number): this {
    this.bytes = bytes;
    this.at = at;
    return this;
  }

  /** Skips a block written by `Packer.sized`. */
  skip(): void {
    const length = this.whole();
    this.at += length;
  }

  whole(): number {
    const first = this.bytes[this.at++] ?? this.tooShort();
    if (first < 128) return first;
    let value = first - 128;
    for (let scale = 128; ; scale *= 128) {
      const byte = this.bytes[this.at++] ?? this.tooShort();
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
    }
  }

  word(): number {
    const { bytes, at } = this;
    this.at = at + 4;
    const last = bytes[at + 3] ?? this.tooShort();
    return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | (last << 24)) >>> 0;
  }

  hash(): number {
    const low = this.word();
    const { bytes, at } = this;
    this.at = at + 3;
    const last = bytes[at + 2] ?? this.tooShort();
    return ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | (last << 16)) * 4294967296 + low;
  }

  real(): number {
    const { bytes, at } = this;
    this.at = at + 8;
    if (this.at > bytes.length) this.tooShort();
    for (let i = 0; i < 8; i++) bytesOfEight[i] = bytes[at + i] ?? 0;
    return eight[0] ?? 0;
  }

  rarity(): number {
    const steps = this.whole();
    return steps === 0 ? Number.NaN : (steps - 1) * STEP_BITS;
  }

  text(): string {
    let value = '';
    for (let left = this.whole(); left > 0; left--) value += String.fromCharCode(this.whole());
    return value;
  }

  words(): Uint32Array {
    const values = new Uint32Array(this.whole());
    for (let i = 0; i < values.length; i++) values[i] = this.word();
    return values;
  }

  shares(): Float32Array {
    const values = new Float32Array(this.whole());
    const { bytes } = this;
    for (let i = 0; i < values.length; i++, this.at += 2)
      values[i] = ((bytes[this.at] ?? 0) | ((bytes[this.at + 1] ?? 0) << 8)) / 65_535;
    return values;
  }

  private tooShort(): never {
    throw new RangeError('packed features end too early');
  }
}
