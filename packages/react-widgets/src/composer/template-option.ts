/** A provider-approved message an agent may choose. */
export interface TemplateOption {
  readonly name: string;
  /** As the provider writes it, e.g. `en_US`. */
  readonly language: string;
  /** Its wording, with `{{1}}`, `{{2}}` … where values go. */
  readonly body: string;
}

/** How many values a wording asks for: the highest number in it. */
export function valueCount(body: string): number {
  return [...body.matchAll(/\{\{(\d{1,2})\}\}/g)].reduce((top, match) => Math.max(top, Number(match[1])), 0);
}

/** The wording with the values put in; what is not filled in stays visible. */
export function fillTemplate(body: string, values: readonly string[]): string {
  return body.replace(/\{\{(\d{1,2})\}\}/g, (gap, number: string) => values[Number(number) - 1] || gap);
}
