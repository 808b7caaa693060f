import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { Print20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { MenuView } from '../../preload/index.ts';
import type { How } from '../app/put-on-paper.ts';
import { useApp } from '../app/use-app.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { type Columns, MenuSheet } from './MenuSheet.tsx';
import { usePrinting } from './use-printing.ts';

/** The menu on paper, or as a file that looks the same. */
export function PrintMenu({ menu }: { menu: MenuView }) {
  const words = useApp().strings.menu.print;
  const [columns, setColumns] = useState<Columns>('two');
  const { isDrawn, busy, error, begin, drawn } = usePrinting();
  useShortcut('p', () => begin('print'));
  return (
    <>
      <Menu
        inline
        checkedValues={{ columns: [columns] }}
        onCheckedValueChange={(_, { checkedItems }) => setColumns(checkedItems[0] === 'one' ? 'one' : 'two')}
      >
        <MenuTrigger disableButtonEnhancement>
          <MenuButton icon={<Print20Regular />} disabledFocusable={busy} aria-keyshortcuts="Control+P">
            {busy ? words.preparing : words.open}
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <Choices onBegin={begin} />
        </MenuPopover>
      </Menu>
      {error && <ErrorNote error={error} />}
      {isDrawn && <MenuSheet menu={menu} columns={columns} onDrawn={drawn} />}
    </>
  );
}

function Choices({ onBegin }: { onBegin(how: How): void }) {
  const words = useApp().strings.menu.print;
  return (
    <MenuList>
      <MenuGroup>
        <MenuGroupHeader>{words.columns}</MenuGroupHeader>
        <MenuItemRadio name="columns" value="one" persistOnClick>
          {words.one}
        </MenuItemRadio>
        <MenuItemRadio name="columns" value="two" persistOnClick>
          {words.two}
        </MenuItemRadio>
      </MenuGroup>
      <MenuDivider />
      <MenuItem onClick={() => onBegin('print')}>{words.print}</MenuItem>
      <MenuItem onClick={() => onBegin('pdf')}>{words.savePdf}</MenuItem>
    </MenuList>
  );
}
