import type { ErrorView, MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Note } from '../parts/Note.tsx';
import type { Menu } from './use-menu.ts';

/** What has to be known before selling by this menu. The old one stays while a newer one is fetched. */
export function Notices({ menu: { state, error } }: { menu: Menu }) {
  const refused = error ?? (state?.outcome === 'refused' ? state.error : null);
  const offline = state?.outcome === 'offline' ? state.error : null;
  return (
    <>
      {refused && <ErrorNote error={refused} />}
      {state?.menu ? (
        <Staleness menu={state.menu} offline={offline} />
      ) : (
        offline && <ErrorNote error={offline} intent="warning" />
      )}
    </>
  );
}

function Staleness({ menu, offline }: { menu: MenuView; offline: ErrorView | null }) {
  const { strings, format } = useApp();
  const words = strings.menu;
  const version = String(menu.version);
  return (
    <>
      {menu.stale === 'expired' && menu.validUntil && (
        <Note intent="warning" title={words.expired(format.moment(menu.validUntil))} text={words.expiredMeans} />
      )}
      {(offline || menu.stale === 'offline') && (
        <Note
          intent="warning"
          title={words.offline(version, format.moment(menu.fetchedAt))}
          text={offline ? `${offline.happened} ${offline.means} ${offline.next}` : words.offlineMeans}
          code={offline?.code}
        />
      )}
      {!offline && menu.stale === 'not-checked' && (
        <Note
          intent="info"
          title={words.notChecked(version, format.moment(menu.checkedAt))}
          text={words.notCheckedMeans}
        />
      )}
    </>
  );
}
