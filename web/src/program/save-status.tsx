import { toProblem } from '../kit/api/api-error.ts'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import classes from './program.module.css'
import { text } from './text.ts'
import type { SaveState } from './use-draft-editor.ts'

function sentenceOf(save: SaveState): string {
  switch (save.kind) {
    case 'saved':
      return text.editor.saved
    case 'waiting':
      return text.editor.waiting
    case 'saving':
      return text.editor.saving
    case 'incomplete':
      return text.editor.incomplete(save.faults.length)
    case 'failed':
      return `${text.editor.failed}: ${toProblem(save.error).detail}`
    case 'conflict':
      return text.editor.failed
  }
}

export interface SaveStatusProps {
  readonly save: SaveState
  /** Faults that stand in the way of publishing. */
  readonly faults: number
  readonly onRetry: () => void
}

/** Whether what was typed is stored, and whether it could be published. */
export function SaveStatus({ save, faults, onRetry }: SaveStatusProps) {
  const isWrong = save.kind === 'failed' || save.kind === 'incomplete' || save.kind === 'conflict'
  return (
    <span className={classes.saveState} data-tone={isWrong ? 'loss' : 'plain'} role="status">
      {sentenceOf(save)}
      {save.kind === 'saved' ? ` · ${faults === 0 ? text.editor.noFaults : text.editor.faults(faults)}` : null}
      {save.kind === 'failed' ? <QuietButton onClick={onRetry}>{text.editor.retry}</QuietButton> : null}
    </span>
  )
}
