import { makeStyles, shorthands, tokens } from '@fluentui/react-components';

/** Where checking and signing have room side by side. */
export const WIDE = '@container (min-width: 700px)';

/** What several parts of the screen look like. */
export const useDayStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.border('1px', 'solid', tokens.colorNeutralStroke2),
    borderRadius: tokens.borderRadiusXLarge,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
  },
  stack: { display: 'flex', flexDirection: 'column', alignItems: 'stretch', gap: tokens.spacingVerticalM },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
  },
  spread: { display: 'flex', justifyContent: 'space-between', alignItems: 'center' },
  grow: { flex: '1 1 12rem', minWidth: 0 },
  muted: { color: tokens.colorNeutralForeground3 },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    borderRadius: tokens.borderRadiusSmall,
    ':focus': { outlineStyle: 'none' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' },
  },
  subheading: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  plainList: { listStyleType: 'none', margin: 0, padding: 0 },
  /** Names come from files, and may have ten thousand characters. */
  name: {
    minWidth: 0,
    overflow: 'hidden',
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '2',
    overflowWrap: 'anywhere',
  },
  choice: { justifyContent: 'flex-start', maxWidth: 'none', textAlign: 'start' },
  figures: { fontVariantNumeric: 'tabular-nums' },
});
