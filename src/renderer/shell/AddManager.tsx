import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { PersonAdd20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { ManagerSetup } from '../setup/ManagerSetup.tsx';

const useStyles = makeStyles({
  button: {
    justifyContent: 'flex-start',
    paddingInline: tokens.spacingHorizontalM,
    fontWeight: 400,
    minHeight: '40px',
  },
});

/** The way to set up a manager from any screen. */
export function AddManager() {
  const { strings } = useApp();
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button appearance="subtle" icon={<PersonAdd20Regular />} className={styles.button} onClick={() => setOpen(true)}>
        {strings.setup.manager.open}
      </Button>
      {isOpen && <ManagerSetup onDone={close} onCancel={close} />}
    </>
  );
}
