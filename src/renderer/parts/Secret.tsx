import { Field, Input } from '@fluentui/react-components';
import { Key20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useState } from 'react';
import { useApp } from '../app/use-app.ts';

interface Props {
  id?: string;
  label: string;
  hint?: string;
  /** It takes the focus. */
  isFirst?: boolean;
  value: string;
  complaint: string | undefined;
  onChange(value: string): void;
}

/** A field that shows no letter, and says so when caps lock would change them. */
export function Secret({ id, label, hint, isFirst, value, complaint, onChange }: Props) {
  const { capsLock } = useApp().strings.common;
  const [isCapsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  const hints = (
    <>
      {hint} <strong role="status">{isCapsLock && capsLock}</strong>
    </>
  );
  return (
    <Field label={label} hint={hints} validationMessage={complaint}>
      <Input
        id={id}
        type="password"
        autoFocus={isFirst}
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
