/** Features as bytes: small enough to keep for each report, and read back without a parser. */

export class Packer {
  private buffer = new Uint8Array(512);
  private view = new DataView(this.buffer.buffer);
  private at = 0;

  private room(more: number): void {
    if (this.at + more <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.at + more));
    grown.set(this.buffer);
    this.buffer = grown;
    this.view = new DataView(grown.buffer);
  }

  /** A whole number from 0 to 2^53. */
  whole(value: number): void {
    this.room(8);
    let rest = value;
    while (rest >= 128) {
      this.buffer[this.at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.at++] = rest;
  }

  real(value: number): void {
    this.room(8);
    this.view.setFloat64(this.at, value);
    this.at += 8;
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

  list(values: Uint32Array): void {
    this.whole(values.length);
    this.room(values.length * 4);
    for (const value of values) {
      this.view.setUint32(this.at, value);
      this.at += 4;
    }
  }

  /** Numbers from 0 to 1, at 16 bits each. */
  shares(values: Float32Array): void {
    this.whole(values.length);
    this.room(values.length * 2);
    for (const value of values) {
      this.view.setUint16(this.at, Math.round(value * 65_535));
      this.at += 2;
    }
  }

  /** Bytes as they are, with how many they are before them. */
  bytes(given: Uint8Array): void {
    this.whole(given.length);
    this.room(given.length);
    this.buffer.set(given, this.at);
    this.at += given.length;
  }

  /** The bytes so far; the packer is empty after it. */
  take(): Uint8Array {
    const taken = this.buffer.slice(0, this.at);
    this.at = 0;
    return taken;
  }
}

export class Unpacker {
  private at = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  goTo(at: number): void {
    this.at = at;
  }

  /** Goes on by so many bytes. @returns where it was. */
  skip(length: number): number {
    const before = this.at;
    this.at += length;
    return before;
  }

  whole(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError('packed features end too early');
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
    }
  }

  real(): number {
    this.at += 8;
    return this.view.getFloat64(this.at - 8);
  }

  text(): string {
    let value = '';
    for (let left = this.whole(); left > 0; left--) value += String.fromCharCode(this.whole());
    return value;
  }

  list(): Uint32Array {
    const values = new Uint32Array(this.whole());
    for (let i = 0; i < values.length; i++, this.at += 4) values[i] = this.view.getUint32(this.at);
    return values;
  }

  shares(): Float32Array {
    const values = new Float32Array(this.whole());
    for (let i = 0; i < values.length; i++, this.at += 2) values[i] = this.view.getUint16(this.at) / 65_535;
    return values;
  }
}
