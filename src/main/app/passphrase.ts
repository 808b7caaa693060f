import { MIN_PASSPHRASE } from '../branch/managers.ts';
import type { PassphraseRating } from './views.ts';

/** A longer one is told apart by its beginning: the estimate's cost grows with the length. */
const MOST_RATED = 100;

/** How well a passphrase withstands guessing. Nothing of it is kept; its lists of words are loaded when first asked. */
export async function ratePassphrase(passphrase: string): Promise<PassphraseRating> {
  if (passphrase.length < MIN_PASSPHRASE) return { score: 0, advice: 'too-short' };
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const { dictionary, adjacencyGraphs: graphs } = await import('@zxcvbn-ts/language-common');
  const { score, sequence } = new ZxcvbnFactory({ dictionary, graphs }).check(passphrase.slice(0, MOST_RATED));
  const isCommon = sequence.length === 1 && sequence[0]?.pattern === 'dictionary';
  return { score, advice: isCommon ? 'common' : score < 3 ? 'guessable' : null };
}
