import { MediaRefusedError } from './media-errors.ts';
import type { MediaLimits } from './media-limits.ts';
import { declaredType } from './media-types.ts';
import { sniffTypes } from './sniff-type.ts';

/**
 * The type of a file by its first bytes, where what the sender declared agrees with it and the limits allow it.
 * @throws {MediaRefusedError} `media_empty`, `media_type_refused` or `media_type_mismatch`
 */
export function checkFileType(head: Uint8Array, declared: string, limits: MediaLimits): string {
  if (head.length === 0) throw new MediaRefusedError('media_empty');
  const possible = sniffTypes(head);
  const said = declaredType(declared);
  const [likeliest] = possible;
  if (likeliest === undefined) throw new MediaRefusedError('media_type_refused');
  if (said !== undefined && !possible.includes(said)) throw new MediaRefusedError('media_type_mismatch');
  const type = said ?? possible.find((one) => limits.types.includes(one)) ?? likeliest;
  if (!limits.types.includes(type)) throw new MediaRefusedError('media_type_refused');
  return type;
}
