import { Button } from '@fluentui/react-components';
import { DocumentTable20Regular } from '@fluentui/react-icons';
import { useApp } from '../app/use-app.ts';
import { Announcement } from '../parts/Announcement.tsx';
import { Clamped } from '../parts/Clamped.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { DropArea } from './DropArea.tsx';
import { discardDraft } from './day-actions.ts';
import { tell, useDay } from './day-store.ts';
import { NeverConnected } from './NeverConnected.tsx';
import { Reading } from './Reading.tsx';
import { Step } from './Step.tsx';
import { SuggestedFile, useSuggestion } from './SuggestedFile.tsx';

/** The first step: which file. */
export function FileStep() {
  const { state, strings } = useApp();
  return (
    <Step id="file" number={1} title={strings.day.steps.file} state="current">
      {state.branch ? <FileToCome /> : <NeverConnected />}
    </Step>
  );
}

function FileToCome() {
  const { reading, trouble } = useDay();
  const shared = useSharedStyles();
  return (
    <div className={shared.stack}>
      {trouble?.at === 'file' && <ErrorNote error={trouble.error} />}
      {reading ? <Reading /> : <WaysToAFile />}
    </div>
  );
}

/** The likeliest first; only that one's button stands out. */
function WaysToAFile() {
  const { draft } = useDay();
  const { strings } = useApp();
  const { file, problem } = useSuggestion();
  return (
    <>
      {draft && <KeptFile fileName={draft.fileName} />}
      {file && <SuggestedFile suggestion={file} isFirst={!draft} />}
      <Announcement text={file ? strings.day.file.liesReady(file.fileName) : ''} />
      {problem && <ErrorNote error={problem} intent="warning" />}
      <DropArea isFirst={!draft && !file} />
    </>
  );
}

/** The file that was checked before the person went back. */
function KeptFile({ fileName }: { fileName: string }) {
  const { file } = useApp().strings.day;
  const shared = useSharedStyles();
  return (
    <div className={shared.row}>
      <DocumentTable20Regular aria-hidden />
      <div className={shared.grow}>
        <Clamped text={fileName} />
        <div className={shared.muted}>{file.kept}</div>
      </div>
      <Button appearance="primary" onClick={() => tell({ type: 'resumed', focus: 'check' })}>
        {file.resume}
      </Button>
      <Button onClick={() => void discardDraft()}>{file.discard}</Button>
    </div>
  );
}

/** The same step once a file was read: which one it is, and a way to another. */
export function FileChosen() {
  const { strings, format } = useApp();
  const { draft, reading, stage, trouble } = useDay();
  const shared = useSharedStyles();
  if (!draft) return null;
  return (
    <Step
      id="file"
      number={1}
      title={strings.day.steps.file}
      state="done"
      aside={
        <>
          <div className={shared.grow}>
            <Clamped text={draft.fileName} />
          </div>
          <span className={shared.muted}>{format.size(draft.size)}</span>
          {stage === 'review' && (
            <Button appearance="subtle" disabled={reading !== null} onClick={() => tell({ type: 'back' })}>
              {strings.day.file.chooseAnother}
            </Button>
          )}
        </>
      }
    >
      {reading && <Reading />}
      {trouble?.at === 'file' && <ErrorNote error={trouble.error} />}
    </Step>
  );
}
