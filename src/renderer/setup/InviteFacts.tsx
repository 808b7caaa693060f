import type { InviteView } from '../../preload/index.ts';
import { inGroups } from '../app/in-groups.ts';
import { useApp } from '../app/use-app.ts';
import { Facts } from '../parts/Facts.tsx';
import { useSharedStyles } from '../parts/styles.ts';

/** What an invite says of itself, for a person to compare before anything is sent. */
export function InviteFacts({ invite }: { invite: InviteView }) {
  const words = useApp().strings.setup.facts;
  const shared = useSharedStyles();
  const { office, branch, role, holder, wasLeft } = invite;
  return (
    <div className={shared.stack}>
      {wasLeft && <p className={shared.paragraph}>{words.wasLeft}</p>}
      <Facts
        facts={[
          { name: words.office, value: office.name },
          { name: words.host, value: office.host },
          { name: words.branch, value: branch },
          { name: words[role], value: holder },
          { name: words.fingerprint, value: inGroups(office.fingerprint), isCode: true },
        ]}
      />
      <p className={shared.paragraph}>{words.compare}</p>
    </div>
  );
}
