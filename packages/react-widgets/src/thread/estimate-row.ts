import type { ThreadRow } from './thread-rows.ts';

/** Height in px of a row that was not drawn yet. Rough: the real one takes its place without anything moving. */
export function estimateRow(row: ThreadRow | undefined): number {
  if (row === undefined || row.kind !== 'written') return 36;
  const frame = 2 + (row.isGroupEnd ? 28 : 0) + 16;
  const { item } = row;
  if (item.kind === 'note') return frame + 20 + linesOf(item.note.text) * 20;
  const content = item.kind === 'message' ? item.message.content : item.item.content;
  switch (content.type) {
    case 'text':
      return frame + linesOf(content.text) * 20;
    case 'image':
    case 'video':
      return frame + 210 + (content.caption === undefined ? 0 : linesOf(content.caption) * 20);
    case 'sticker':
      return frame + 128;
    default:
      return frame + 56;
  }
}

function linesOf(text: string): number {
  return text.split('\n', 40).reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / 64)), 0);
}
