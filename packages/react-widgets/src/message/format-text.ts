/** A piece of a message: plain text, or something marked up. */
export type TextNode =
  | string
  | { readonly type: 'bold' | 'italic' | 'strike'; readonly children: readonly TextNode[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly href: string; readonly text: string };

/** The only schemes a link in a message may have. */
const linkSchemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);

// Every repetition is bounded or starts at a fixed word: the time grows with the length of the text and no faster.
const linkPattern =
  /(?<![\w:])(?:https?:\/\/|www\.)[^\s<>"'`]{1,2000}|(?<![\w:])(?:mailto:|tel:)[^\s<>"'`]{1,300}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/gi;

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

interface Link {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

/**
 * What a message's text means: WhatsApp's `*bold*`, `_italic_`, `~strike~`, `` `code` `` and ```` ```blocks``` ````, and links
 * to the web, mail and phone. Everything else stays text; nothing is ever read as HTML.
 */
export function formatText(text: string): readonly TextNode[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((part, index): readonly TextNode[] => {
    if (part === '') return [];
    if (index % 2 === 1) return [{ type: 'code', text: part.slice(3, -3).replace(/^\n|\n$/g, '') }];
    return part.split(/(\n)/).flatMap((line) => (line === '' ? [] : formatLine(line)));
  });
}

/** A safe address, or `undefined` for anything but the web, mail and phone. */
export function safeHref(address: string): string | undefined {
  try {
    const url = new URL(address);
    return linkSchemes.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function formatLine(line: string): readonly TextNode[] {
  return formatRange(line, 0, line.length, linksIn(line), new Set());
}

function linksIn(line: string): readonly Link[] {
  const links: Link[] = [];
  for (const match of line.matchAll(linkPattern)) {
    const found = withoutTail(match[0]);
    const href = safeHref(addressOf(found));
    if (href !== undefined) links.push({ start: match.index, end: match.index + found.length, href });
  }
  return links;
}

function addressOf(found: string): string {
  if (/^www\./i.test(found)) return `https://${found}`;
  return /^(?:https?|mailto|tel):/i.test(found) ? found : `mailto:${found}`;
}

/** A full stop or a bracket at the end of a sentence is not part of the address. */
function withoutTail(found: string): string {
  let end = found.length;
  while (end > 0) {
    const last = found[end - 1] ?? '';
    const isStray =
      /[.,;:!?*_~…]/.test(last) || (last === ')' && !found.slice(0, end).includes('(')) || /[\]}]/.test(last);
    if (!isStray) break;
    end -= 1;
  }
  return found.slice(0, end);
}

function formatRange(
  line: string,
  from: number,
  to: number,
  links: readonly Link[],
  closed: ReadonlySet<string>,
): readonly TextNode[] {
  const nodes: TextNode[] = [];
  // A mark that was not closed further on is not looked for again: otherwise a row of stars would cost its square.
  const unclosed = new Set<string>(closed);
  let plain = from;
  let at = from;
  let nextLink = links.findIndex(({ start }) => start >= from);
  const flush = (end: number): void => {
    if (end > plain) nodes.push(line.slice(plain, end));
  };
  while (at < to) {
    const link = nextLink < 0 ? undefined : links[nextLink];
    if (link !== undefined && link.start === at && link.end <= to) {
      flush(at);
      nodes.push({ type: 'link', href: link.href, text: line.slice(link.start, link.end) });
      at = link.end;
      plain = at;
      nextLink += 1;
      continue;
    }
    const mark = line[at] ?? '';
    const end =
      isOpening(line, at, mark) && !unclosed.has(mark) ? closingOf(line, at, to, mark, links) : undefined;
    if (end === undefined) {
      if (isOpening(line, at, mark)) unclosed.add(mark);
      at += 1;
      continue;
    }
    flush(at);
    if (mark === '`') nodes.push({ type: 'code', text: line.slice(at + 1, end) });
    else {
      const children = formatRange(line, at + 1, end, links, new Set([...closed, mark]));
      nodes.push({ type: marks[mark as keyof typeof marks], children });
    }
    at = end + 1;
    plain = at;
    nextLink = links.findIndex(({ start }) => start >= at);
  }
  flush(to);
  return nodes;
}

function isOpening(line: string, at: number, mark: string): boolean {
  if (mark !== '`' && !(mark in marks)) return false;
  return (
    !/[\p{L}\p{N}]/u.test(line[at - 1] ?? ' ') && /\S/.test(line[at + 1] ?? ' ') && line[at + 1] !== mark
  );
}

function closingOf(
  line: string,
  opened: number,
  to: number,
  mark: string,
  links: readonly Link[],
): number | undefined {
  for (let at = line.indexOf(mark, opened + 1); at !== -1 && at < to; at = line.indexOf(mark, at + 1)) {
    const isInLink = mark !== '`' && links.some(({ start, end }) => at >= start && at < end);
    const isClosing = /\S/.test(line[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(line[at + 1] ?? ' ');
    if (!isInLink && isClosing && at > opened + 1) return at;
  }
  return undefined;
}
