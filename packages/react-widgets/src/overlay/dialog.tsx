'use client';
import { X } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';

/** Props of {@link Dialog}. */
export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** `viewer` fills the window. @defaultValue 'box' */
  readonly kind?: 'box' | 'viewer';
  /** Between the title and the close button. */
  readonly tools?: ReactNode;
  /** Keys of the whole dialog, its title bar as well. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/**
 * A modal dialog on the browser's own `<dialog>`: focus stays in it, Escape and the backdrop close it, focus goes back to
 * where it was.
 */
export function Dialog({ title, children, onClose, kind = 'box', tools, onKeyDown }: DialogProps): ReactNode {
  const part = useParts();
  const t = useT();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const onCancel = (event: SyntheticEvent): void => {
    event.preventDefault();
    onClose();
  };

  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element?.open === false) element.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key for it, which the browser turns into `cancel`.
    <dialog
      {...part('dialog', { kind })}
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={onCancel}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        {tools}
        <button
          type="button"
          {...part('button', { kind: 'icon' })}
          onClick={onClose}
          aria-label={t('dialog.close')}
        >
          <Icon of={X} size={20} />
        </button>
      </header>
      {children}
    </dialog>
  );
}
