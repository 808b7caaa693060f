import { Button, makeStyles, mergeClasses, Spinner } from '@fluentui/react-components';
import { ArrowSync20Regular } from '@fluentui/react-icons';
import { useApp } from '../app/use-app.ts';
import { ScreenTitle } from '../parts/ScreenTitle.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { PrintMenu } from './PrintMenu.tsx';
import type { Menu } from './use-menu.ts';

const useStyles = makeStyles({
  /** What opens here lies over the bar that sticks to the top. */
  head: { position: 'relative', zIndex: 2, justifyContent: 'space-between', alignItems: 'flex-start' },
});

/** Which day it is, and what can be done with the menu there is. */
export function Header({ menu }: { menu: Menu }) {
  const { state, strings, format } = useApp();
  const shared = useSharedStyles();
  return (
    <div className={mergeClasses(shared.row, useStyles().head)}>
      <ScreenTitle title={strings.menu.title} day={state.today && format.day(state.today.businessDate)} />
      {menu.state?.menu && (
        <div className={shared.row}>
          <PrintMenu menu={menu.state.menu} />
          <FetchButton menu={menu} />
        </div>
      )}
    </div>
  );
}

function FetchButton({ menu: { fetching, fetch } }: { menu: Menu }) {
  const { menu } = useApp().strings;
  return (
    <Button
      appearance="primary"
      icon={fetching ? <Spinner size="tiny" appearance="inverted" aria-hidden /> : <ArrowSync20Regular />}
      disabledFocusable={fetching}
      aria-keyshortcuts="Control+R"
      onClick={fetch}
    >
      {fetching ? menu.fetching : menu.fetch}
    </Button>
  );
}
