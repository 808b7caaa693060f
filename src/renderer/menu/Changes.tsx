import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useId, useMemo, useState } from 'react';
import type { MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { ChangeRow } from './ChangeRow.tsx';
import { countChanges, inOrder } from './changes.ts';

/** So many are drawn at a time. */
const BATCH = 100;

const useStyles = makeStyles({
  button: {
    justifyContent: 'flex-start',
    maxWidth: 'none',
    marginInlineStart: '-6px',
    paddingInline: '6px',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
  },
  list: { gap: 0, maxHeight: '24rem', overflowY: 'auto', paddingInlineStart: '32px' },
});

/** What is different from the menu before: in a line, and one by one where asked. */
export function Changes({ menu }: { menu: MenuView }) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <Button
        appearance="subtle"
        className={styles.button}
        icon={isOpen ? <ChevronDown20Regular /> : <ChevronRight20Regular />}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {useSummary(menu)}
      </Button>
      {isOpen && (
        <div id={id}>
          <ChangeList menu={menu} />
        </div>
      )}
    </div>
  );
}

function useSummary({ changes }: MenuView): string {
  const { strings, format } = useApp();
  const words = strings.menu.changes;
  const parts = countChanges(changes).map(({ kind, count }) => words.kinds[kind](count, format.number(count)));
  return words.summary(changes.length, format.number(changes.length), format.list(parts));
}

function ChangeList({ menu }: { menu: MenuView }) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const [limit, setLimit] = useState(BATCH);
  const changes = useMemo(() => inOrder(menu.changes), [menu.changes]);
  const left = changes.length - limit;
  return (
    <>
      <ul className={mergeClasses(shared.plainList, shared.stack, styles.list)}>
        {changes.slice(0, limit).map((change) => (
          <ChangeRow key={JSON.stringify(change)} change={change} money={menu} />
        ))}
      </ul>
      {left > 0 && (
        <Button size="small" onClick={() => setLimit(limit + BATCH)}>
          {strings.menu.changes.more(format.number(Math.min(left, BATCH)))}
        </Button>
      )}
    </>
  );
}
