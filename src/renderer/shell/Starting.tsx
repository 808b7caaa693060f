import { makeStyles, Spinner } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({ page: { minHeight: '100vh', display: 'grid', placeContent: 'center' } });

/** Until main knows what this PC is. */
export function Starting() {
  const { strings } = useApp();
  return (
    <main className={useStyles().page}>
      <h1 className={useSharedStyles().hidden}>{strings.common.appName}</h1>
      <Spinner label={strings.common.starting} />
    </main>
  );
}
