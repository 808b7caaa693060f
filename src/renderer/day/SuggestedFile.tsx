import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Sparkle20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { Suggestion, SuggestionState } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { takeSuggested } from './day-actions.ts';

const useStyles = makeStyles({
  offer: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorBrandStroke2}`,
    backgroundColor: tokens.colorBrandBackground2,
  },
});

/** Today's export, which lies ready. */
export function SuggestedFile({ suggestion, isFirst }: { suggestion: Suggestion; isFirst: boolean }) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const { file } = strings.day;
  return (
    <div className={mergeClasses(shared.row, styles.offer)}>
      <Sparkle20Regular aria-hidden />
      <div className={shared.grow}>
        <strong>{file.suggested}</strong>
        <Clamped text={suggestion.fileName} />
        <div>{file.savedAt(format.moment(suggestion.modifiedAt))}</div>
      </div>
      <Button appearance={isFirst ? 'primary' : 'secondary'} onClick={() => void takeSuggested(suggestion.fileName)}>
        {file.use}
      </Button>
    </div>
  );
}

const NONE: SuggestionState = { file: null, problem: null };

/**
 * What lies ready in the till's folder, as it changes. Looks again whenever the person comes back to the window: they may
 * have come from the till's own program.
 */
export function useSuggestion(): SuggestionState {
  const [suggestion, setSuggestion] = useState(NONE);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const result = await window.spams.suggestSales(undefined);
      setSuggestion(result.ok ? result.value : NONE);
    };
    const stop = window.spams.onSuggestion(setSuggestion);
    void look();
    void window.spams.watchSuggestion({ on: true });
    window.addEventListener('focus', look);
    return () => {
      stop();
      void window.spams.watchSuggestion({ on: false });
      window.removeEventListener('focus', look);
    };
  }, []);
  return suggestion;
}
