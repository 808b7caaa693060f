import { useEffect } from 'react';
import { useApp } from '../app/use-app.ts';
import { chooseFile, resumeDay } from './day-actions.ts';
import { dayState, tell } from './day-store.ts';

/**
 * Ctrl+U goes on to the passphrase, or to a file where there is none yet; Esc goes back. Before head office was reached
 * there is nothing to go to.
 */
export function useKeys(): void {
  const isKnown = useApp().state.branch !== null;
  useEffect(() => {
    if (!isKnown) return;
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [isKnown]);
}

function pressed(event: KeyboardEvent): void {
  // An open dialog has the keys to itself.
  if (document.querySelector('[role="dialog"]')) return;
  if (event.ctrlKey && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'u') {
    event.preventDefault();
    void uploadAsked();
  }
  if (event.key === 'Escape' && !event.defaultPrevented) goBack();
}

async function uploadAsked(): Promise<void> {
  await resumeDay();
  const { stage, draft, reading } = dayState();
  if (reading || stage === 'sending') return;
  if (draft) tell({ type: 'resumed', focus: 'passphrase' });
  else await chooseFile();
}

function goBack(): void {
  const { stage, answer, draft } = dayState();
  if (stage === 'review' && draft && answer) tell({ type: 'answer', answer: null, part: draft.part });
  else if (stage === 'review' || stage === 'done') tell({ type: 'back' });
}
