const OPEN = '[role="dialog"][aria-modal="true"]'
const CLOSE = '.mantine-Modal-close'
/** Set on fields whose open list takes the key for itself. */
const TAKEN = 'data-mantine-stop-propagation'

/** Escape closes the dialog in front and none behind it: what was typed there stays. Returns how to stop. */
export function closeTopmost(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return
    const open = document.querySelectorAll(OPEN)
    const front = open[open.length - 1]?.querySelector<HTMLElement>(CLOSE)
    if (open.length < 2 || !front) return
    if (event.target instanceof Element && event.target.getAttribute(TAKEN) === 'true') return
    event.stopImmediatePropagation()
    front.click()
  }
  // Dialogs listen in the same place once they are open; whoever came first hears first.
  window.addEventListener('keydown', onKey, { capture: true })
  return () => window.removeEventListener('keydown', onKey, { capture: true })
}
