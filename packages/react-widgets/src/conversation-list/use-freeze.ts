import { type FocusEvent, useEffect, useMemo, useRef } from 'react';

/** Handlers that keep rows in place while the pointer or focus is in the list. */
export interface Freeze {
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** Freezes a list through `setFrozen`. The list moves again when neither pointer nor focus is in it, and on unmount. */
export function useFreeze(setFrozen: (isFrozen: boolean) => void): Freeze {
  const held = useRef({ byPointer: false, byFocus: false });
  useEffect(() => () => setFrozen(false), [setFrozen]);
  return useMemo(() => {
    const hold = (change: Partial<{ byPointer: boolean; byFocus: boolean }>): void => {
      held.current = { ...held.current, ...change };
      setFrozen(held.current.byPointer || held.current.byFocus);
    };
    return {
      onEnter: () => hold({ byPointer: true }),
      onLeave: () => hold({ byPointer: false }),
      onFocus: () => hold({ byFocus: true }),
      onBlur: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) hold({ byFocus: false });
      },
    };
  }, [setFrozen]);
}
