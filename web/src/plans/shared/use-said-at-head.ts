import { type RefObject, useEffect, useRef } from 'react'

/**
 * For what is said at the head of a form that is longer than the screen: whoever pressed the button at its end would not see
 * it. Each time something is said anew, its element is brought into sight and takes the focus.
 */
export function useSaidAtHead<Said>(said: Said | null): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (said !== null) element.current?.focus()
  }, [said])
  return element
}
