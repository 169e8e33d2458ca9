import { createHash, createHmac } from 'node:crypto';
import { SignatureMismatchError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { fixture, inbox, openChannel, signed } from './__fixtures__/fixture.ts';
import { signatureVerifier } from './verify-signature.ts';

const plain = {
  body: Buffer.from('{"object":"whatsapp_business_account","entry":[]}'),
  signature: 'sha256=09eceea024af6e6343b760cc9bd3ae7c056938dd636e24e92109eb8219500384',
};
/** Literally these ASCII bytes: the provider escapes what is not ASCII, and slashes. */
const escaped = {
  body: Buffer.from(String.raw`{"t":"\u00e4\ud83d\ude00 a\/b"}`),
  signature: 'sha256=f9de6c8d8313c6f33bc3edb5c73298fa60041931e11a4dbb3f7162d53ace5941',
};

function accepts(
  body: Uint8Array,
  header: string | undefined,
  secrets: readonly string[] = ['appsecret'],
): boolean {
  try {
    signatureVerifier(secrets)(body, header);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SignatureMismatchError);
    return false;
  }
}

describe('signature of a webhook', () => {
  it('is right for the published vectors', () => {
    expect(accepts(plain.body, plain.signature)).toBe(true);
    expect(accepts(escaped.body, escaped.signature)).toBe(true);
  });

  it('covers the bytes on the wire, not what they mean', () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(escaped.body.toString())));
    expect(createHmac('sha256', 'appsecret').update(rewritten).digest('hex').slice(0, 12)).toBe(
      '16859060a597',
    );
    expect(accepts(rewritten, escaped.signature)).toBe(false);
  });

  it('covers a view into a larger buffer exactly', () => {
    const around = new Uint8Array(plain.body.length + 20);
    around.set(plain.body, 7);
    expect(accepts(around.subarray(7, 7 + plain.body.length), plain.signature)).toBe(true);
    expect(accepts(around, plain.signature)).toBe(false);
  });

  it('may be made with either of two secrets while one replaces the other', () => {
    expect(accepts(plain.body, plain.signature, ['new-secret', 'appsecret'])).toBe(true);
    expect(accepts(plain.body, plain.signature, ['appsecret', 'old-secret'])).toBe(true);
    expect(accepts(plain.body, plain.signature, ['new-secret', 'old-secret'])).toBe(false);
  });

  const hex = plain.signature.slice('sha256='.length);
  const flipped = `${hex.slice(0, -1)}${hex.endsWith('4') ? '5' : '4'}`;
  const sha1 = createHmac('sha1', 'appsecret').update(plain.body).digest('hex');
  const base64 = createHmac('sha256', 'appsecret').update(plain.body).digest('base64');
  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['has no prefix', hex],
    ['has a prefix only', 'sha256='],
    ['has another prefix', `sha512=${hex}`],
    ['has its prefix in capitals', `SHA256=${hex}`],
    ['is in upper-case hex', `sha256=${hex.toUpperCase()}`],
    ['is one digit short', `sha256=${hex.slice(0, -1)}`],
    ['is one digit long', `sha256=${hex}0`],
    ['is half as long', `sha256=${hex.slice(0, 32)}`],
    ['differs in the last digit', `sha256=${flipped}`],
    ['differs in the first digit', `sha256=f${hex.slice(1)}`],
    ['holds a digit that is not hex', `sha256=${hex.slice(0, -1)}g`],
    ['has a space before', ` ${plain.signature}`],
    ['has a space after', `${plain.signature} `],
    ['has a line break after', `${plain.signature}\n`],
    ['came twice', `${plain.signature}, ${plain.signature}`],
    ['came twice without a space', `${plain.signature},${plain.signature}`],
    ['is the old SHA-1 one', `sha1=${sha1}`],
    ['is SHA-1 under the new name', `sha256=${sha1}`],
    ['is base64', `sha256=${base64}`],
    ['is of an empty body', `sha256=${createHmac('sha256', 'appsecret').update('').digest('hex')}`],
    [
      'is made with the verify token',
      `sha256=${createHmac('sha256', inbox.verifyToken).update(plain.body).digest('hex')}`,
    ],
    ['is made with no secret', `sha256=${createHmac('sha256', '').update(plain.body).digest('hex')}`],
    ['is a plain hash of the body', `sha256=${createHash('sha256').update(plain.body).digest('hex')}`],
  ])('is refused when it %s', (_case, header) => {
    expect(accepts(plain.body, header)).toBe(false);
  });

  it('is read from its own header only, not from the SHA-1 one', async () => {
    const request = signed(fixture('text'));
    const wrongHeader = {
      ...request,
      header: (name: string) =>
        name === 'x-hub-signature' ? request.header('x-hub-signature-256') : undefined,
    };
    await expect(openChannel().receive(wrongHeader)).rejects.toBeInstanceOf(SignatureMismatchError);
    await expect(openChannel().receive(request)).resolves.toBeDefined();
  });

  it("of one inbox does not open another's webhook", async () => {
    const request = signed(fixture('text'));
    const other = openChannel({ appSecrets: ['another-secret'] });
    await expect(other.receive(request)).rejects.toBeInstanceOf(SignatureMismatchError);
  });
});
