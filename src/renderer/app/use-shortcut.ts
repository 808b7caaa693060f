import { useEffect, useEffectEvent } from 'react';

/** Ctrl and a letter, wherever the focus is. */
export function useShortcut(letter: string, run: () => void): void {
  useKeys((event) => {
    if (!event.ctrlKey || event.shiftKey || event.altKey || event.key.toLowerCase() !== letter) return;
    event.preventDefault();
    if (!event.repeat && !isDialogOpen()) run();
  });
}

/** Esc, where nothing that was open has closed by it. */
export function useEscape(run: () => void): void {
  useKeys((event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isDialogOpen()) run();
  });
}

/** A dialog on top keeps the keyboard to itself. */
const isDialogOpen = (): boolean => document.querySelector('[aria-modal="true"]') !== null;

function useKeys(pressed: (event: KeyboardEvent) => void): void {
  const heard = useEffectEvent(pressed);
  useEffect(() => {
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, []);
}
