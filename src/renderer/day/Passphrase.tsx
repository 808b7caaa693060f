import { Field, Input } from '@fluentui/react-components';
import { Key20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { useDay } from './day-store.ts';

interface Props {
  value: string;
  onChange(value: string): void;
  isMissing: boolean;
}

/** The passphrase, with what was wrong with the last one beside it, and a word about caps lock while it is typed. */
export function Passphrase({ value, onChange, isMissing }: Props) {
  const { strings } = useApp();
  const { trouble } = useDay();
  const [isCapsLock, setCapsLock] = useState(false);
  const { sign } = strings.day;
  const wrong = trouble?.error.code === 'passphrase-wrong' && value === '' ? trouble.error : undefined;
  const watch = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <Field
      label={sign.passphrase}
      hint={<strong role="status">{isCapsLock && sign.capsLock}</strong>}
      validationState={wrong || isMissing ? 'error' : 'none'}
      validationMessage={
        wrong ? `${wrong.happened} ${wrong.means} ${wrong.next}` : isMissing ? sign.passphraseNeeded : undefined
      }
    >
      <Input
        id="day-passphrase"
        type="password"
        autoComplete="off"
        maxLength={1024}
        contentBefore={<Key20Regular aria-hidden />}
        value={value}
        onChange={(_, data) => onChange(data.value)}
        onKeyDown={watch}
        onKeyUp={watch}
        onBlur={() => setCapsLock(false)}
      />
    </Field>
  );
}
