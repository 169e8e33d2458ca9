import { crc32, deflateSync } from 'node:zlib';
import type { MediaKind } from '../webhook/content-messages.ts';

/** A file to send. */
export interface SampleFile {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly fileName: string;
}

/** One second of silence: mono Opus in Ogg, as voice notes are. */
const silenceOgg =
  'T2dnUwACAAAAAAAAAABZUkFQAAAAALBzbyMBE09wdXNIZWFkAQE4AYC7AAAAAABPZ2dTAAAAAAAAAAAAAFlSQVABAAAAWXkFfAEW' +
  'T3B1c1RhZ3MGAAAAcGFybGV5AAAAAE9nZ1MABIC7AAAAAAAAWVJBUAIAAADZ3be9MgMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD' +
  'AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD+P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/+' +
  '+P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/++P/+' +
  '+P/++P/++P/++P/++P/++P/++P/++P/+';

/** An MP4 without a track: enough to be told from other files. */
const emptyMp4 =
  'AAAAHGZ0eXBpc29tAAACAGlzb21pc28ybXA0MQAAAHRtb292AAAAbG12aGQAAAAAAAAAAAAAAAAAAAPoAAAD6AABAAABAAAAAAAA' +
  'AAAAAAAAAQAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAAAACG1k' +
  'YXQ=';

/** A WebP picture of one pixel. */
const pixelWebp = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA';

const onePagePdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A PNG with a soft two-colour gradient; `hue` (0 to 255) tells pictures apart. */
export function gradientPng(width: number, height: number, hue: number): Uint8Array {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (1 + width * 3) + 1 + x * 3;
      rows[at] = (hue + Math.floor((x * 120) / width)) & 255;
      rows[at + 1] = 90 + Math.floor((y * 120) / height);
      rows[at + 2] = 200 - Math.floor((x * 80) / width);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A small real file of each kind, sent when a test gives none of its own. */
export function sampleFile(kind: MediaKind): SampleFile {
  switch (kind) {
    case 'image':
      return { bytes: gradientPng(96, 64, 40), mimeType: 'image/png', fileName: 'photo.png' };
    case 'audio':
      return {
        bytes: Buffer.from(silenceOgg, 'base64'),
        mimeType: 'audio/ogg; codecs=opus',
        fileName: 'voice.ogg',
      };
    case 'video':
      return { bytes: Buffer.from(emptyMp4, 'base64'), mimeType: 'video/mp4', fileName: 'clip.mp4' };
    case 'document':
      return { bytes: Buffer.from(onePagePdf, 'ascii'), mimeType: 'application/pdf', fileName: 'order.pdf' };
    case 'sticker':
      return { bytes: Buffer.from(pixelWebp, 'base64'), mimeType: 'image/webp', fileName: 'sticker.webp' };
  }
}
