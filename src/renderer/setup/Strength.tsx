import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { PassphraseRating } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  bar: { display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: tokens.spacingHorizontalXS, marginBottom: '4px' },
  part: {
    height: '4px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralStroke2,
    '@media (forced-colors: active)': { backgroundColor: 'GrayText', forcedColorAdjust: 'none' },
  },
  weak: { backgroundColor: tokens.colorStatusWarningForeground3 },
  strong: { backgroundColor: tokens.colorStatusSuccessForeground3 },
  filled: { '@media (forced-colors: active)': { backgroundColor: 'Highlight' } },
});

/** How well a passphrase withstands guessing, as a bar and in words. */
export function Strength({ rating }: { rating: PassphraseRating }) {
  const words = useApp().strings.setup.strength;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const colour = rating.score >= 3 ? styles.strong : styles.weak;
  return (
    <div>
      <div aria-hidden className={styles.bar}>
        {[1, 2, 3, 4].map((part) => (
          <div
            key={part}
            className={mergeClasses(styles.part, part <= rating.score && colour, part <= rating.score && styles.filled)}
          />
        ))}
      </div>
      <div role="status">
        <span className={shared.hidden}>{words.name}: </span>
        {words.scores[rating.score]}. {rating.advice && words.advice[rating.advice]}
      </div>
    </div>
  );
}
