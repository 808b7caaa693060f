import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { FocusTarget } from './day-state.ts';
import { useDayStyles } from './styles.ts';

interface Props {
  id: FocusTarget;
  level?: 2 | 3;
  className?: string | undefined;
  children: ReactNode;
}

/** A heading that takes the focus when its step begins. */
export function Heading({ id, level = 2, className, children }: Props) {
  const styles = useDayStyles();
  const Level = `h${level}` as const;
  return (
    <Level
      id={`day-${id}`}
      tabIndex={-1}
      className={mergeClasses(styles.heading, level === 3 && styles.subheading, className)}
    >
      {children}
    </Level>
  );
}
