import type { en } from './en.ts';

/** Forms of one text by count, chosen with `Intl.PluralRules` on its `count`. */
export interface PluralText {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** Every text there is. */
export type TextKey = keyof (typeof en)['texts'];

/**
 * All texts of one language. Names in braces are filled in and must be kept: `'{name} is typing…'`. Several forms depend on
 * `{count}`.
 */
export interface Catalogue {
  /** BCP 47 tag the texts are written in, which also chooses dates, numbers and plurals. */
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly texts: { readonly [Key in TextKey]: string | PluralText };
}

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

type FormsOf<Key extends TextKey> = (typeof en)['texts'][Key] extends infer Text
  ? Text extends string
    ? Text
    : Text[keyof Text]
  : never;

/** What must be filled into a text. */
export type TextValues<Key extends TextKey> = { readonly [Name in NamesIn<FormsOf<Key>>]: string | number };

type Rest<Key extends TextKey> = [NamesIn<FormsOf<Key>>] extends [never] ? [] : [values: TextValues<Key>];

/** Looks a text up and fills it in; numbers are written as the language writes them. */
export type Translate = <Key extends TextKey>(key: Key, ...values: Rest<Key>) => string;

/** Own texts over a catalogue, by key. */
export type TextOverrides = { readonly [Key in TextKey]?: string | PluralText };
