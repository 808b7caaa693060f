import { useState, useTransition } from 'react';
import type { ErrorView } from '../../preload/index.ts';
import { type How, putOnPaper } from '../app/put-on-paper.ts';
import { useAction } from '../app/use-app.ts';

interface Printing {
  /** Whether the sheet has to be on the page now. */
  isDrawn: boolean;
  busy: boolean;
  error: ErrorView | null;
  begin(how: How): void;
  /** Tells that the sheet is on the page: main prints it. */
  drawn(): void;
}

/** The sheet is drawn for as long as it is printed: with thousands of dishes it is too heavy to keep. */
export function usePrinting(): Printing {
  const [how, setHow] = useState<How | null>(null);
  const [isPreparing, prepare] = useTransition();
  const { run, error } = useAction(putOnPaper);
  const busy = isPreparing || how !== null;
  const begin = (wanted: How): void => {
    if (!busy) prepare(() => setHow(wanted));
  };
  const drawn = async (): Promise<void> => {
    if (how) await run(how, { what: 'menu' });
    setHow(null);
  };
  return { isDrawn: how !== null, busy, error, begin, drawn: () => void drawn() };
}
