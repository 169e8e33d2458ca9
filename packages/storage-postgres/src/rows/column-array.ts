import { writeArray } from './array-bytes.ts';
import { arrayLiteral } from './array-literal.ts';
import { ByteWriter } from './byte-writer.ts';
import type { ColumnType } from './column.ts';

const writer = new ByteWriter();

/** The values of one column, as one parameter of a statement. Each driver writes it in the form that costs it least. */
export class ColumnArray {
  readonly type: ColumnType;
  readonly values: readonly unknown[];

  constructor(type: ColumnType, values: readonly unknown[]) {
    this.type = type;
    this.values = values;
  }

  /** PostgreSQL's binary form, for drivers that can send it. @throws {NotStorableError} as {@link arrayLiteral} does */
  toBytes(): Buffer {
    writer.begin();
    this.writeTo(writer);
    return writer.copy();
  }

  /** The same, behind what is written already. */
  writeTo(to: ByteWriter): void {
    writeArray(to, this.type, this.values);
  }

  /** The text form. @throws {NotStorableError} for text with half of a surrogate pair */
  toLiteral(): string {
    return arrayLiteral(this.type, this.values);
  }
}
