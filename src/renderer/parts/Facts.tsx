import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Clamped } from './Clamped.tsx';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(6rem, auto) minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalXXS },
  },
  code: { fontFamily: tokens.fontFamilyMonospace, letterSpacing: '0.04em', lineHeight: 1.7 },
  value: { margin: 0, minWidth: 0, '@media (max-width: 480px)': { marginBottom: tokens.spacingVerticalS } },
});

export interface Fact {
  name: string;
  value: string;
  isCode?: boolean;
}

/** Names and values, one a row. */
export function Facts({ facts }: { facts: Fact[] }) {
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, isCode }) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt className={shared.muted}>{name}</dt>
          <dd className={mergeClasses(styles.value, shared.figures)}>
            <Clamped text={value} lines="three" className={isCode ? styles.code : undefined} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
