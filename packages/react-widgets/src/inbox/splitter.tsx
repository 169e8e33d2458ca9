import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import { useSupport } from '../provider/support-context.ts';
import { type PaneWidths, paneLimits, within } from './pane-widths.ts';

/** Props of {@link Splitter}. */
export interface SplitterProps {
  readonly pane: keyof PaneWidths;
  readonly width: number;
  /** @param isFinal the pull is over, so the width may be kept */
  readonly onChange: (width: number, isFinal: boolean) => void;
}

/** The edge of a pane: pulled with the pointer, or moved with arrows. A double click puts it back. */
export function Splitter({ pane, width, onChange }: SplitterProps): ReactNode {
  const part = useParts();
  const { t, dir } = useSupport();
  const [grip, setGrip] = useState<{ readonly x: number; readonly width: number }>();
  const { min, max, start } = paneLimits[pane];
  // To the end of the line the list grows and the context shrinks.
  const sign = (pane === 'list' ? 1 : -1) * (dir === 'rtl' ? -1 : 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 16, ArrowLeft: -16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onChange(within(pane, width + step * sign), true);
  };
  const pulled = (event: PointerEvent): number =>
    within(pane, grip === undefined ? width : grip.width + (event.clientX - grip.x) * sign);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is not a line in a text.
    <div
      {...part('splitter', { pane, held: grip !== undefined })}
      role="separator"
      aria-orientation="vertical"
      aria-label={t(`pane.resize.${pane}`)}
      aria-valuenow={Math.round(width)}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onChange(start, true)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setGrip({ x: event.clientX, width });
      }}
      onPointerMove={(event) => {
        if (grip !== undefined) onChange(pulled(event), false);
      }}
      onPointerUp={(event) => {
        if (grip === undefined) return;
        onChange(pulled(event), true);
        setGrip(undefined);
      }}
      onPointerCancel={() => setGrip(undefined)}
    />
  );
}
