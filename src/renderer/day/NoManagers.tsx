import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { AddManager } from '../setup/AddManager.tsx';
import { managerAdded } from './day-actions.ts';

/** Nobody can sign here yet: why, and the way there. */
export function NoManagers() {
  const { sign } = useApp().strings.day;
  const shared = useSharedStyles();
  return (
    <div className={shared.stack}>
      <div>
        <strong>{sign.noManagers}</strong>
        <div className={shared.muted}>{sign.noManagersNote}</div>
      </div>
      <AddManager appearance="primary" onDone={managerAdded}>
        {sign.setUp}
      </AddManager>
    </div>
  );
}
