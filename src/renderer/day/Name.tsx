import { mergeClasses } from '@fluentui/react-components';
import { useDayStyles } from './styles.ts';
import { clipped } from './words.ts';

/** Longer than this, no tooltip helps and drawing gets slow. */
const LONGEST = 300;

/** A file's or an item's name: any script, in its own direction, at most two lines. */
export function Name({ text, className }: { text: string; className?: string }) {
  const styles = useDayStyles();
  const shown = clipped(text, LONGEST);
  return (
    <bdi dir="auto" title={shown} className={mergeClasses(styles.name, className)}>
      {shown}
    </bdi>
  );
}
