import { Paperclip } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { acceptedTypes } from './upload-rule.ts';
import type { Attachments } from './use-attachments.ts';

/** Opens the browser's file picker. Absent where nothing can be attached. */
export function AttachButton({ attachments }: { readonly attachments: Attachments }): ReactNode {
  const part = useParts();
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  if (!attachments.isPossible) return null;
  return (
    <>
      <button
        type="button"
        {...part('button', { kind: 'icon' })}
        aria-label={t('composer.attach')}
        title={t('composer.attach')}
        onClick={() => input.current?.click()}
      >
        <Icon of={Paperclip} size={20} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        accept={acceptedTypes(attachments.rules)}
        hidden
        aria-label={t('composer.attach')}
        onChange={(event) => {
          attachments.add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
