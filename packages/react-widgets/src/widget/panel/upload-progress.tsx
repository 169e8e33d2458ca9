/** @jsxImportSource preact */
import type { OutboxItem } from '../chat-client/outbox.ts';
import { useChatContext, useChatState } from './chat-context.ts';
import { Icon } from './icon.tsx';

/** How far a file is, and a way to stop it. */
export function UploadProgress({ item }: { readonly item: OutboxItem }) {
  const { client, words } = useChatContext();
  const share = useChatState().uploads[item.clientMessageId];
  if (item.content.type !== 'upload') return null;
  const name = item.file?.name ?? '';
  return (
    <div class="upload">
      <progress
        max={1}
        value={share ?? 0}
        aria-label={words.text('uploading', { name })}
        data-waiting={share === undefined}
      />
      <button
        type="button"
        class="icon-button"
        aria-label={`${words.text('cancel')}: ${name}`}
        title={words.text('cancel')}
        onClick={() => client.discard(item.clientMessageId)}
      >
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
