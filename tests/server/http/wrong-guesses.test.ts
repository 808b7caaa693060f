import { describe, expect, it } from 'vitest';
import { WrongGuesses } from '../../../src/server/http/wrong-guesses.ts';
import { SpamsError } from '../../../src/shared/errors.ts';
import { TestClock } from '../../support/clock.ts';

describe('when wrong codes come from ever more addresses', () => {
  it('remembers ten thousand of them, and then forgets the one that it has known longest', async () => {
    const guesses = new WrongGuesses(new TestClock().now);
    const guess = (address: string) => guesses.guess(address, () => Promise.reject(new SpamsError('invite-refused')));
    for (let each = 0; each < 10; each += 1) await expect(guess('first')).toFailWith('invite-refused');
    const more = (from: number, count: number) =>
      Promise.allSettled(Array.from({ length: count }, (_, each) => guess(`${from + each}`)));
    await more(0, 9_999);
    await expect(guess('first')).toFailWith('too-many-attempts');
    await more(9_999, 1);
    await expect(guess('first')).toFailWith('invite-refused');
  });
});
