import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Row } from './rows.ts';

/** Up to so many rows are all drawn, so that a screen reader and the keyboard meet them all. */
const FEW = 250;
const OVERSCAN = 12;

/** Which rows are in view while the page scrolls, which category that is, how much the bar covers (pixels), and the way to another. */
export function useRowsInView(rows: Row[], bar: RefObject<HTMLElement | null>) {
  const ref = useRef<HTMLUListElement>(null);
  const scrollMargin = useOffsetTop(ref);
  const barHeight = stuckHeight(bar.current);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? 46 : 65),
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: rows.length <= FEW ? rows.length : OVERSCAN,
    scrollMargin,
    scrollPaddingStart: barHeight,
  });
  const top = (virtualizer.scrollOffset ?? 0) + barHeight + 1;
  const current = headingAbove(rows, virtualizer.getVirtualItemForOffset(top)?.index ?? 0);
  const goTo = (row: number): void => {
    virtualizer.scrollToIndex(row, { align: 'start' });
    focusWhenDrawn(`row-${row}`);
  };
  return { ref, virtualizer, barHeight, current, goTo };
}

const keyOf = (row: Row): string => (row.kind === 'heading' ? `category ${row.name}` : `dish ${row.dish.code}`);

/** How much of the window's top the bar covers, pixels. */
const stuckHeight = (bar: HTMLElement | null): number =>
  bar && getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;

/** The row of the heading that a row belongs to. */
function headingAbove(rows: Row[], index: number): number {
  return rows.slice(0, index + 1).findLastIndex(({ kind }) => kind === 'heading');
}

/** So that Tab and a screen reader go on from there. */
function focusWhenDrawn(id: string, tries = 20): void {
  const element = document.getElementById(id);
  if (element) element.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusWhenDrawn(id, tries - 1));
}

/** Where an element begins on the page, followed as what is above it grows and shrinks. */
function useOffsetTop(ref: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (ref.current) setOffset(ref.current.getBoundingClientRect().top + window.scrollY);
    });
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [ref]);
  return offset;
}
