import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle48Regular } from '@fluentui/react-icons';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  middle: { alignItems: 'center', textAlign: 'center', paddingTop: tokens.spacingVerticalM },
  icon: { color: tokens.colorStatusSuccessForeground1 },
  name: { fontSize: tokens.fontSizeBase400, overflowWrap: 'anywhere' },
});

interface Props {
  text: string;
  note: string;
  onDone(): void;
}

/** What a manager's dialog came to. */
export function ManagerDone({ text, note, onDone }: Props) {
  const words = useApp().strings.setup.manager;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <div className={mergeClasses(shared.stack, styles.middle)}>
      <CheckmarkCircle48Regular aria-hidden className={styles.icon} />
      <div role="status">
        <strong className={styles.name}>{text}</strong>
        <p className={mergeClasses(shared.paragraph, shared.muted)}>{note}</p>
      </div>
      <Button appearance="primary" autoFocus onClick={onDone}>
        {words.finish}
      </Button>
    </div>
  );
}
