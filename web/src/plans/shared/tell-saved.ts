import { showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'

/** Says that it is saved, with the way back to what stood before; where others had saved the same already there is none. */
export function tellSaved<Fields extends object>(
  message: string,
  before: Partial<Fields>,
  takeBack: (before: Partial<Fields>) => Promise<unknown>,
): void {
  if (Object.keys(before).length === 0) showNotice(message)
  else showUndo({ message, undo: () => takeBack(before) })
}
