import type { PartName } from './part-names.ts';

/** State of a part, as its `data-*` attributes say it: `{ selected: true }` is `data-selected`. */
export type PartState = Readonly<Record<string, string | boolean | undefined>>;

/** A class for a part, or a function from its state to one. */
export type PartClass = string | ((state: PartState) => string | undefined);

/** The values everything else is derived from. Scoped to the component, never to the page. */
export interface AppearanceVariables {
  /** Buttons, own bubbles, selection: any CSS colour; text on it is chosen by contrast where it is written as hex. */
  readonly accent?: string;
  /** Corners, e.g. `8px`. */
  readonly radius?: string;
  readonly fontFamily?: string;
  readonly background?: string;
  readonly text?: string;
  readonly border?: string;
}

/** How the components look. */
export interface Appearance {
  /** @defaultValue 'auto', as the system is set */
  readonly theme?: 'auto' | 'light' | 'dark';
  /** Height of rows. @defaultValue 'comfortable' */
  readonly density?: 'comfortable' | 'compact';
  readonly variables?: AppearanceVariables;
  /** Own classes by part. */
  readonly elements?: { readonly [Part in PartName]?: PartClass };
}
