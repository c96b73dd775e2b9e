import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { isMissingCode } from './missing-code.ts'
import { StateEmpty, StateNewVersion } from './states.tsx'
import { text } from './text.ts'

interface BoundaryState {
  readonly error: unknown
}

/** Keeps a crash inside one part of the screen. `resetKey` (the address, for example) clears it when it changes. */
export class ErrorBoundary extends Component<{ children: ReactNode; resetKey?: string | undefined }, BoundaryState> {
  override state: BoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error }
  }

  override componentDidUpdate(previous: { resetKey?: string | undefined }): void {
    if (previous.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null })
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    if (isMissingCode(this.state.error)) return <StateNewVersion />
    return (
      <div role="alert">
        <StateEmpty
          title={text.crashTitle}
          sentence={text.crashSentence}
          action={<Button onClick={() => this.setState({ error: null })}>{text.retry}</Button>}
        />
      </div>
    )
  }
}
