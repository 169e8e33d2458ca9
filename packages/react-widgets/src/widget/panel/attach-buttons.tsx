/** @jsxImportSource preact */
import { useRef } from 'preact/hooks';
import type { ChatInbox } from '../chat-client/chat-types.ts';
import { useChatContext } from './chat-context.ts';
import { Icon, type IconName } from './icon.tsx';

/** Ways to choose files: the clip, and on phones the camera. */
export function AttachButtons({
  limits,
  isDisabled,
  onPick,
}: {
  readonly limits: NonNullable<ChatInbox['files']>;
  readonly isDisabled: boolean;
  readonly onPick: (files: readonly File[]) => void;
}) {
  const { words } = useChatContext();
  // Some systems know these files by their ending only.
  const accept = [...limits.types, ...(limits.types.includes('text/csv') ? ['.csv'] : [])].join();
  const pictures = limits.types.filter((type) => type.startsWith('image/')).join();
  const common = { isDisabled, onPick };
  return (
    <>
      <PickButton {...common} icon="clip" label={words.text('attach')} accept={accept} />
      {pictures !== '' && (
        <PickButton {...common} icon="camera" label={words.text('takePhoto')} accept={pictures} isCamera />
      )}
    </>
  );
}

function PickButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly accept: string;
  readonly isCamera?: boolean;
  readonly isDisabled: boolean;
  readonly onPick: (files: readonly File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const { icon, label, accept, isCamera = false, isDisabled, onPick } = props;
  return (
    <>
      <button
        type="button"
        class={isCamera ? 'icon-button camera' : 'icon-button'}
        aria-label={label}
        title={label}
        aria-disabled={isDisabled}
        onClick={() => {
          if (!isDisabled) input.current?.click();
        }}
      >
        <Icon name={icon} />
      </button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept={accept}
        {...(isCamera ? { capture: 'environment' as const } : { multiple: true })}
        onChange={({ currentTarget }) => {
          onPick([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
