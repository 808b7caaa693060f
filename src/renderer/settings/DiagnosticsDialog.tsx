import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { DiagnosticsView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { InfoDialog } from '../parts/InfoDialog.tsx';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  name: { cursor: 'pointer', overflowWrap: 'anywhere' },
  text: {
    maxHeight: '16rem',
    overflow: 'auto',
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
  },
});

interface Props {
  view: DiagnosticsView;
  onClose(saved: boolean): void;
}

/** Every file of what would be saved, to be read before it is. */
export function DiagnosticsDialog({ view, onClose }: Props) {
  const { strings } = useApp();
  const words = strings.settings.diagnostics;
  const shared = useSharedStyles();
  const saving = useAction(window.spams.saveDiagnostics);
  const save = async (): Promise<void> => {
    if (await saving.run(undefined)) onClose(true);
  };
  return (
    <InfoDialog
      title={words.dialog}
      onClose={() => onClose(false)}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{strings.common.cancel}</Button>
          <Button appearance="primary" disabledFocusable={saving.busy} onClick={() => void save()}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className={shared.stack}>
        <p className={shared.paragraph}>{words.content}</p>
        {view.files.map((file) => (
          <DiagnosticsFile key={file.name} {...file} />
        ))}
        {saving.error && <ErrorNote error={saving.error} />}
      </div>
    </InfoDialog>
  );
}

function DiagnosticsFile({ name, size, text }: DiagnosticsView['files'][number]) {
  const { format, strings } = useApp();
  const styles = useStyles();
  return (
    <details>
      <summary className={styles.name}>{strings.settings.diagnostics.file(name, format.size(size))}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it too */}
      <pre tabIndex={0} className={styles.text}>
        {text}
      </pre>
    </details>
  );
}
