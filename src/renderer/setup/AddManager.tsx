import { Button, type ButtonProps, useRestoreFocusTarget } from '@fluentui/react-components';
import { PersonAdd20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { ManagerSetup } from './ManagerSetup.tsx';

interface Props extends Pick<ButtonProps, 'appearance' | 'size' | 'className'> {
  onDone?(): void;
  children: string;
}

/** Opens the dialog by which a manager is set up. */
export function AddManager({ onDone, children, ...look }: Props) {
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const done = (): void => {
    close();
    onDone?.();
  };
  return (
    <>
      <Button {...look} {...useRestoreFocusTarget()} icon={<PersonAdd20Regular />} onClick={() => setOpen(true)}>
        {children}
      </Button>
      {isOpen && <ManagerSetup onDone={done} onCancel={close} />}
    </>
  );
}
