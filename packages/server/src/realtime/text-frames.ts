/**
 * WebSocket frames of a server, ready for the wire: one unmasked, uncompressed text frame per text (RFC 6455, 5.2).
 * Encoded once, the same bytes go to any number of sockets with {@link LiveSocket.write}.
 */
export function textFrames(texts: readonly string[]): Buffer {
  let sizeBytes = 0;
  const lengths = texts.map((text) => {
    const length = Buffer.byteLength(text);
    sizeBytes += headerBytes(length) + length;
    return length;
  });
  const frames = Buffer.allocUnsafe(sizeBytes);
  let at = 0;
  texts.forEach((text, index) => {
    const length = lengths[index] ?? 0;
    at = writeHeader(frames, at, length);
    at += frames.write(text, at, length, 'utf8');
  });
  return frames;
}

const finalText = 0x81;

function headerBytes(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10;
}

function writeHeader(frames: Buffer, at: number, length: number): number {
  frames[at] = finalText;
  if (length < 126) {
    frames[at + 1] = length;
    return at + 2;
  }
  if (length < 65_536) {
    frames[at + 1] = 126;
    return frames.writeUInt16BE(length, at + 2);
  }
  frames[at + 1] = 127;
  return frames.writeBigUInt64BE(BigInt(length), at + 2);
}
