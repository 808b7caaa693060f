import { Button, makeStyles, mergeClasses, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { Desktop20Regular, type FluentIcon, Person20Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import type { DeviceView, ManagerView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { Note } from '../parts/Note.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { AddManager } from '../setup/AddManager.tsx';
import { CertificateNote } from './CertificateNote.tsx';
import { PassphraseDialog } from './PassphraseDialog.tsx';
import { Section } from './Section.tsx';

const useStyles = makeStyles({
  holder: { padding: `${tokens.spacingVerticalM} 0`, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  note: { flexBasis: '100%' },
});

/** This PC and those who sign on it, each with a certificate, and how that is renewed. */
export function HoldersSection() {
  const { state, strings } = useApp();
  const shared = useSharedStyles();
  const words = strings.settings.holders;
  return (
    <Section title={words.title}>
      <p className={shared.paragraph}>{words.explain}</p>
      <ul className={shared.plainList}>
        {state.device && <Device device={state.device} />}
        {state.managers.map((manager) => (
          <Manager key={manager.id} manager={manager} />
        ))}
      </ul>
      {state.managers.length === 0 && <p className={shared.paragraph}>{words.noManagers}</p>}
      <div>
        <AddManager>{words.addManager}</AddManager>
      </div>
    </Section>
  );
}

function Device({ device: { id, certificate } }: { device: DeviceView }) {
  const { strings, format } = useApp();
  const words = strings.settings.holders;
  const { state, renewsFrom } = certificate;
  const isWell = state === 'good' || state === 'due';
  const text = state === 'good' ? words.device.good(format.date(renewsFrom)) : words.device[state];
  return (
    <Holder icon={Desktop20Regular} name={words.thisPc(id)} certificate={certificate} renewal={isWell ? text : null}>
      {!isWell && <Note intent="warning" text={text} />}
    </Holder>
  );
}

function Manager({ manager }: { manager: ManagerView }) {
  const { strings, format } = useApp();
  const { holders, passphrase } = strings.settings;
  const restore = useRestoreFocusTarget();
  const [isChanging, setChanging] = useState(false);
  const { state, renewsFrom } = manager.certificate;
  const renewal = state === 'good' ? holders.manager.good(format.date(renewsFrom)) : holders.manager.due;
  return (
    <Holder
      icon={Person20Regular}
      name={manager.name}
      certificate={manager.certificate}
      renewal={state === 'good' || state === 'due' ? renewal : null}
      action={
        <>
          <Button {...restore} aria-label={passphrase.openOf(manager.name)} onClick={() => setChanging(true)}>
            {passphrase.open}
          </Button>
          {isChanging && <PassphraseDialog manager={manager} onClose={() => setChanging(false)} />}
        </>
      }
    >
      <CertificateNote certificate={manager.certificate} />
    </Holder>
  );
}

interface Props {
  icon: FluentIcon;
  name: string;
  certificate: ManagerView['certificate'];
  /** What happens by itself; null where something is amiss, which is told below. */
  renewal: string | null;
  action?: ReactNode;
  children: ReactNode;
}

function Holder({ icon: Icon, name, certificate: { state, validUntil }, renewal, action, children }: Props) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const words = strings.settings.holders;
  const date = format.date(validUntil);
  return (
    <li className={mergeClasses(shared.row, styles.holder)}>
      <Icon aria-hidden />
      <div className={shared.grow}>
        <strong>
          <Clamped text={name} />
        </strong>
        <div>{state === 'over' ? words.ended(date) : words.validUntil(date)}</div>
        {renewal && <div className={shared.muted}>{renewal}</div>}
      </div>
      {action}
      {renewal === null && <div className={styles.note}>{children}</div>}
    </li>
  );
}
