import { Field, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import type { CorrectableRole } from '../../preload/index.ts';
import { clipped } from '../app/clipped.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import type { Said } from './correction.ts';

const useStyles = makeStyles({
  fields: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(12rem, 100%), 1fr))',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
  },
  title: { padding: 0, marginBottom: tokens.spacingVerticalS },
});

interface Props {
  headers: string[];
  columns: Said['columns'];
  onGive(role: CorrectableRole, header: string | null): void;
}

const LONGEST = 60;

/** Which column is what, by the names that the file gives its columns. */
export function ColumnFields({ headers, columns, onGive }: Props) {
  const words = useApp().strings.day.correct;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  if (headers.length === 0) return <p className={shared.paragraph}>{words.noHeaders}</p>;
  return (
    <fieldset className={styles.fields}>
      <legend className={mergeClasses(shared.heading, shared.small, styles.title)}>{words.columns}</legend>
      <div className={styles.grid}>
        {columns.map(([role, header]) => (
          <Field key={role} label={words.roles[role]}>
            <Select value={header ?? ''} onChange={(_, { value }) => onGive(role, value || null)}>
              <option value="">{words.none}</option>
              {headers.map((each) => (
                <option key={each} value={each} dir="auto">
                  {clipped(each, LONGEST)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
