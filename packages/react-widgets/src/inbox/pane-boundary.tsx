import { Component, type ReactNode } from 'react';
import { asClientError } from '../connection/as-client-error.ts';
import { useT } from '../i18n/use-t.ts';
import { ErrorNotice } from './error-notice.tsx';

interface PaneBoundaryProps {
  readonly children: ReactNode;
}

interface PaneBoundaryState {
  readonly error: unknown;
}

/** Keeps a pane that breaks from taking the others along; it can be drawn again. */
export class PaneBoundary extends Component<PaneBoundaryProps, PaneBoundaryState> {
  override state: PaneBoundaryState = { error: undefined };

  static getDerivedStateFromError(error: unknown): PaneBoundaryState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <BrokenPane error={error} onRetry={() => this.setState({ error: undefined })} />;
  }
}

function BrokenPane({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry: () => void;
}): ReactNode {
  const t = useT();
  const { code } = asClientError(error);
  return (
    <ErrorNotice
      title={t('error.pane')}
      error={{ code, message: t('error.paneFix'), isRetryable: true }}
      onRetry={onRetry}
    />
  );
}
