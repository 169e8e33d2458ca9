import type { ReactNode } from 'react';
import { AttachmentChip } from './attachment-chip.tsx';
import type { Attachments } from './use-attachments.ts';

/** The files that go with the message: preview, progress, what is wrong, words for each, and a way to take each out. */
export function AttachmentStrip({
  attachments,
  onRemoved,
}: {
  readonly attachments: Attachments;
  /** The button that took a file out is gone with it. */
  readonly onRemoved: () => void;
}): ReactNode {
  const { items } = attachments;
  if (items.length === 0) return null;
  return (
    <ul data-part="strip">
      {items.map((item) => (
        <AttachmentChip
          key={item.id}
          item={item}
          attachments={attachments}
          // The text is the caption of a lone file.
          isAlone={items.length === 1}
          onRemoved={onRemoved}
        />
      ))}
    </ul>
  );
}
