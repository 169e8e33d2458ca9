'use client';
import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { Icon } from '../icons/icon.tsx';
import { usePopup } from './use-popup.ts';

/** One line of a {@link Menu}. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** At the end of the line: a count, a time, a key. */
  readonly detail?: string;
  readonly icon?: ReactNode;
  /** One of several: `true` = the chosen one. */
  readonly isChosen?: boolean;
  readonly isDisabled?: boolean;
  /** A line before it, with a heading where there is a text. */
  readonly section?: string;
  readonly onSelect: () => void;
}

/** Props of {@link Menu}. */
export interface MenuProps {
  /** What stands on the button. */
  readonly children: ReactNode;
  /** The button's name, where its content is not one. */
  readonly label?: string;
  readonly title?: string;
  readonly items: readonly MenuItem[];
  readonly kind?: 'plain' | 'icon' | 'outline' | 'title';
  readonly placement?: 'bottom-start' | 'bottom-end' | 'top-start';
  readonly isDisabled?: boolean;
  /** Opened from outside, e.g. by a shortcut: each new number opens it. */
  readonly openSignal?: number;
  /** Below the items, in the popup. */
  readonly footer?: ReactNode;
}

/** A button that opens a menu: arrows, Home, End and first letters move, Enter chooses, Escape goes back to the button. */
export function Menu(props: MenuProps): ReactNode {
  const { children, label, title, kind = 'outline', isDisabled = false, openSignal } = props;
  const part = useParts();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (openSignal !== undefined && openSignal > 0) setOpen(true);
  }, [openSignal]);
  return (
    <>
      <button
        type="button"
        {...part('button', { kind, open: isOpen })}
        id={id}
        ref={button}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(label === undefined ? {} : { 'aria-label': label })}
        {...(title === undefined ? {} : { title })}
        disabled={isDisabled}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <MenuPopup {...props} buttonId={id} button={button.current} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

/** Only there while it is open. */
function MenuPopup({
  items,
  placement = 'bottom-start',
  footer,
  buttonId,
  button,
  onClose,
}: MenuProps & {
  readonly buttonId: string;
  readonly button: HTMLButtonElement | null;
  readonly onClose: () => void;
}): ReactNode {
  const part = useParts();
  const { setPopup, popup, style } = usePopup(button, onClose, placement);
  const choices = (): HTMLElement[] => [
    ...(popup.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not([aria-disabled=true])') ?? []),
  ];

  useEffect(() => {
    const all = [...(popup.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    (all.find((item) => item.getAttribute('aria-checked') === 'true') ?? all[0])?.focus();
  }, [popup]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const all = choices();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = {
      ArrowDown: all[(at + 1) % all.length],
      ArrowUp: all[(at - 1 + all.length) % all.length],
      Home: all[0],
      End: all.at(-1),
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      to.focus();
    } else if (event.key === 'Tab') {
      onClose();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== ' ') {
      const letter = event.key.toLocaleLowerCase();
      const named = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      named.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter))?.focus();
    }
  };
  const choose = (item: MenuItem): void => {
    onClose();
    button?.focus();
    item.onSelect();
  };
  return (
    <div {...part('menu')} ref={setPopup} popover="manual" style={style}>
      <div role="menu" aria-labelledby={buttonId} tabIndex={-1} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <MenuLine key={item.id} item={item} onSelect={() => choose(item)} />
        ))}
      </div>
      {footer}
    </div>
  );
}

function MenuLine({ item, onSelect }: { readonly item: MenuItem; readonly onSelect: () => void }): ReactNode {
  const part = useParts();
  const isChoice = item.isChosen !== undefined;
  return (
    <>
      {item.section !== undefined && (
        <div data-part="menu-section" role="presentation">
          {item.section}
        </div>
      )}
      <button
        type="button"
        {...part('menu-item', { chosen: item.isChosen })}
        role={isChoice ? 'menuitemradio' : 'menuitem'}
        {...(isChoice ? { 'aria-checked': item.isChosen } : {})}
        aria-disabled={item.isDisabled === true}
        tabIndex={-1}
        onClick={() => {
          if (item.isDisabled !== true) onSelect();
        }}
      >
        {item.icon}
        <span data-part="label">{item.label}</span>
        {item.detail !== undefined && <span data-part="detail">{item.detail}</span>}
        {item.isChosen === true && <Icon of={Check} />}
      </button>
    </>
  );
}
