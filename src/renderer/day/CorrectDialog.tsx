import { Button } from '@fluentui/react-components';
import { type SubmitEvent, useId, useState } from 'react';
import type { CorrectionView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { InfoDialog } from '../parts/InfoDialog.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { ColumnFields } from './ColumnFields.tsx';
import { give, hintsOf, isCutAnew, saidOf } from './correction.ts';
import { correct } from './day-actions.ts';
import { HintField } from './HintField.tsx';

interface Props {
  correction: CorrectionView;
  onClose(): void;
}

/** How the file is read, to be corrected: then it is read again at once. */
export function CorrectDialog({ correction, onClose }: Props) {
  const { common, day } = useApp().strings;
  const [said, setSaid] = useState(saidOf(correction));
  const form = useId();
  const shared = useSharedStyles();
  const words = day.correct;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onClose();
    void correct(hintsOf(correction, said));
  };
  const change = (changed: Partial<typeof said>): void => setSaid({ ...said, ...changed });
  return (
    <InfoDialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" form={form} appearance="primary">
            {words.readAgain}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className={shared.stack}>
        <p className={shared.paragraph}>{correction.isForOthers ? words.explain : words.explainAlone}</p>
        <HintField
          label={words.dates}
          choices={words.dateOrders}
          found={correction.dates}
          value={said.dates}
          onChange={(dates) => change({ dates })}
        />
        <HintField
          label={words.decimal}
          choices={words.decimals}
          found={correction.decimal}
          value={said.decimal}
          onChange={(decimal) => change({ decimal })}
        />
        <HintField
          label={words.delimiter}
          choices={words.delimiters}
          found={correction.delimiter}
          value={said.delimiter}
          onChange={(delimiter) => change({ delimiter })}
        />
        {isCutAnew(correction, said) ? (
          <p className={shared.paragraph}>{words.columnsLater}</p>
        ) : (
          <ColumnFields
            headers={correction.headers}
            columns={said.columns}
            onGive={(role, header) => change({ columns: give(said.columns, role, header) })}
          />
        )}
      </form>
    </InfoDialog>
  );
}
