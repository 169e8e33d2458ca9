/** Bundlers put a text in its place; where none did, there is no such thing. */
declare const process: { readonly env: { readonly NODE_ENV?: string } };

/** Tells the developer of the page, and never its users. */
export function warnInDevelopment(text: string): void {
  try {
    // biome-ignore lint/suspicious/noConsole: this is for the developer who looks there.
    if (process.env.NODE_ENV !== 'production') console.warn(`[parley] ${text}`);
  } catch {
    // A page without a bundler: nobody said that it is being developed.
  }
}
