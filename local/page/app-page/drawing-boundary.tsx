import { Component } from 'react';
import type { ReactNode } from 'react';

interface Given {
  readonly failed: (sentence: string) => void;
  /** A new value means something new to draw: the boundary tries again. */
  readonly attempt: unknown;
  readonly children: ReactNode;
}

/** Keeps the shell alive when a drawing throws, and says so. */
export class DrawingBoundary extends Component<Given, { readonly failedAt: unknown; readonly hasFailed: boolean }> {
  override state = { failedAt: undefined as unknown, hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps(given: Given, state: { failedAt: unknown; hasFailed: boolean }) {
    if (!state.hasFailed) return { failedAt: given.attempt };
    return state.failedAt === given.attempt ? null : { hasFailed: false, failedAt: given.attempt };
  }

  override componentDidCatch(error: Error): void {
    this.props.failed(`The local site could not draw the page: ${error.message}`);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}
