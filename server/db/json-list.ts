/** Comma-separated elements of a JSON array, in a reusable buffer that grows as needed. */
export class JsonList {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** Removes all elements and keeps the buffer for reuse, unless it is exceptionally large. */
  clear(): void {
    if (this.#bytes.length > MOST_KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
    this.#length = 0;
  }

  /** Copies in one element, or several that are already separated by commas. */
  add(element: Buffer): void {
    const needed = this.#length + 1 + element.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    if (this.#length > 0) this.#bytes[this.#length++] = COMMA;
    element.copy(this.#bytes, this.#length);
    this.#length += element.length;
  }

  /** Size of the elements in bytes. */
  get size(): number {
    return this.#length;
  }

  /** A view that is valid until the next `clear` or `add`. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}

const COMMA = 0x2c;
const FIRST_BYTES = 4 * 1024;
const MOST_KEPT_BYTES = 8 * 1024 * 1024;
