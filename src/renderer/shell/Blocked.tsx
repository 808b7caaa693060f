import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ErrorCircle48Regular } from '@fluentui/react-icons';
import type { ErrorView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    minHeight: '100vh',
    display: 'grid',
    placeContent: 'center',
    padding: tokens.spacingHorizontalXXL,
  },
  text: { maxWidth: '32rem', gap: tokens.spacingVerticalL, fontSize: tokens.fontSizeBase400, lineHeight: 1.5 },
  icon: { color: tokens.colorStatusDangerForeground1 },
});

/** This PC can't be used: what happened, what is safe, and what to do, on the whole page. */
export function Blocked({ problem }: { problem: ErrorView | null }) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const error = problem ?? strings.common.blocked;
  return (
    <main className={styles.page}>
      <div role="alert" className={mergeClasses(shared.stack, styles.text)}>
        <ErrorCircle48Regular aria-hidden className={styles.icon} />
        <h1 className={shared.title}>{error.happened}</h1>
        <p className={shared.paragraph}>{error.means}</p>
        <p className={shared.paragraph}>
          <strong>{error.next}</strong>
        </p>
        {problem && <small className={shared.muted}>{strings.common.code(problem.code)}</small>}
      </div>
    </main>
  );
}
