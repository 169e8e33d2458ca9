/**
 * Bytes that are put together and copied out once. One writer is used over and over, so that a batch needs no growing buffer
 * of its own; nothing may wait between {@link ByteWriter.begin} and {@link ByteWriter.copy}.
 */
export class ByteWriter {
  /** Room; what is written ends at {@link ByteWriter.at}. Replaced when it grows. */
  bytes = Buffer.allocUnsafe(256 * 1024);
  at = 0;

  begin(): void {
    this.at = 0;
  }

  /** Makes sure that `count` more bytes fit. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + count));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  /** Big-endian, as everything of PostgreSQL. Room must be reserved. */
  int16(value: number): void {
    const { bytes, at } = this;
    bytes[at] = value >>> 8;
    bytes[at + 1] = value;
    this.at = at + 2;
  }

  /** As {@link ByteWriter.int16}. */
  int32(value: number): void {
    this.int32At(this.at, value);
    this.at += 4;
  }

  /** Fills in what was left open. */
  int32At(at: number, value: number): void {
    const { bytes } = this;
    bytes[at] = value >>> 24;
    bytes[at + 1] = value >>> 16;
    bytes[at + 2] = value >>> 8;
    bytes[at + 3] = value;
  }

  /** As UTF-8. Reserves the room. */
  text(value: string): void {
    this.reserve(value.length * 3);
    this.at += this.bytes.write(value, this.at, 'utf8');
  }

  /** Copies bytes that are there already to the end. */
  repeat(from: number, to: number): void {
    this.reserve(to - from);
    this.bytes.copyWithin(this.at, from, to);
    this.at += to - from;
  }

  /** Everything written since {@link ByteWriter.begin}, for keeps. */
  copy(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }
}
