import type { InviteView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { InfoDialog } from '../parts/InfoDialog.tsx';
import { ManagerSetup } from './ManagerSetup.tsx';

interface Props {
  invite: InviteView;
  onClose(): void;
}

/** An invite file that was opened while this PC is set up: a manager's is used, another PC's is not. */
export function OpenedInvite({ invite, onClose }: Props) {
  if (invite.role === 'manager') return <ManagerSetup invite={invite} onDone={onClose} onCancel={onClose} />;
  return <AlreadySetUp onClose={onClose} />;
}

function AlreadySetUp({ onClose }: { onClose(): void }) {
  const { state, strings } = useApp();
  const words = strings.setup.alreadySetUp;
  return (
    <InfoDialog title={words.title} onClose={onClose}>
      {words.text(state.branch?.name ?? words.thisBranch)}
    </InfoDialog>
  );
}
