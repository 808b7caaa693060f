import { Component, type ReactNode } from 'react';
import { Blocked } from './Blocked.tsx';

/** A mistake in what draws the window ends on a page that says what to do, not on an empty one. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Blocked problem={null} /> : this.props.children;
  }
}
