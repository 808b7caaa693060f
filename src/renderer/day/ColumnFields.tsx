import { Field, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { clipped } from '../app/clipped.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { ROLES, type Said } from './correction.ts';

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
  onGive(role: (typeof ROLES)[number], header: string | null): void;
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
        {ROLES.map((role) => (
          <Field key={role} label={words.roles[role]}>
            <Select value={columns[role] ?? ''} onChange={(_, { value }) => onGive(role, value || null)}>
              <option value="">{words.none}</option>
              {headers.map((header) => (
                <option key={header} value={header} dir="auto">
                  {clipped(header, LONGEST)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
