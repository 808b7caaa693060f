import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';

const useStyles = makeStyles({
  mark: {
    ...shorthands.border('1px', 'solid', 'currentColor'),
    borderRadius: tokens.borderRadiusSmall,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    fontWeight: tokens.fontWeightSemibold,
    textTransform: 'uppercase',
    letterSpacing: '0.04em',
    whiteSpace: 'nowrap',
  },
  new: { color: tokens.colorBrandForeground1 },
  soldOut: { color: tokens.colorNeutralForeground2 },
});

/** That a dish is new, or sold out, in words. */
export function Mark({ kind }: { kind: 'new' | 'soldOut' }) {
  const { marks } = useApp().strings.menu;
  const styles = useStyles();
  return <span className={mergeClasses(styles.mark, styles[kind])}>{marks[kind]}</span>;
}
