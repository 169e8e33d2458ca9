/** @jsxImportSource preact */
import { useChatContext } from './chat-context.ts';
import { Icon } from './icon.tsx';
import { useObjectUrl } from './use-object-url.ts';
import type { PickedFile, PickedFiles } from './use-picked-files.ts';

/** What will be sent along, above the box. */
export function AttachmentStrip({ picked }: { readonly picked: PickedFiles }) {
  const { words } = useChatContext();
  return (
    <>
      {picked.files.length > 0 && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets
        <ul class="strip" role="list" aria-label={words.text('chosenFiles')}>
          {picked.files.map((one) => (
            <Entry key={one.key} picked={one} onRemove={() => picked.remove(one.key)} />
          ))}
        </ul>
      )}
      {/* There from the beginning, so that screen readers notice what comes in. */}
      <p class={picked.problem === null ? 'hidden' : 'excess'} role="alert" dir="auto">
        {picked.problem}
      </p>
    </>
  );
}

function Entry({ picked, onRemove }: { readonly picked: PickedFile; readonly onRemove: () => void }) {
  const { words } = useChatContext();
  const { file } = picked;
  const url = useObjectUrl(file.type.startsWith('image/') ? file : undefined);
  return (
    <li>
      {url === undefined ? (
        <Icon name={file.type.startsWith('image/') ? 'image' : 'file'} />
      ) : (
        <img
          src={url}
          alt=""
          onError={(event) => {
            event.currentTarget.hidden = true;
          }}
        />
      )}
      <span class="chip-text">
        <bdi>{file.name}</bdi>
        <small>{words.fileSize(file.size)}</small>
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label={words.text('removeFile', { name: file.name })}
        title={words.text('removeFile', { name: file.name })}
        onClick={onRemove}
      >
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}
