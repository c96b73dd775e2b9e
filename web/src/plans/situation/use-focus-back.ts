import { type RefObject, useEffect, useRef } from 'react'
import type { StatementEditor } from './use-statement-editor.ts'

/** Gives the focus back to the button that opened a form, once the form is closed. */
export function useFocusBack({ hasClosed }: Pick<StatementEditor, 'hasClosed'>): RefObject<HTMLButtonElement | null> {
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (hasClosed) opener.current?.focus()
  }, [hasClosed])
  return opener
}
