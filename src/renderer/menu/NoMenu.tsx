import { Button, makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { ArrowSync20Regular, Food48Regular } from '@fluentui/react-icons';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import type { Menu } from './use-menu.ts';

const useStyles = makeStyles({
  middle: {
    alignItems: 'center',
    textAlign: 'center',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXL}`,
  },
  text: { maxWidth: '28rem' },
});

/** There is no menu to show: why not, and the one button that brings it. */
export function NoMenu({ menu: { fetching, fetch } }: { menu: Menu }) {
  const words = useApp().strings.menu;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <div className={mergeClasses(shared.card, shared.stack, styles.middle)}>
      {fetching ? <Spinner aria-hidden /> : <Food48Regular aria-hidden className={shared.muted} />}
      <h2 className={mergeClasses(shared.heading, shared.large)}>
        {fetching ? words.none.fetching : words.none.title}
      </h2>
      <p className={mergeClasses(shared.paragraph, shared.muted, styles.text)}>
        {fetching ? words.none.fetchingText : words.none.text}
      </p>
      {!fetching && (
        <Button appearance="primary" icon={<ArrowSync20Regular />} onClick={fetch}>
          {words.fetch}
        </Button>
      )}
    </div>
  );
}
