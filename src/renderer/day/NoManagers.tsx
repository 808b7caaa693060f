import { Button, type ButtonProps } from '@fluentui/react-components';
import { PersonAdd20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { ManagerSetup } from '../setup/ManagerSetup.tsx';
import { tell } from './day-store.ts';
import { useDayStyles } from './styles.ts';

/** Nobody can sign here yet: why, and the way there. */
export function NoManagers() {
  const { sign } = useApp().strings.day;
  const styles = useDayStyles();
  return (
    <div className={styles.stack}>
      <div>
        <strong>{sign.noManagers}</strong>
        <div className={styles.muted}>{sign.noManagersNote}</div>
      </div>
      <AddManager appearance="primary">{sign.setUp}</AddManager>
    </div>
  );
}

/** Opens the dialog by which a manager is set up. */
export function AddManager({
  appearance,
  size,
  children,
}: Pick<ButtonProps, 'appearance' | 'size'> & { children: string }) {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const done = (): void => {
    close();
    tell({ type: 'resumed', focus: 'manager' });
  };
  return (
    <>
      <Button appearance={appearance} size={size} icon={<PersonAdd20Regular />} onClick={() => setOpen(true)}>
        {children}
      </Button>
      {isOpen && <ManagerSetup onDone={done} onCancel={close} />}
    </>
  );
}
