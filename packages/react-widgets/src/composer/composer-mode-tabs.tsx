import type { ReactNode } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useT } from '../i18n/use-t.ts';
import type { ComposerMode } from '../provider/composer-modes.ts';

/** To whom one writes: the customer or colleagues. */
export function ComposerModes({
  mode,
  onChange,
}: {
  readonly mode: ComposerMode;
  readonly onChange: (mode: ComposerMode) => void;
}): ReactNode {
  const part = useParts();
  const t = useT();
  return (
    <fieldset {...part('composer-mode')} aria-label={t('composer.mode')}>
      {(['reply', 'note'] as const).map((id) => (
        <button
          key={id}
          type="button"
          data-mode={id}
          aria-pressed={mode === id}
          title={t(`composer.${id}Title`)}
          onClick={() => onChange(id)}
        >
          {t(`composer.${id}`)}
        </button>
      ))}
    </fieldset>
  );
}
