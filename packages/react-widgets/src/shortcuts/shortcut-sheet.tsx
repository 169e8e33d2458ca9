import { type ReactNode, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { Dialog } from '../overlay/dialog.tsx';
import { useSupport } from '../provider/support-context.ts';
import { shortcutIds } from './keymap.ts';
import { showKeys } from './match-shortcut.ts';
import { useShortcut } from './use-shortcut.ts';

/** All keys, on `?`. */
export function ShortcutSheet(): ReactNode {
  const part = useParts();
  const { t, shortcuts } = useSupport();
  const [isOpen, setOpen] = useState(false);
  useShortcut('help', () => setOpen(true));
  const { keymap } = shortcuts;
  if (!isOpen || keymap === undefined) return null;
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
  return (
    <Dialog title={t('shortcuts.title')} onClose={() => setOpen(false)}>
      <dl {...part('shortcut-sheet')}>
        {shortcutIds
          .filter((id) => keymap[id].length > 0)
          .map((id) => (
            <div key={id}>
              <dt>{t(`shortcut.${id}`)}</dt>
              <dd>
                {keymap[id].map((keys) => (
                  <kbd key={keys}>{showKeys(keys, isApple)}</kbd>
                ))}
              </dd>
            </div>
          ))}
      </dl>
      <p data-part="quiet">{t('shortcuts.hint')}</p>
    </Dialog>
  );
}
