import type { z } from 'zod';

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** The JSON of a schema as a server may hand it out: nothing in it need be writable. */
export type AnswerOf<Schema extends z.ZodType> = Frozen<z.input<Schema>>;
