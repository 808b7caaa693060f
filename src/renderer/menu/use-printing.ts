import { useState, useTransition } from 'react';
import type { ErrorView } from '../../preload/index.ts';
import { useAction } from '../app/use-app.ts';

type How = 'print' | 'pdf';

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
  const print = useAction(window.spams.print);
  const save = useAction(window.spams.savePdf);
  const busy = isPreparing || how !== null;
  const begin = (wanted: How): void => {
    if (!busy) prepare(() => setHow(wanted));
  };
  const drawn = async (): Promise<void> => {
    await (how === 'print' ? print.run(undefined) : save.run({ what: 'menu' }));
    setHow(null);
  };
  return { isDrawn: how !== null, busy, error: print.error ?? save.error, begin, drawn: () => void drawn() };
}
