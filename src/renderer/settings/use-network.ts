import { useEffect, useState } from 'react';
import type { ErrorView, NetworkTrial, NetworkView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { choiceOf, complaintsOf, draftOf, keepsPassword, type NetworkDraft } from './network-draft.ts';

/** How this PC connects, told anew whenever something about the connection changes; undefined before it is known. */
export function useNetwork(): {
  view: NetworkView | undefined;
  error: ErrorView | null;
  take(view: NetworkView): void;
} {
  const { connection } = useApp().state;
  const [view, setView] = useState<NetworkView>();
  const [error, setError] = useState<ErrorView | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown depends on the connection
  useEffect(() => {
    void window.spams.showNetwork(undefined).then((result) => {
      if (result.ok) setView(result.value);
      else setError(result.error);
    });
  }, [connection]);
  return { view, error, take: setView };
}

export type NetworkForm = ReturnType<typeof useNetworkForm>;

/** What a person types, tries and saves. Whatever fails, what was typed stays. */
export function useNetworkForm(view: NetworkView, onSaved: (view: NetworkView) => void) {
  const [draft, setDraft] = useState(() => draftOf(view));
  const [wasAsked, setAsked] = useState(false);
  const [tried, setTried] = useState<{ draft: NetworkDraft; trial: NetworkTrial }>();
  const [saved, setSaved] = useState<NetworkDraft>();
  const trying = useAction(window.spams.tryNetwork);
  const saving = useAction(window.spams.saveNetwork);
  const complaints = complaintsOf(draft);
  const ask = (): boolean => {
    setAsked(true);
    return complaints.length === 0;
  };
  return {
    draft,
    change: (changed: Partial<NetworkDraft>): void => setDraft({ ...draft, ...changed }),
    /** Shown once something was to be done with it. */
    complaints: wasAsked ? complaints : [],
    keepsPassword: keepsPassword(draft, view),
    /** What trying just what stands there came to. */
    trial: tried?.draft === draft ? tried.trial : null,
    isTrying: trying.busy,
    isSaved: saved === draft,
    isSaving: saving.busy,
    error: trying.error ?? saving.error,
    try: async (): Promise<void> => {
      saving.clear();
      if (!ask()) return;
      const trial = await trying.run(choiceOf(draft));
      if (trial) setTried({ draft, trial });
    },
    save: async (): Promise<void> => {
      trying.clear();
      if (!ask()) return;
      const next = await saving.run(choiceOf(draft));
      if (!next) return;
      const kept = { ...draft, password: '' };
      setDraft(kept);
      setSaved(kept);
      onSaved(next);
    },
  };
}
