const encoder = new TextEncoder()

/** Bytes that grow at their end. */
export class ByteSink {
  bytes: Uint8Array<ArrayBuffer>
  length = 0

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity)
  }

  #reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(this.length + more, this.bytes.length * 2))
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }

  add(byte: number): void {
    if (this.length === this.bytes.length) this.#reserve(1)
    this.bytes[this.length++] = byte
  }

  /** Adds a part of other bytes; cells are too short for anything cleverer. */
  copy(source: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from)
    const { bytes } = this
    let at = this.length
    for (let index = from; index < to; index++) bytes[at++] = source[index] ?? 0
    this.length = at
  }

  text(value: string): void {
    this.#reserve(value.length * 3)
    this.length += encoder.encodeInto(value, this.bytes.subarray(this.length)).written
  }

  /** Hands over what was added and begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.length)
    this.length = 0
    return taken
  }
}
