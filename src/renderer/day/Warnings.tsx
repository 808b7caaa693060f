import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Regular, Warning20Regular } from '@fluentui/react-icons';
import type { WarningGroup } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useDayStyles } from './styles.ts';
import { rowRanges } from './words.ts';

const useStyles = makeStyles({
  title: { margin: `0 0 ${tokens.spacingVerticalS}`, fontSize: tokens.fontSizeBase300, fontWeight: 600 },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  group: { display: 'flex', gap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, color: tokens.colorPaletteDarkOrangeForeground1 },
  fine: { flexShrink: 0, color: tokens.colorPaletteGreenForeground1 },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
});

/** What was odd in the file, by kind: what it was, what became of it, and where. */
export function Warnings({ groups }: { groups: WarningGroup[] }) {
  const { check } = useApp().strings.day;
  const [shared, styles] = [useDayStyles(), useStyles()];
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
      <h3 className={styles.title}>{check.warnings}</h3>
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
  const [shared, styles] = [useDayStyles(), useStyles()];
  const { check } = strings.day;
  const more = count - rows.length;
  return (
    <li className={styles.group}>
      <Warning20Regular aria-hidden className={styles.icon} />
      <div className={styles.text}>
        {count > 1 && <strong>{check.times(format.number(count))} </strong>}
        <bdi dir="auto">{text}</bdi>
        {rows.length > 0 && (
          <div className={mergeClasses(shared.muted, shared.figures)}>
            {check.rows(rowRanges(rows), count === 1)} {more > 0 && check.moreRows(format.number(more))}
          </div>
        )}
      </div>
    </li>
  );
}
