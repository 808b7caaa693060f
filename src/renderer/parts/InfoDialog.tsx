import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useApp } from '../app/use-app.ts';

interface Props {
  title: string;
  onClose(): void;
  /** Instead of a button that closes it. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Something to read or to fill in, and to close again. */
export function InfoDialog({ title, onClose, actions, children }: Props) {
  const { strings } = useApp();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions>{actions ?? <Button onClick={onClose}>{strings.common.close}</Button>}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
