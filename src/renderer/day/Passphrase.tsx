import { useApp } from '../app/use-app.ts';
import { Secret } from '../parts/Secret.tsx';
import { useDay } from './day-store.ts';

interface Props {
  value: string;
  onChange(value: string): void;
  isMissing: boolean;
}

/** The passphrase, with what was wrong with the last one beside it. */
export function Passphrase({ value, onChange, isMissing }: Props) {
  const { sign } = useApp().strings.day;
  const { trouble } = useDay();
  const wrong = trouble?.error.code === 'passphrase-wrong' && value === '' ? trouble.error : undefined;
  const missing = isMissing ? sign.passphraseNeeded : undefined;
  const complaint = wrong ? `${wrong.happened} ${wrong.means} ${wrong.next}` : missing;
  return <Secret id="day-passphrase" label={sign.passphrase} value={value} complaint={complaint} onChange={onChange} />;
}
