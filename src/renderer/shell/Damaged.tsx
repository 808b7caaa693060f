import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ErrorView } from '../../preload/index.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  notes: { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} 0`, maxWidth: '1040px' },
});

/** What couldn't be read of what this PC keeps, above every screen. */
export function Damaged({ errors }: { errors: ErrorView[] }) {
  const [shared, styles] = [useSharedStyles(), useStyles()];
  if (errors.length === 0) return null;
  return (
    <div className={mergeClasses(shared.stack, styles.notes)}>
      {errors.map((error) => (
        <ErrorNote key={`${error.code} ${error.happened}`} error={error} />
      ))}
    </div>
  );
}
