import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import type { Query } from './use-query.ts';

const useStyles = makeStyles({
  found: { overflowWrap: 'anywhere' },
  nothing: { alignItems: 'flex-start' },
});

/** How many dishes are shown, and what hides others. */
export function Found({ query }: { query: Query }) {
  const { strings, format } = useApp();
  const { search, allergens } = strings.menu;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const count = query.categories.reduce((sum, { dishes }) => sum + dishes.length, 0);
  const text = query.searched.trim();
  const names = query.allergens.filter(({ key }) => query.without.includes(key)).map(({ name }) => name);
  return (
    <div role="status" className={mergeClasses(shared.muted, shared.grow, styles.found)}>
      {text ? search.found(count, format.number(count), text) : search.all(count, format.number(count))}
      {names.length > 0 && (
        <div>
          {allergens.hiding(query.hidden, format.number(query.hidden), format.list(names))} {allergens.caution}
        </div>
      )}
    </div>
  );
}

/** Nothing matches: what to do about it. */
export function NothingFound({ onClear }: { onClear(): void }) {
  const { search } = useApp().strings.menu;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <div className={mergeClasses(shared.card, shared.stack, styles.nothing)}>
      <h2 className={shared.heading}>{search.none}</h2>
      <p className={mergeClasses(shared.paragraph, shared.muted)}>{search.noneText}</p>
      <Button onClick={onClear}>{search.clear}</Button>
    </div>
  );
}
