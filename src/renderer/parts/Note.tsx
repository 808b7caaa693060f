import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useApp } from '../app/use-app.ts';

/** It may name a folder far down, without a space to break the line at. */
const useStyles = makeStyles({ body: { minWidth: 0, overflowWrap: 'anywhere' } });

/** How a screen reader comes to it: at once, when it has time, or only where it stands. */
export type NoteRole = 'alert' | 'status' | 'group';

interface Props {
  intent: 'info' | 'success' | 'warning' | 'error';
  role?: NoteRole;
  title?: string;
  text: string;
  /** To read out on the phone. */
  code?: string | undefined;
  /** Buttons for what to do next. */
  children?: ReactNode;
}

/** Something to be known before going on, in a bar of its own. */
export function Note({ intent, role = 'group', title, text, code, children }: Props) {
  const { strings } = useApp();
  const styles = useStyles();
  return (
    <MessageBar intent={intent} layout="multiline" role={role}>
      <MessageBarBody className={styles.body}>
        {title && <MessageBarTitle>{title}</MessageBarTitle>}
        {text} {code && <small>{strings.common.code(code)}</small>}
      </MessageBarBody>
      {children && <MessageBarActions>{children}</MessageBarActions>}
    </MessageBar>
  );
}
