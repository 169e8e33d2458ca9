import type { Inbox } from '../client/wire-types.ts';

/** Files of some types an inbox takes, as its server says. */
export type UploadRule = Inbox['uploads'][number];

/** Why a file cannot be sent. */
export interface AttachmentProblem {
  readonly problem: 'empty' | 'too_large' | 'type';
  /** Largest file of its type; 0 if the type is the problem. */
  readonly maxBytes: number;
}

/** Checks a file against what the inbox takes, before a byte of it travels; the server has the last word. */
export function checkFile(
  file: { readonly size: number; readonly type: string },
  rules: readonly UploadRule[],
): { readonly rule?: UploadRule; readonly problem?: AttachmentProblem } {
  const rule = ruleFor(file.type, rules);
  if (rule === undefined) return { problem: { problem: 'type', maxBytes: 0 } };
  const { maxBytes } = rule;
  if (file.size > 0 && file.size <= maxBytes) return { rule };
  return { problem: { problem: file.size === 0 ? 'empty' : 'too_large', maxBytes } };
}

/** The first rule that covers a type decides. */
function ruleFor(type: string, rules: readonly UploadRule[]): UploadRule | undefined {
  const [bare = ''] = type.toLowerCase().split(';');
  const name = bare.trim() || 'application/octet-stream';
  const covers = (pattern: string): boolean =>
    pattern === '*' || pattern === name || (pattern.endsWith('/*') && name.startsWith(pattern.slice(0, -1)));
  const rule = rules.find(({ mimeTypes }) => mimeTypes.some(covers));
  return rule?.exceptMimeTypes.some(covers) === true ? undefined : rule;
}

/** What a file picker is told to offer; undefined = everything. */
export function acceptedTypes(rules: readonly UploadRule[]): string | undefined {
  const types = rules.flatMap(({ mimeTypes }) => mimeTypes);
  return types.includes('*') ? undefined : types.join(',');
}
