import { makeStyles, mergeClasses, SearchBox } from '@fluentui/react-components';
import { useRef } from 'react';
import { useApp } from '../app/use-app.ts';
import { useEscape, useShortcut } from '../app/use-shortcut.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { AllergenFilter } from './AllergenFilter.tsx';
import type { Query } from './use-query.ts';

const useStyles = makeStyles({ search: { maxWidth: 'none' } });

/** Where dishes are looked for: Ctrl+F goes there, Esc puts it back. */
export function QueryBar({ query }: { query: Query }) {
  const words = useApp().strings.menu.search;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const input = useRef<HTMLInputElement>(null);
  useShortcut('f', () => input.current?.select());
  useEscape(() => query.setText(''));
  return (
    <search className={shared.row}>
      <SearchBox
        ref={input}
        className={mergeClasses(shared.grow, styles.search)}
        aria-label={words.label}
        aria-keyshortcuts="Control+F"
        placeholder={words.placeholder}
        maxLength={200}
        value={query.text}
        onChange={(_, { value }) => query.setText(value)}
      />
      {query.allergens.length > 0 && <AllergenFilter query={query} />}
    </search>
  );
}
