import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import type { DraftView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { partProblem } from './closings.ts';
import { askAgain } from './day-actions.ts';
import type { Answer } from './day-state.ts';
import { tell, useDay } from './day-store.ts';

const useStyles = makeStyles({
  answer: { display: 'flex', justifyContent: 'space-between', alignItems: 'center' },
});

/** What the person said this file is to a day that is closed already. */
export function KnownAnswer({ draft, answer }: { draft: DraftView; answer: Answer }) {
  const words = useApp().strings.day.known;
  const styles = useStyles();
  return (
    <>
      <div className={styles.answer}>
        <strong>{answer === 'replace' ? words.replacing : words.adding}</strong>
        <Button appearance="subtle" onClick={() => askAgain(draft)}>
          {words.change}
        </Button>
      </div>
      {answer === 'another' && <PartField draft={draft} />}
    </>
  );
}

function PartField({ draft }: { draft: DraftView }) {
  const words = useApp().strings.day.known;
  const { part } = useDay();
  const problem = partProblem(part, draft.known);
  return (
    <Field
      label={words.part}
      hint={words.partHint}
      validationMessage={problem && { form: words.partForm, taken: words.partTaken }[problem]}
    >
      <Input
        id="day-part"
        value={part}
        spellCheck={false}
        autoComplete="off"
        onChange={(_, { value }) => tell({ type: 'part', part: value })}
      />
    </Field>
  );
}
