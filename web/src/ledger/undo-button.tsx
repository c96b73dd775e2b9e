import { Button } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '../kit/feedback/confirm-dialog.tsx'
import { showFailure } from '../kit/feedback/undo-toast.tsx'
import { useImportStep } from './api/import-changes.ts'
import { text } from './text.ts'
import type { ImportSummary } from './types.ts'

/** Takes an import back, after saying what comes back and what stays. */
export function UndoButton({ summary }: { summary: Pick<ImportSummary, 'id' | 'number'> }) {
  const [isAsking, setAsking] = useState(false)
  const step = useImportStep()
  const confirm = () =>
    step.mutate(
      { id: summary.id, step: 'undo' },
      { onError: (error) => showFailure(error), onSettled: () => setAsking(false) },
    )
  return (
    <>
      <Button aria-label={text.undo.label(summary.number)} onClick={() => setAsking(true)}>
        {text.undo.button}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text.undo.title(summary.number)}
        confirmLabel={text.undo.confirm}
        tone="danger"
        isBusy={step.isPending}
        onConfirm={confirm}
        onCancel={() => setAsking(false)}
      >
        <p>{text.undo.sentence}</p>
        <p>{text.undo.after}</p>
      </ConfirmDialog>
    </>
  )
}
