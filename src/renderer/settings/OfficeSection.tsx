import { inGroups } from '../app/in-groups.ts';
import { useApp } from '../app/use-app.ts';
import { type Fact, Facts } from '../parts/Facts.tsx';
import { Note } from '../parts/Note.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { clockWords } from './clock-words.ts';
import { Section } from './Section.tsx';

/** Whose PC this is, when its head office was last there, and whether the two agree on the time. */
export function OfficeSection() {
  const app = useApp();
  const shared = useSharedStyles();
  const { office, clock } = app.strings.settings;
  return (
    <Section title={office.title}>
      <Facts facts={useOfficeFacts()} />
      <p className={shared.paragraph}>{office.fingerprintNote}</p>
      <p className={shared.paragraph}>{clock.notes[app.state.clock.source]}</p>
      {app.state.clock.isOff && <Note intent="warning" text={clock.askIt} />}
    </Section>
  );
}

function useOfficeFacts(): Fact[] {
  const app = useApp();
  const { office, branch } = app.state;
  const words = app.strings.settings.office;
  return [
    { name: words.name, value: office?.name ?? '' },
    { name: words.host, value: office?.host ?? '' },
    ...(branch ? [{ name: words.branch, value: `${branch.name} (${branch.code})` }] : []),
    { name: words.lastContact, value: useLastContact() },
    { name: app.strings.settings.clock.name, value: clockWords(app.state.clock, app) },
    { name: words.fingerprint, value: inGroups(office?.fingerprint ?? ''), isCode: true },
  ];
}

function useLastContact(): string {
  const { state, strings, format } = useApp();
  const words = strings.settings.office;
  const { state: now, lastContact } = state.connection;
  if (now === 'connected') return words.connectedNow;
  return lastContact ? format.moment(lastContact) : words.neverConnected;
}
