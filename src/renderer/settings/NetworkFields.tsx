import { Field, Input, makeStyles, mergeClasses, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { Secret } from '../parts/Secret.tsx';
import type { NetworkForm } from './use-network.ts';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(8rem, 1fr)',
    alignItems: 'start',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  input: { minWidth: 0, width: '100%' },
  even: { '@media (min-width: 641px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' } },
});

const WAYS = ['system', 'manual', 'none'] as const;

/** The three ways, and the fields of the one that has some. */
export function NetworkFields({ form }: { form: NetworkForm }) {
  const words = useApp().strings.network;
  const { draft, change } = form;
  return (
    <>
      <Field label={words.way}>
        <RadioGroup
          value={draft.way}
          onChange={(_, { value }) => change({ way: WAYS.find((way) => way === value) ?? 'system' })}
        >
          {WAYS.map((way) => (
            <Radio key={way} value={way} label={words.ways[way]} />
          ))}
        </RadioGroup>
      </Field>
      {draft.way === 'manual' && <ProxyFields form={form} />}
    </>
  );
}

function ProxyFields({ form: { draft, complaints, keepsPassword, change } }: { form: NetworkForm }) {
  const words = useApp().strings.network;
  const styles = useStyles();
  const text = (field: 'host' | 'port' | 'user', hint: string, maxLength: number) => (
    <Field
      label={words[field]}
      hint={hint}
      validationMessage={complaints.includes(field) ? words.complaints[field] : undefined}
    >
      <Input
        className={styles.input}
        value={draft[field]}
        maxLength={maxLength}
        spellCheck={false}
        autoComplete="off"
        inputMode={field === 'port' ? 'numeric' : 'text'}
        onChange={(_, { value }) => change({ [field]: value })}
      />
    </Field>
  );
  return (
    <>
      <div className={styles.pair}>
        {text('host', words.hostHint, 253)}
        {text('port', words.portHint, 5)}
      </div>
      <div className={mergeClasses(styles.pair, styles.even)}>
        {text('user', words.userHint, 256)}
        {draft.user.trim() !== '' && (
          <Secret
            label={words.password}
            hint={keepsPassword ? words.passwordKept : ''}
            value={draft.password}
            complaint={undefined}
            onChange={(password) => change({ password })}
          />
        )}
      </div>
    </>
  );
}
