import { mergeClasses } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { Heading } from '../parts/Heading.tsx';
import { useSharedStyles } from '../parts/styles.ts';

/** One subject of the settings, in a card with a heading of its own. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const shared = useSharedStyles();
  const id = useId();
  return (
    <section aria-labelledby={id} className={mergeClasses(shared.card, shared.stack)}>
      <Heading id={id}>{title}</Heading>
      {children}
    </section>
  );
}
