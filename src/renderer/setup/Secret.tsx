import { Field, Input } from '@fluentui/react-components';
import { type KeyboardEvent, useState } from 'react';
import { useApp } from '../app/use-app.ts';

interface Props {
  label: string;
  hint?: string;
  /** It takes the focus. */
  isFirst?: boolean;
  value: string;
  complaint: string | undefined;
  onChange(value: string): void;
}

/** A field that shows no letter, and says so when caps lock would change them. */
export function Secret({ label, hint, isFirst, value, complaint, onChange }: Props) {
  const words = useApp().strings.setup.manager;
  const [isCapsLock, setCapsLock] = useState(false);
  const pressed = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  const message = complaint ?? (isCapsLock ? words.capsLock : undefined);
  return (
    <Field
      label={label}
      hint={hint}
      validationMessage={message}
      validationState={complaint ? 'error' : message ? 'warning' : 'none'}
    >
      <Input
        type="password"
        autoFocus={isFirst}
        autoComplete="new-password"
        maxLength={1024}
        value={value}
        onChange={(_, data) => onChange(data.value)}
        onKeyUp={pressed}
        onBlur={() => setCapsLock(false)}
      />
    </Field>
  );
}
