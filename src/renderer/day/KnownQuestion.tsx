import { CompoundButton, makeStyles } from '@fluentui/react-components';
import { ArrowSwap20Regular, DocumentAdd20Regular } from '@fluentui/react-icons';
import type { DraftView, KnownClosing } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Heading } from '../parts/Heading.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { addTill, replaceSent } from './day-actions.ts';
import { grouped } from './words.ts';

const useStyles = makeStyles({
  choice: { justifyContent: 'flex-start', maxWidth: 'none', textAlign: 'start' },
});

/** The day is closed already: is this file instead of the one before, or beside it? */
export function KnownQuestion({ draft, known }: { draft: DraftView; known: KnownClosing }) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const words = strings.day.known;
  return (
    <div className={shared.stack}>
      <div>
        <Heading id="day-question" level={3}>
          {words.title(format.day(draft.businessDate))}
        </Heading>
        <KnownText known={known} /> {words.ask}
      </div>
      <CompoundButton
        size="small"
        icon={<ArrowSwap20Regular />}
        secondaryContent={words.replaceNote}
        onClick={() => replaceSent(draft)}
        className={styles.choice}
      >
        {words.replace}
      </CompoundButton>
      <CompoundButton
        size="small"
        icon={<DocumentAdd20Regular />}
        secondaryContent={words.anotherNote}
        onClick={() => addTill(draft)}
        className={styles.choice}
      >
        {words.another}
      </CompoundButton>
    </div>
  );
}

function KnownText({ known: { state, receipt } }: { known: KnownClosing }) {
  const words = useApp().strings.day.known;
  if (state === 'delivered') return receipt ? words.delivered(grouped(receipt)) : words.deliveredPlain;
  return { queued: words.waiting, held: words.held, refused: words.refused }[state];
}
