import { Field, ProgressBar } from '@fluentui/react-components';
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
    <Field label={<span>{file.reading}</span>} hint={file.readingNote} validationState="none">
      <Name text={reading.fileName} />
      <ProgressBar aria-label={file.reading} />
    </Field>
  );
}
