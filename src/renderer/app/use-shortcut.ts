import { useEffect, useEffectEvent } from 'react';

/** Ctrl and a letter, wherever the focus is; a dialog on top keeps the keyboard to itself. */
export function useShortcut(letter: string, run: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!event.ctrlKey || event.shiftKey || event.altKey || event.key.toLowerCase() !== letter) return;
    event.preventDefault();
    if (!event.repeat && !document.querySelector('[role="dialog"]')) run();
  });
  useEffect(() => {
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}
