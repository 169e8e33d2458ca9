const sheetQuery = '(max-width: 639.98px)';

/** The window on the page, apart from what is in it. */
export interface PanelWindow {
  readonly element: HTMLDialogElement;
  readonly isOpen: boolean;
  open(): void;
  /** Gives focus back to where it was. */
  close(): void;
  destroy(): void;
}

/** What a window needs of its owner. */
export interface PanelWindowOptions {
  readonly root: ShadowRoot;
  /** Whom focus goes back to when nobody had it. */
  readonly launcher: HTMLElement;
  /** Esc, the back gesture: the owner closes. */
  readonly onDismiss: () => void;
}

/**
 * A `<dialog>`: beside the page on a desktop (not modal, in the top layer), over the whole screen on a phone (modal). No
 * z-index and no transformed ancestor of the page matters to it.
 */
export function createPanelWindow({ root, launcher, onDismiss }: PanelWindowOptions): PanelWindow {
  const element = document.createElement('dialog');
  element.className = 'panel';
  element.setAttribute('part', 'panel');
  element.setAttribute('aria-labelledby', 'parley-title');
  root.append(element);
  const media = matchMedia(sheetQuery);
  let isOpen = false;
  let returnTo: HTMLElement | null = null;
  let unlockPage = (): void => {};

  const show = (): void => {
    const isSheet = media.matches;
    element.toggleAttribute('data-sheet', isSheet);
    if (isSheet) {
      element.removeAttribute('popover');
      element.showModal();
      unlockPage = lockPage();
    } else if (typeof element.showPopover === 'function') {
      element.setAttribute('popover', 'manual');
      element.showPopover();
    } else element.show();
    followKeyboard();
  };
  const hide = (): void => {
    unlockPage();
    unlockPage = () => {};
    if (element.open) element.close();
    else if (element.hasAttribute('popover')) element.hidePopover();
  };

  /** The part of the screen above a soft keyboard; browsers do not shrink `dvh` for it. */
  const followKeyboard = (): void => {
    const view = globalThis.visualViewport;
    if (view === null || view === undefined || !isOpen) return;
    // Zoomed in by hand it is not the keyboard that takes the room.
    const isKeyboard = media.matches && view.scale < 1.05;
    element.style.setProperty('--visible-height', isKeyboard ? `${view.height}px` : '');
    element.style.setProperty('--visible-top', isKeyboard ? `${view.offsetTop}px` : '');
  };
  const onLayoutChange = (): void => {
    if (!isOpen) return;
    const focused = root.activeElement;
    hide();
    show();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onDismiss();
  };
  const onCancel = (event: Event): void => {
    event.preventDefault();
    onDismiss();
  };

  element.addEventListener('keydown', onKeyDown);
  element.addEventListener('cancel', onCancel);
  media.addEventListener('change', onLayoutChange);
  globalThis.visualViewport?.addEventListener('resize', followKeyboard);
  globalThis.visualViewport?.addEventListener('scroll', followKeyboard);

  return {
    element,
    get isOpen() {
      return isOpen;
    },
    open: () => {
      if (isOpen) return;
      const active = document.activeElement;
      returnTo = active instanceof HTMLElement && active !== document.body ? active : null;
      isOpen = true;
      show();
    },
    close: () => {
      if (!isOpen) return;
      const hadFocus = root.activeElement !== null;
      hide();
      isOpen = false;
      if (!hadFocus) return;
      // The host element of this very shadow root stands for the launcher inside it.
      const target =
        returnTo === null || returnTo === root.host || !returnTo.isConnected ? launcher : returnTo;
      target.focus({ preventScroll: true });
    },
    destroy: () => {
      if (isOpen) hide();
      isOpen = false;
      media.removeEventListener('change', onLayoutChange);
      globalThis.visualViewport?.removeEventListener('resize', followKeyboard);
      globalThis.visualViewport?.removeEventListener('scroll', followKeyboard);
      element.remove();
    },
  };
}

/** The page behind a full-screen sheet does not scroll. Gives back how to undo it. */
function lockPage(): () => void {
  const { style } = document.documentElement;
  const before = style.overflow;
  style.overflow = 'hidden';
  return () => {
    style.overflow = before;
  };
}
