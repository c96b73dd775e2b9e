import { notifications } from '@mantine/notifications'
import { CODE_KEPT, toProblem } from '../api/api-error.ts'
import classes from './feedback.module.css'
import { text } from './text.ts'

const SHOWN_MILLISECONDS = 8_000

/** The content of the toast: what was done, and the way back. */
export function UndoToast({ message, onUndo }: { message: string; onUndo: () => void }) {
  return (
    <span className={classes.undo}>
      <span>{message}</span>
      <button type="button" className={classes.undoButton} onClick={onUndo}>
        {text.undo}
      </button>
    </span>
  )
}

export interface UndoOffer {
  /** What was done: "Bulk Discount Store moved to tier B." */
  readonly message: string
  readonly undo: () => Promise<unknown> | unknown
}

/** Says what was done and offers to take it back for some seconds. */
export function showUndo({ message, undo }: UndoOffer): void {
  const id = crypto.randomUUID()
  let isTakenBack = false
  const takeBack = async () => {
    // The toast stays for as long as it fades: a second press must not take back what is taken back already.
    if (isTakenBack) return
    isTakenBack = true
    notifications.hide(id)
    try {
      await undo()
      showNotice(text.undone)
    } catch (error) {
      if (toProblem(error).code !== CODE_KEPT) showFailure(error, text.undoFailed)
    }
  }
  notifications.show({
    id,
    message: <UndoToast message={message} onUndo={() => void takeBack()} />,
    autoClose: SHOWN_MILLISECONDS,
    closeButtonProps: { 'aria-label': text.close },
  })
}

/** Says in passing that something is done. */
export function showNotice(message: string): void {
  notifications.show({ message, closeButtonProps: { 'aria-label': text.close } })
}

/** Says that something did not work, in the words of the server and with the request id. */
export function showFailure(error: unknown, title?: string): void {
  const problem = toProblem(error)
  const message = problem.requestId ? `${problem.detail} (${problem.requestId})` : problem.detail
  notifications.show({
    message,
    color: 'var(--loss)',
    autoClose: SHOWN_MILLISECONDS,
    closeButtonProps: { 'aria-label': text.close },
    ...(title ? { title } : {}),
  })
}
