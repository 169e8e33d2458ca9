import type { ByteWriter } from '../rows/byte-writer.ts';
import { ColumnArray } from '../rows/column-array.ts';
import { ColumnValue } from '../rows/column-value.ts';

/** A prepared statement and its values: those of columns go in binary form, everything else as text. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const textFormat = 0;
const binaryFormat = 1;

/** Opens a message: its kind, and the place of its length. (PostgreSQL 15, 55.7 "Message Formats".) */
function open(to: ByteWriter, kind: string): number {
  to.reserve(5);
  to.bytes[to.at] = kind.charCodeAt(0);
  to.at += 5;
  return to.at - 4;
}

function close(to: ByteWriter, lengthAt: number): void {
  to.int32At(lengthAt, to.at - lengthAt);
}

function zeroTerminated(to: ByteWriter, value: string): void {
  to.text(value);
  to.reserve(1);
  to.bytes[to.at] = 0;
  to.at += 1;
}

/** Parse: prepares the statement under its name; the types of its values are those of the casts in it. */
export function writeParse(to: ByteWriter, { name, text }: NamedStatement): void {
  const length = open(to, 'P');
  zeroTerminated(to, name);
  zeroTerminated(to, text);
  to.reserve(2);
  to.int16(0);
  close(to, length);
}

/** Bind and Execute: runs the prepared statement in the unnamed portal. @throws {NotStorableError} */
export function writeBindAndExecute(to: ByteWriter, { name, values }: NamedStatement): void {
  const length = open(to, 'B');
  zeroTerminated(to, '');
  zeroTerminated(to, name);
  to.reserve(4 + values.length * 2);
  to.int16(values.length);
  for (const value of values) to.int16(isBinary(value) ? binaryFormat : textFormat);
  to.int16(values.length);
  for (const value of values) writeValue(to, value);
  to.reserve(2);
  to.int16(0);
  close(to, length);
  const execute = open(to, 'E');
  zeroTerminated(to, '');
  to.reserve(4);
  to.int32(0);
  close(to, execute);
}

/** Sync: ends the transaction. */
export function writeSync(to: ByteWriter): void {
  close(to, open(to, 'S'));
}

const isBinary = (value: unknown): boolean => value instanceof ColumnArray || value instanceof ColumnValue;

function writeValue(to: ByteWriter, value: unknown): void {
  to.reserve(4);
  if (value === null || value === undefined) {
    to.int32(-1);
    return;
  }
  if (value instanceof ColumnValue) {
    value.writeTo(to);
    return;
  }
  const lengthAt = to.at;
  to.at += 4;
  if (value instanceof ColumnArray) value.writeTo(to);
  else to.text(String(value));
  to.int32At(lengthAt, to.at - lengthAt - 4);
}
