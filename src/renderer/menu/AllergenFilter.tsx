import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from '@fluentui/react-components';
import { Filter20Regular } from '@fluentui/react-icons';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import type { Query } from './use-query.ts';

const useStyles = makeStyles({
  popover: { maxHeight: 'min(24rem, 70vh)', overflowY: 'auto', maxWidth: 'min(24rem, 90vw)' },
  name: { overflowWrap: 'anywhere' },
});

/** Hides the dishes that contain what a guest can't eat. */
export function AllergenFilter({ query }: { query: Query }) {
  const { strings, format } = useApp();
  const words = strings.menu.allergens;
  const styles = useStyles();
  const { without, setWithout } = query;
  return (
    <Menu inline checkedValues={{ without }} onCheckedValueChange={(_, { checkedItems }) => setWithout(checkedItems)}>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton icon={<Filter20Regular />}>
          {without.length > 0 ? words.openHiding(format.number(without.length)) : words.open}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          <Allergens query={query} />
          {without.length > 0 && <MenuDivider />}
          {without.length > 0 && <MenuItem onClick={() => setWithout([])}>{words.clear}</MenuItem>}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function Allergens({ query }: { query: Query }) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <MenuGroup>
      <MenuGroupHeader>{strings.menu.allergens.name}</MenuGroupHeader>
      {query.allergens.map(({ key, name, count }) => (
        <MenuItemCheckbox
          key={key}
          name="without"
          value={key}
          persistOnClick
          secondaryContent={<span className={shared.figures}>{format.number(count)}</span>}
        >
          <bdi className={styles.name}>{name}</bdi>
        </MenuItemCheckbox>
      ))}
    </MenuGroup>
  );
}
