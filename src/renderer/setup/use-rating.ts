import { useEffect, useState } from 'react';
import type { PassphraseRating } from '../../preload/index.ts';

/** Rated when the typing rests, milliseconds. */
const REST = 250;

/** How well a passphrase withstands guessing; null until that is known. */
export function useRating(passphrase: string): PassphraseRating | null {
  const [rating, setRating] = useState<PassphraseRating | null>(null);
  useEffect(() => {
    if (passphrase === '') return setRating(null);
    let isCurrent = true;
    const rate = async (): Promise<void> => {
      const result = await window.spams.ratePassphrase({ passphrase });
      if (result.ok && isCurrent) setRating(result.value);
    };
    const timer = setTimeout(rate, REST);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [passphrase]);
  return rating;
}
