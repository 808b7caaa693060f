import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode, Ref } from 'react';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  heading: {
    borderRadius: tokens.borderRadiusSmall,
    ':focus': { outlineStyle: 'none' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' },
  },
});

interface Props {
  ref?: Ref<HTMLHeadingElement>;
  id?: string;
  level?: 2 | 3;
  className?: string | undefined;
  children: ReactNode;
}

/** A heading that can be given the focus, so that what is new on the page is what is read next. */
export function Heading({ ref, id, level = 2, className, children }: Props) {
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const Level = `h${level}` as const;
  const look = mergeClasses(shared.heading, level === 3 && shared.small, styles.heading, className);
  return (
    <Level ref={ref} id={id} tabIndex={-1} className={look}>
      {children}
    </Level>
  );
}
