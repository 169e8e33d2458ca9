import { SupportError } from '../support-error.ts';

/** Encrypts chosen fields before they are stored. `context` binds the result to its place: it opens nowhere else. */
export interface FieldCipher {
  seal(plain: string, context: string): Promise<string>;
  /** @throws {SealBrokenError} if the text was altered, belongs to another context, or its key is not known */
  open(sealed: string, context: string): Promise<string>;
}

/** A sealed field cannot be opened. */
export class SealBrokenError extends SupportError {
  readonly code = 'seal_broken';
  readonly fix =
    'Configure the encryption key the field was sealed with (old keys may stay listed after a rotation).';
  constructor(options?: ErrorOptions) {
    super('A sealed field cannot be opened with the configured keys.', {}, options);
  }
}

/** A key of 32 random bytes. */
export interface CipherKey {
  /** Stored beside what it sealed; letters, digits, `-` and `_`. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce per field. The first key seals; all of them open, so a
 * rotation keeps the old key listed until everything was sealed again.
 * @throws {RangeError} for a key that is not 32 bytes or an id with other characters
 */
export function createAesGcmCipher(keys: readonly [CipherKey, ...CipherKey[]]): FieldCipher {
  for (const key of keys) {
    if (key.bytes.length !== 32)
      throw new RangeError(`encryption key "${key.id}" must be 32 bytes, not ${key.bytes.length}`);
    if (!/^[\w-]{1,32}$/.test(key.id))
      throw new RangeError('an encryption key id has 1 to 32 letters, digits, - or _');
  }
  const imported = new Map<string, Promise<CryptoKey>>();
  const keyFor = (key: CipherKey): Promise<CryptoKey> => {
    const ready =
      imported.get(key.id) ??
      crypto.subtle.importKey('raw', new Uint8Array(key.bytes), 'AES-GCM', false, ['encrypt', 'decrypt']);
    imported.set(key.id, ready);
    return ready;
  };
  return {
    async seal(plain, context) {
      const key = keys[0];
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const additionalData = new TextEncoder().encode(context);
      const bytes = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData },
        await keyFor(key),
        new TextEncoder().encode(plain),
      );
      return `v1.${key.id}.${toBase64(iv)}.${toBase64(new Uint8Array(bytes))}`;
    },
    async open(sealed, context) {
      const [version, keyId, iv, bytes] = sealed.split('.');
      const key = keys.find((candidate) => candidate.id === keyId);
      if (version !== 'v1' || key === undefined || iv === undefined || bytes === undefined)
        throw new SealBrokenError();
      try {
        const additionalData = new TextEncoder().encode(context);
        const plain = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: fromBase64(iv), additionalData },
          await keyFor(key),
          fromBase64(bytes),
        );
        return new TextDecoder().decode(plain);
      } catch (cause) {
        throw new SealBrokenError({ cause });
      }
    },
  };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
