import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';
import type { CorrectionView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { CorrectDialog } from './CorrectDialog.tsx';
import { correct } from './day-actions.ts';
import { useDay } from './day-store.ts';
import { isUnsettled } from './readings.ts';

/** The way to say what was misunderstood, and to take it back. */
export function Correct({ correction }: { correction: CorrectionView }) {
  const words = useApp().strings.day.correct;
  const day = useDay();
  const shared = useSharedStyles();
  const [isOpen, setOpen] = useState(false);
  const busy = isUnsettled(day);
  return (
    <div className={shared.row}>
      {correction.isCorrected && <span>{correction.isForOthers ? words.corrected : words.correctedAlone}</span>}
      <Button {...useRestoreFocusTarget()} size="small" disabledFocusable={busy} onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      {correction.isCorrected && (
        <Button size="small" appearance="subtle" disabledFocusable={busy} onClick={() => void correct({})}>
          {words.takeBack}
        </Button>
      )}
      {isOpen && <CorrectDialog correction={correction} onClose={() => setOpen(false)} />}
    </div>
  );
}
