import { ProgressBar } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { useDay } from './day-store.ts';

/** That a file is being looked for or read. */
export function Reading() {
  const { file } = useApp().strings.day;
  const { reading } = useDay();
  const shared = useSharedStyles();
  if (!reading) return null;
  if (reading.choosing) return <p className={shared.muted}>{file.choosing}</p>;
  return (
    <div className={shared.stack}>
      <div>
        <strong>{file.reading}</strong>
        <Clamped text={reading.fileName} />
      </div>
      <ProgressBar aria-label={file.reading} thickness="large" />
      <div className={shared.muted}>{file.readingNote}</div>
    </div>
  );
}
