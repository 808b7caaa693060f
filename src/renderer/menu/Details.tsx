import type { MenuView } from '../../preload/index.ts';
import { inGroups } from '../app/in-groups.ts';
import { useApp } from '../app/use-app.ts';
import { Facts } from '../parts/Facts.tsx';
import { InfoDialog } from '../parts/InfoDialog.tsx';

interface Props {
  menu: MenuView;
  onClose(): void;
}

/** All that is known of where the menu comes from. */
export function Details({ menu, onClose }: Props) {
  return (
    <InfoDialog title={useApp().strings.menu.details.title} onClose={onClose}>
      <Facts facts={useMenuFacts(menu)} />
    </InfoDialog>
  );
}

function useMenuFacts(menu: MenuView) {
  const { state, strings, format } = useApp();
  const words = strings.menu.details;
  const moments = {
    [words.signed]: menu.signedAt,
    [words.published]: menu.publishedAt,
    [words.validFrom]: menu.validFrom,
  };
  const contacts = { [words.fetched]: menu.fetchedAt, [words.checked]: menu.checkedAt };
  const asFacts = (times: Record<string, string>) =>
    Object.entries(times).map(([name, at]) => ({ name, value: format.fullMoment(at) }));
  return [
    ...(state.office ? [{ name: words.signer, value: state.office.name }] : []),
    { name: words.version, value: String(menu.version) },
    { name: words.dishes, value: format.number(menu.items.length) },
    ...asFacts(moments),
    { name: words.validUntil, value: menu.validUntil ? format.fullMoment(menu.validUntil) : words.noEnd },
    ...asFacts(contacts),
    ...(state.office ? [{ name: words.fingerprint, value: inGroups(state.office.fingerprint), isCode: true }] : []),
  ];
}
