import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { Checkmark16Filled } from '@fluentui/react-icons';
import { Children, type ReactNode } from 'react';
import { useApp } from '../app/use-app.ts';
import { Heading } from '../parts/Heading.tsx';
import { useSharedStyles } from '../parts/styles.ts';

/** Where checking and signing have room side by side. */
export const WIDE = '@container (min-width: 700px)';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  badge: {
    flexShrink: 0,
    display: 'grid',
    placeItems: 'center',
    width: '24px',
    height: '24px',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  current: {
    backgroundColor: tokens.colorBrandBackground,
    ...shorthands.borderColor('transparent'),
    color: tokens.colorNeutralForegroundOnBrand,
  },
  /** Only checking and signing share a row: see Steps. */
  whole: { gridColumn: '1 / -1' },
  beside: { [WIDE]: { position: 'sticky', top: tokens.spacingVerticalL } },
  body: { marginTop: tokens.spacingVerticalL },
});

interface Props {
  id: 'file' | 'check' | 'sign';
  number: number;
  title: string;
  state: 'done' | 'current';
  /** Beside the heading. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** One of the page's four steps, once it has been reached. */
export function Step({ id, number, title, state, aside, children }: Props) {
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const hasBody = Children.toArray(children).length > 0;
  return (
    <li className={mergeClasses(shared.card, id === 'file' && styles.whole, id === 'sign' && styles.beside)}>
      <div className={shared.row}>
        <div className={styles.head}>
          <StepNumber number={number} state={state} />
          <Heading id={`day-${id}`}>{title}</Heading>
        </div>
        {aside}
      </div>
      {hasBody && <div className={styles.body}>{children}</div>}
    </li>
  );
}

/** A step to come: what it will be about. */
export function StepToCome({ number, title, hint }: { number: number; title: string; hint: string }) {
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <li className={mergeClasses(shared.row, shared.muted, styles.whole)}>
      <div className={styles.head}>
        <StepNumber number={number} state="to-come" />
        <strong>{title}</strong>
      </div>
      <span>{hint}</span>
    </li>
  );
}

function StepNumber({ number, state }: { number: number; state: 'done' | 'current' | 'to-come' }) {
  const { strings, format } = useApp();
  const { steps } = strings.day;
  const styles = useStyles();
  const figure = format.number(number);
  const name = state === 'done' ? `${steps.number(figure)}, ${steps.done}` : steps.number(figure);
  return (
    <span role="img" aria-label={name} className={mergeClasses(styles.badge, state === 'current' && styles.current)}>
      {state === 'done' ? <Checkmark16Filled aria-hidden /> : figure}
    </span>
  );
}
