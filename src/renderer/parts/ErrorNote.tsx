import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ErrorView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';

interface Props {
  error: ErrorView;
  /** `warning` where nothing went wrong that won't right itself, such as being offline. */
  intent?: 'error' | 'warning' | 'info';
  /** Buttons for what to do next. */
  children?: ReactNode;
}

/** An error in its three parts, with the code to read out on the phone. */
export function ErrorNote({ error, intent = 'error', children }: Props) {
  const { strings } = useApp();
  return (
    <MessageBar intent={intent} layout="multiline" role={intent === 'error' ? 'alert' : 'status'}>
      <MessageBarBody>
        <MessageBarTitle>{error.happened}</MessageBarTitle>
        {error.means} {error.next} <small>{strings.common.code(error.code)}</small>
      </MessageBarBody>
      {children && <MessageBarActions>{children}</MessageBarActions>}
    </MessageBar>
  );
}
