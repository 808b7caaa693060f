import { Field, Select } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';

interface Props<T extends string> {
  label: string;
  /** What each choice is called. */
  choices: ReadonlyMap<T, string>;
  /** What SPAMS found, as far as it says. */
  found?: T | null;
  value: T | undefined;
  onChange(value: T | undefined): void;
}

/** One way in which files differ: what SPAMS finds, or what a person says. */
export function HintField<T extends string>({ label, choices, found, value, onChange }: Props<T>) {
  const words = useApp().strings.day.correct;
  // What is found under a hint is the hint.
  const own = found && value === undefined ? choices.get(found) : undefined;
  return (
    <Field label={label}>
      <Select
        value={value ?? ''}
        onChange={(_, chosen) => onChange([...choices.keys()].find((key) => key === chosen.value))}
      >
        <option value="">{words.found(own ?? '')}</option>
        {[...choices].map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
