import { ProgressBar } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { useDay } from './day-store.ts';
import { Name } from './Name.tsx';
import { useDayStyles } from './styles.ts';

/** That a file is being looked for or read. */
export function Reading() {
  const { file } = useApp().strings.day;
  const { reading } = useDay();
  const styles = useDayStyles();
  if (!reading) return null;
  if (reading.choosing) return <p className={styles.muted}>{file.choosing}</p>;
  return (
    <div className={styles.stack}>
      <div>
        <strong>{file.reading}</strong>
        <Name text={reading.fileName} />
      </div>
      <ProgressBar aria-label={file.reading} thickness="large" />
      <div className={styles.muted}>{file.readingNote}</div>
    </div>
  );
}
