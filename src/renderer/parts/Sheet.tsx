import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import './sheet.css';

/** What goes on paper: while it is on the page, it is all that is printed. */
export function Sheet({ className, children }: { className: string; children: ReactNode }) {
  return createPortal(<div className={`sheet ${className}`}>{children}</div>, document.body);
}
