import { Button } from '@fluentui/react-components';
import type { FormEvent } from 'react';
import type { NetworkTrial, NetworkView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Facts } from '../parts/Facts.tsx';
import { Loading } from '../parts/Loading.tsx';
import { Note } from '../parts/Note.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { NetworkFields } from './NetworkFields.tsx';
import { Section } from './Section.tsx';
import { type NetworkForm, useNetwork, useNetworkForm } from './use-network.ts';

/** The way to head office: which one is used, and another to be tried and chosen. */
export function Network() {
  const words = useApp().strings.network;
  const { view, error, take } = useNetwork();
  return (
    <Section title={words.title}>
      {error && <ErrorNote error={error} />}
      {!view && !error && <Loading label={words.loading} sizes={[24, 96]} />}
      {view && <Choice view={view} onSaved={take} />}
    </Section>
  );
}

function Choice({ view, onSaved }: { view: NetworkView; onSaved(view: NetworkView): void }) {
  const { strings, state } = useApp();
  const words = strings.network;
  const shared = useSharedStyles();
  const form = useNetworkForm(view, onSaved);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void form.save();
  };
  const straight = state.connection.state === 'connected' ? words.direct : words.noneNow;
  return (
    <>
      <Facts facts={[{ name: words.used, value: view.proxy ? words.through(view.proxy) : straight }]} />
      {view.issuer && <Note intent="warning" text={words.issuerNote(view.issuer)} />}
      <form className={shared.stack} onSubmit={submit}>
        <NetworkFields form={form} />
        <Outcome form={form} />
        <div className={shared.row}>
          <Button disabled={form.isTrying} onClick={() => void form.try()}>
            {form.isTrying ? words.testing : words.test}
          </Button>
          <Button type="submit" appearance="primary" disabled={form.isSaving}>
            {words.save}
          </Button>
        </div>
      </form>
    </>
  );
}

function Outcome({ form: { trial, error, isSaved } }: { form: NetworkForm }) {
  const words = useApp().strings.network;
  if (error) return <ErrorNote error={error} />;
  if (trial) return <Tried trial={trial} isSaved={isSaved} />;
  return isSaved && <Note intent="success" role="status" text={words.saved} />;
}

function Tried({ trial, isSaved }: { trial: NetworkTrial; isSaved: boolean }) {
  const { strings, format } = useApp();
  const words = strings.network;
  if (!trial.ok) {
    return (
      <>
        <ErrorNote error={trial.error} />
        {trial.issuer && <Note intent="warning" text={words.issuerNote(trial.issuer)} />}
      </>
    );
  }
  const time = format.number(trial.milliseconds);
  const works = trial.proxy === null ? words.worksDirect(time) : words.worksThrough(time, trial.proxy);
  return <Note intent="success" role="status" text={isSaved ? works : `${works} ${words.notSavedYet}`} />;
}
