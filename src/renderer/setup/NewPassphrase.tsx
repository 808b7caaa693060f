import { useState } from 'react';
import type { PassphraseRating } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Secret } from '../parts/Secret.tsx';
import { Strength } from './Strength.tsx';
import { useRating } from './use-rating.ts';

/** A passphrase that is being chosen, typed twice. */
export interface NewPassphrase {
  passphrase: string;
  again: string;
  /** Null until it is known. */
  rating: PassphraseRating | null;
  /** What is wrong with each; said once the person thinks that they are done. */
  complaints: { passphrase: string | undefined; again: string | undefined };
  isGood: boolean;
  setPassphrase(value: string): void;
  setAgain(value: string): void;
}

interface Props {
  chosen: NewPassphrase;
  label: string;
  /** It takes the focus. */
  isFirst?: boolean;
  /** Whether the person has tried to go on. */
  wasAsked: boolean;
}

/** Its two fields, with how well it withstands guessing. */
export function NewPassphraseFields({ chosen, label, isFirst = false, wasAsked }: Props) {
  const words = useApp().strings.setup.manager;
  const complaints = wasAsked ? chosen.complaints : undefined;
  return (
    <>
      <Secret
        label={label}
        hint={words.passphraseHint}
        isFirst={isFirst}
        value={chosen.passphrase}
        complaint={complaints?.passphrase}
        onChange={chosen.setPassphrase}
      />
      {chosen.rating && <Strength rating={chosen.rating} />}
      <Secret label={words.again} value={chosen.again} complaint={complaints?.again} onChange={chosen.setAgain} />
    </>
  );
}

/** It is kept by the form, and goes with it. */
export function useNewPassphrase(): NewPassphrase {
  const { manager, strength } = useApp().strings.setup;
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const rating = useRating(passphrase);
  const tooShort = rating?.advice === 'too-short' ? strength.advice['too-short'] : undefined;
  const complaints = {
    passphrase: passphrase === '' ? manager.empty : tooShort,
    again: passphrase === again ? undefined : manager.differ,
  };
  const isGood = !complaints.passphrase && !complaints.again;
  return { passphrase, again, rating, complaints, isGood, setPassphrase, setAgain };
}
