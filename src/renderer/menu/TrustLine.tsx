import { Button, makeStyles, mergeClasses, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { ShieldCheckmark20Filled } from '@fluentui/react-icons';
import { useState } from 'react';
import type { MenuState, MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { Details } from './Details.tsx';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalM },
  icon: { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
  outcome: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

interface Props {
  menu: MenuView;
  outcome: MenuState['outcome'];
}

/** Who signed the menu, which one it is, and until when it holds. */
export function TrustLine({ menu, outcome }: Props) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.line}>
      <ShieldCheckmark20Filled aria-hidden className={styles.icon} />
      <div className={shared.grow}>
        <Clamped text={useTrust(menu)} lines="three" />
        <div className={mergeClasses(shared.muted, styles.outcome)}>{useOutcome(menu, outcome)}</div>
      </div>
      <Button {...useRestoreFocusTarget()} appearance="subtle" size="small" onClick={() => setOpen(true)}>
        {strings.menu.details.open}
      </Button>
      {isOpen && <Details menu={menu} onClose={() => setOpen(false)} />}
    </div>
  );
}

function useTrust({ version, publishedAt, validUntil }: MenuView): string {
  const { state, strings, format } = useApp();
  const words = strings.menu;
  const [number, published] = [String(version), format.moment(publishedAt)];
  const signed = state.office
    ? words.trust(state.office.name, number, published)
    : words.trustUnnamed(number, published);
  return signed + (validUntil ? words.validUntil(format.moment(validUntil)) : '');
}

function useOutcome({ version, checkedAt }: MenuView, outcome: Props['outcome']): string {
  const { strings, format } = useApp();
  if (outcome === 'changed') return strings.menu.changed(String(version));
  const words = outcome === 'latest' ? strings.menu.latest : strings.menu.checked;
  return words(format.moment(checkedAt));
}
