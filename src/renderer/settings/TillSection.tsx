import { Button } from '@fluentui/react-components';
import { FolderOpen20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { TillFolderView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Facts } from '../parts/Facts.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { Section } from './Section.tsx';

/** Where the till writes the day's sales. */
export function TillSection() {
  const words = useApp().strings.settings.till;
  const shared = useSharedStyles();
  // Its own button goes with the folder.
  const chooseButton = useRef<HTMLButtonElement>(null);
  const { view, error, busy, choose, forget } = useTillFolder();
  return (
    <Section title={words.title}>
      <p className={shared.paragraph}>{words.explain}</p>
      {view && <Facts facts={[{ name: words.folder, value: view.folder ?? words.last }]} />}
      {view?.problem && <ErrorNote error={view.problem} intent="warning" />}
      {error && <ErrorNote error={error} />}
      <div className={shared.row}>
        <Button
          icon={<FolderOpen20Regular />}
          disabledFocusable={busy}
          ref={chooseButton}
          onClick={() => void choose()}
        >
          {words.choose}
        </Button>
        {view?.folder && (
          <Button
            appearance="subtle"
            disabledFocusable={busy}
            onClick={() => void forget().then(() => chooseButton.current?.focus())}
          >
            {words.forget}
          </Button>
        )}
      </div>
    </Section>
  );
}

function useTillFolder() {
  const [view, setView] = useState<TillFolderView | null>(null);
  const show = useAction(window.spams.showTillFolder);
  const choosing = useAction(window.spams.chooseTillFolder);
  const forgetting = useAction(window.spams.forgetTillFolder);
  const { run } = show;
  useEffect(() => void run(undefined).then((shown) => shown && setView(shown)), [run]);
  const change = async (changing: Promise<TillFolderView | null | undefined>): Promise<void> => {
    const shown = await changing;
    if (shown) setView(shown);
  };
  return {
    view,
    error: show.error ?? choosing.error ?? forgetting.error,
    busy: choosing.busy || forgetting.busy,
    choose: () => change(choosing.run(undefined)),
    forget: () => change(forgetting.run(undefined)),
  };
}
