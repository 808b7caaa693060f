import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Regular, Warning20Regular } from '@fluentui/react-icons';
import type { WarningGroup } from '../../preload/index.ts';
import { clipped } from '../app/clipped.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { rowRanges } from './words.ts';

const useStyles = makeStyles({
  title: { marginBottom: tokens.spacingVerticalS },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  group: { display: 'flex', gap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, color: tokens.colorPaletteDarkOrangeForeground1 },
  fine: { flexShrink: 0, color: tokens.colorPaletteGreenForeground1 },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
});

/** What was odd in the file, by kind: what it was, what became of it, and where. */
export function Warnings({ groups }: { groups: WarningGroup[] }) {
  const { check } = useApp().strings.day;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  if (groups.length === 0) {
    return (
      <div className={styles.group}>
        <CheckmarkCircle20Regular aria-hidden className={styles.fine} />
        {check.noWarnings}
      </div>
    );
  }
  return (
    <section>
      <h3 className={mergeClasses(shared.heading, shared.small, styles.title)}>{check.warnings}</h3>
      <ul className={mergeClasses(shared.plainList, styles.list)}>
        {groups.map((group) => (
          <Group key={group.code} group={group} />
        ))}
      </ul>
    </section>
  );
}

function Group({ group: { text, count, rows } }: { group: WarningGroup }) {
  const { strings, format } = useApp();
  const styles = useStyles();
  const { check } = strings.day;
  return (
    <li className={styles.group}>
      <Warning20Regular aria-hidden className={styles.icon} />
      <div className={styles.text}>
        {count > 1 && <strong>{check.times(format.number(count))} </strong>}
        <bdi dir="auto">{clipped(text, LONGEST)}</bdi>
        {rows.length > 0 && <Rows rows={rows} count={count} />}
      </div>
    </li>
  );
}

/** A file may have columns with names of any length. */
const LONGEST = 600;

/** As many as a person reads at a glance; the others, as far as they are known, on demand. */
const GLANCE = 12;

function Rows({ rows, count }: { rows: number[]; count: number }) {
  const { strings, format } = useApp();
  const shared = useSharedStyles();
  const { check } = strings.day;
  const shown = (some: number[]): string => {
    const more = count - some.length;
    return check.rows(rowRanges(some), count === 1, more > 0 ? format.number(more) : '');
  };
  const look = mergeClasses(shared.muted, shared.figures);
  if (rows.length <= GLANCE) return <div className={look}>{shown(rows)}</div>;
  return (
    <details className={look}>
      <summary>{shown(rows.slice(0, GLANCE))}</summary>
      {shown(rows)}
    </details>
  );
}
