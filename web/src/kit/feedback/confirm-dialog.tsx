import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './feedback.module.css'
import { text } from './text.ts'

export interface ConfirmDialogProps {
  readonly isOpen: boolean
  /** The question: "Publish draft 3?" */
  readonly title: string
  /** What happens, what does not, and whether it can be undone. */
  readonly children: ReactNode
  /** The verb of the deed, never "OK". */
  readonly confirmLabel: string
  /** `danger` for what cannot be undone. */
  readonly tone?: 'normal' | 'danger'
  readonly isBusy?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks before a deed that cannot be undone. Where undo exists, use `showUndo` instead. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, children, confirmLabel, tone = 'normal', isBusy = false, onConfirm, onCancel } = props
  return (
    <Modal opened={isOpen} onClose={onCancel} title={title} size="sm" closeButtonProps={{ 'aria-label': text.close }}>
      <div className={classes.body}>{children}</div>
      <div className={classes.buttons}>
        <Button onClick={onCancel} data-autofocus>
          {text.cancel}
        </Button>
        <Button
          variant="filled"
          className={tone === 'danger' ? classes.danger : undefined}
          loading={isBusy}
          onClick={onConfirm}
        >
          {confirmLabel}
        </Button>
      </div>
    </Modal>
  )
}
