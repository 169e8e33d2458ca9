import { NotStorableError } from '@parley/core';
import type { ByteWriter } from './byte-writer.ts';
import type { ColumnType } from './column.ts';

/** Object ids of PostgreSQL's own types (pg_type.dat); they never change. */
const oids: Readonly<Record<ColumnType, number>> = {
  boolean: 16,
  bytea: 17,
  bigint: 20,
  smallint: 21,
  integer: 23,
  text: 25,
  timestamptz: 1184,
  uuid: 2950,
  jsonb: 3802,
};

/** PostgreSQL counts from 2000-01-01; in milliseconds since 1970. */
const epochMs = 946_684_800_000;
const jsonbVersion = 1;

/** Writes one value behind its length. */
type Write = (to: ByteWriter, value: unknown) => void;

const writeText: Write = (to, value) => {
  const text = String(value);
  // Half of a surrogate pair has no form in UTF-8; sent anyway, it would arrive as another character.
  if (!text.isWellFormed()) throw new NotStorableError();
  to.reserve(4);
  const lengthAt = to.at;
  to.at += 4;
  to.text(text);
  to.int32At(lengthAt, to.at - lengthAt - 4);
};

const writers: Readonly<Record<ColumnType, Write>> = {
  text: writeText,
  jsonb(to, value) {
    to.reserve(5);
    const lengthAt = to.at;
    to.bytes[lengthAt + 4] = jsonbVersion;
    to.at += 5;
    to.text(JSON.stringify(value));
    to.int32At(lengthAt, to.at - lengthAt - 4);
  },
  uuid(to, value) {
    const text = String(value);
    const hex = text.length === 32 ? text : text.replaceAll('-', '');
    to.reserve(20);
    to.int32(16);
    if (hex.length !== 32 || to.bytes.write(hex, to.at, 16, 'hex') !== 16)
      throw new TypeError('An id must be 32 hex digits.');
    to.at += 16;
  },
  timestamptz(to, value) {
    const text = String(value);
    const ms = Date.parse(text) - epochMs;
    // Years of more than four digits begin with a sign, and the text form does not take them either.
    if (Number.isNaN(ms) || text.startsWith('+') || text.startsWith('-')) throw new NotStorableError();
    to.reserve(12);
    to.int32(8);
    const micros = ms * 1000;
    if (!Number.isSafeInteger(micros)) {
      to.bytes.writeBigInt64BE(BigInt(ms) * 1000n, to.at);
      to.at += 8;
      return;
    }
    const high = Math.floor(micros / 0x1_0000_0000);
    to.int32(high);
    to.int32(micros - high * 0x1_0000_0000);
  },
  integer(to, value) {
    to.reserve(8);
    to.int32(4);
    to.int32(Number(value));
  },
  smallint(to, value) {
    to.reserve(6);
    to.int32(2);
    to.int16(Number(value));
  },
  bigint(to, value) {
    to.reserve(12);
    to.int32(8);
    to.bytes.writeBigInt64BE(BigInt(value as bigint | number | string), to.at);
    to.at += 8;
  },
  boolean(to, value) {
    to.reserve(5);
    to.int32(1);
    to.bytes[to.at] = value === true || value === 'true' ? 1 : 0;
    to.at += 1;
  },
  bytea(to, value) {
    // As hex with its mark, the way the text form takes it.
    const hex = String(value).slice(2);
    const length = hex.length / 2;
    to.reserve(4 + length);
    to.int32(length);
    to.bytes.write(hex, to.at, length, 'hex');
    to.at += length;
  },
};

/** One value in PostgreSQL's binary form, behind its length. @throws as {@link writeArray} does */
export function writeOne(to: ByteWriter, type: ColumnType, value: unknown): void {
  writers[type](to, value);
}

/**
 * Values of one column as PostgreSQL's binary array (`array_recv`): the server reads times, ids and numbers without
 * parsing text, which was a sixth of its work for a batch.
 *
 * @param values as {@link arrayLiteral} takes them
 * @throws {NotStorableError} for text with half of a surrogate pair, or a time that is none
 */
export function writeArray(to: ByteWriter, type: ColumnType, values: readonly unknown[]): void {
  const write = writers[type];
  to.reserve(20);
  to.int32(values.length === 0 ? 0 : 1);
  const hasNullAt = to.at;
  to.int32(0);
  to.int32(oids[type]);
  if (values.length === 0) return;
  to.int32(values.length);
  to.int32(1);
  // Many columns of a batch hold one value over and over.
  let last: unknown;
  let lastFrom = 0;
  let lastTo = 0;
  for (const value of values) {
    if (value === null || value === undefined) {
      to.int32At(hasNullAt, 1);
      to.reserve(4);
      to.int32(-1);
      continue;
    }
    const from = to.at;
    if (value === last && lastTo > 0) {
      to.repeat(lastFrom, lastTo);
    } else {
      last = value;
      write(to, value);
    }
    lastFrom = from;
    lastTo = to.at;
  }
}
