declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of a Chromium; undefined where there is none. */
    chromium: string | undefined;
  }
}

export {};
