import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { Archive20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { DiagnosticsView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { DiagnosticsDialog } from './DiagnosticsDialog.tsx';
import { Section } from './Section.tsx';

/** What IT needs to find out what is wrong with this PC: collected now, shown, and saved as it was shown. */
export function DiagnosticsSection() {
  const words = useApp().strings.settings.diagnostics;
  const shared = useSharedStyles();
  const [view, setView] = useState<DiagnosticsView | null>(null);
  const [isSaved, setSaved] = useState(false);
  const collecting = useAction(window.spams.collectDiagnostics);
  const open = async (): Promise<void> => {
    setSaved(false);
    const collected = await collecting.run(undefined);
    if (collected) setView(collected);
  };
  const close = (saved: boolean): void => {
    setView(null);
    setSaved(saved);
  };
  return (
    <Section title={words.title}>
      <p className={shared.paragraph}>{words.explain}</p>
      <div className={shared.row}>
        <Button
          {...useRestoreFocusTarget()}
          icon={<Archive20Regular />}
          disabledFocusable={collecting.busy}
          onClick={() => void open()}
        >
          {words.open}
        </Button>
      </div>
      <p role="status" className={shared.paragraph}>
        {isSaved && words.saved}
      </p>
      {collecting.error && <ErrorNote error={collecting.error} />}
      {view && <DiagnosticsDialog view={view} onClose={close} />}
    </Section>
  );
}
