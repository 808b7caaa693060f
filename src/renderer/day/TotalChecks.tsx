import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Regular, Warning20Regular } from '@fluentui/react-icons';
import type { Money, TotalCheck } from '../../preload/index.ts';
import { clipped } from '../app/clipped.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  title: { marginBottom: tokens.spacingVerticalS },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  check: { display: 'flex', gap: tokens.spacingHorizontalS },
  differs: { flexShrink: 0, color: tokens.colorPaletteDarkOrangeForeground1 },
  agrees: { flexShrink: 0, color: tokens.colorPaletteGreenForeground1 },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
});

interface Props {
  checks: TotalCheck[];
  money: Money;
}

/** So many that agree are shown at once. */
const GLANCE = 8;
const LONGEST_LABEL = 60;

/** The totals that the file itself states, beside ours; those that differ first. */
export function TotalChecks({ checks, money }: Props) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const { check } = strings.day;
  if (checks.length === 0) return null;
  const differing = checks.filter(({ file, ours }) => file !== ours);
  // A file's grand total is its last.
  const agreeing = checks.filter(({ file, ours }) => file === ours).reverse();
  const more = agreeing.slice(GLANCE);
  return (
    <section>
      <h3 className={mergeClasses(shared.heading, shared.small, styles.title)}>{check.checks}</h3>
      <Checks checks={[...differing, ...agreeing.slice(0, GLANCE)]} money={money} />
      {more.length > 0 && (
        <details>
          <summary className={shared.muted}>{check.checksMore(format.number(more.length))}</summary>
          <Checks checks={more} money={money} />
        </details>
      )}
    </section>
  );
}

function Checks({ checks, money }: Props) {
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <ul className={mergeClasses(shared.plainList, shared.figures, styles.list)}>
      {checks.map((check) => (
        <Check key={`${check.row} ${check.field}`} check={check} money={money} />
      ))}
    </ul>
  );
}

function Check({ check: { row, label, field, file, ours }, money }: { check: TotalCheck; money: Money }) {
  const { strings, format } = useApp();
  const styles = useStyles();
  const { check } = strings.day;
  const shown = (value: number): string => (field === 'quantity' ? format.number(value) : format.money(value, money));
  const inFile = check.inFile(check.checkFields[field], shown(file), row);
  const difference = shown(Math.abs(file - ours));
  const compare = file > ours ? check.moreThanOurs : check.lessThanOurs;
  return (
    <li className={styles.check}>
      {file === ours ? (
        <CheckmarkCircle20Regular aria-hidden className={styles.agrees} />
      ) : (
        <Warning20Regular aria-hidden className={styles.differs} />
      )}
      <span className={styles.text}>
        {label !== '' && <bdi dir="auto">{clipped(label, LONGEST_LABEL)}: </bdi>}
        {inFile}, {file === ours ? check.sameAsOurs : compare(shown(ours), difference)}
      </span>
    </li>
  );
}
