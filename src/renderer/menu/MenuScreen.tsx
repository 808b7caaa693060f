import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useApp } from '../app/use-app.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { Loading } from '../parts/Loading.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { announcement } from './announcement.ts';
import { Changes } from './Changes.tsx';
import { Dishes } from './Dishes.tsx';
import { Header } from './Header.tsx';
import { NoMenu } from './NoMenu.tsx';
import { Notices } from './Notices.tsx';
import { TrustLine } from './TrustLine.tsx';
import { useMenu } from './use-menu.ts';
import type { Wanting } from './use-query.ts';

const useStyles = makeStyles({
  trust: { gap: tokens.spacingVerticalS, padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}` },
});

/** Today's menu, with what else has to be seen here: whether it can be trusted, what is different, and every dish. */
export function MenuScreen({ children, ...wanting }: Wanting & { children: ReactNode }) {
  const menu = useMenu();
  const app = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  useShortcut('r', menu.fetch);
  const shown = menu.state?.menu;
  return (
    <Screen announcement={announcement(menu, app)}>
      <Header menu={menu} />
      {children}
      <Notices menu={menu} />
      {shown && (
        <section
          aria-label={app.strings.menu.details.title}
          className={mergeClasses(shared.card, shared.stack, styles.trust)}
        >
          <TrustLine menu={shown} outcome={menu.state?.outcome ?? null} />
          {shown.changes.length > 0 && <Changes menu={shown} />}
        </section>
      )}
      {!menu.state && !menu.error && <Loading label={app.strings.menu.loading} sizes={[48, 32, 128, 128]} />}
      {shown ? <Dishes menu={shown} {...wanting} /> : (menu.state || menu.error) && <NoMenu menu={menu} />}
    </Screen>
  );
}
