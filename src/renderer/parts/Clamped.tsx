import { Link, makeStyles, mergeClasses } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useApp } from '../app/use-app.ts';

const useStyles = makeStyles({
  text: { display: 'block', overflowWrap: 'anywhere' },
  cut: { display: '-webkit-box', overflow: 'hidden', WebkitBoxOrient: 'vertical' },
  two: { WebkitLineClamp: '2' },
  three: { WebkitLineClamp: '3' },
});

interface Props {
  text: string;
  lines?: 'two' | 'three';
  className?: string | undefined;
}

/** A text of any length and script in its own direction: what doesn't fit in a few lines is one button away. */
export function Clamped({ text, lines = 'two', className }: Props) {
  const { strings } = useApp();
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const { ref, isCut } = useCut(isOpen);
  return (
    <>
      <bdi
        ref={ref}
        dir="auto"
        className={mergeClasses(styles.text, !isOpen && styles.cut, !isOpen && styles[lines], className)}
      >
        {text}
      </bdi>
      {(isCut || isOpen) && (
        <Link as="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? strings.common.showLess : strings.common.showAll}
        </Link>
      )}
    </>
  );
}

/** Whether an element holds more than it shows, at whatever width it has. */
function useCut(isOpen: boolean) {
  const ref = useRef<HTMLElement>(null);
  const [isCut, setCut] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || isOpen) return;
    const observer = new ResizeObserver(() => setCut(element.scrollHeight > element.clientHeight + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, [isOpen]);
  return { ref, isCut };
}
