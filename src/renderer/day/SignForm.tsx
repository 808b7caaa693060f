import { Button, Field, Select } from '@fluentui/react-components';
import { ArrowUpload20Regular } from '@fluentui/react-icons';
import { type SubmitEvent, useState } from 'react';
import type { DraftView, ManagerView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Note } from '../parts/Note.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { CertificateNote } from '../settings/CertificateNote.tsx';
import { AddManager } from '../setup/AddManager.tsx';
import { partProblem, signerOf } from './closings.ts';
import { managerAdded, upload } from './day-actions.ts';
import { tell, useDay } from './day-store.ts';
import { focusOn } from './focus.ts';
import { Passphrase } from './Passphrase.tsx';
import { isUnsettled } from './readings.ts';

type Missing = 'manager' | 'passphrase' | null;

/** Who signs, with what passphrase, and the one button. */
export function SignForm({ draft }: { draft: DraftView }) {
  const { state, strings } = useApp();
  const day = useDay();
  const { manager, answer, part } = day;
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState<Missing>(null);
  const shared = useSharedStyles();
  const signer = signerOf(state.managers, manager);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isUnsettled(day)) return;
    const lacks = signer ? (passphrase ? null : 'passphrase') : 'manager';
    setMissing(lacks);
    if (answer === 'another' && partProblem(part, draft.known)) focusOn('part');
    else if (!signer || !passphrase) focusOn(signer ? 'passphrase' : 'manager');
    else {
      setPassphrase('');
      void upload(signer.id, passphrase);
    }
  };
  return (
    <form className={shared.stack} onSubmit={submit} noValidate>
      <ManagerField signer={signer} isMissing={missing === 'manager' && !signer} />
      {signer && <CertificateNote certificate={signer.certificate} />}
      <Passphrase value={passphrase} onChange={setPassphrase} isMissing={missing === 'passphrase' && !passphrase} />
      {state.connection.state === 'offline' && <Note intent="info" text={strings.day.sign.offline} />}
      <Button
        type="submit"
        appearance="primary"
        size="large"
        icon={<ArrowUpload20Regular />}
        disabledFocusable={isUnsettled(day)}
      >
        {strings.day.sign.upload}
      </Button>
      <div className={shared.muted}>{strings.day.sign.promise}</div>
    </form>
  );
}

function ManagerField({ signer, isMissing }: { signer: ManagerView | undefined; isMissing: boolean }) {
  const { state, strings } = useApp();
  const { sign } = strings.day;
  return (
    <div>
      <Field label={sign.manager} validationMessage={isMissing ? sign.managerNeeded : undefined}>
        <Select
          id="day-manager"
          value={signer?.id ?? ''}
          onChange={(_, { value }) => tell({ type: 'manager', id: value })}
        >
          {!signer && <option value="">{sign.pick}</option>}
          {state.managers.map(({ id, name }) => (
            <option key={id} value={id} dir="auto">
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <AddManager appearance="subtle" size="small" onDone={managerAdded}>
        {sign.setUpAnother}
      </AddManager>
    </div>
  );
}
