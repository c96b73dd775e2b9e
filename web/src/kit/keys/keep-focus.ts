/** More than anybody goes through in one dialog. */
const MOST_REMEMBERED = 200
const DIALOG = '[role="dialog"]'
const CLOSE = '.mantine-Modal-close'
const FIRST_FIELD = ['input', 'select', 'textarea'].map((field) => `form ${field}:enabled`).join(', ')

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** What is behind an open dialog may not take the focus. */
function mayTake(element: HTMLElement): boolean {
  if (!element.isConnected || element.matches(':disabled')) return false
  const open = [...document.querySelectorAll('[aria-modal="true"]')].at(-1)
  return open === undefined || open.contains(element)
}

/** A page that has taken the place of another begins at its content, unless something on it has the focus already. */
export function beginAtContent(): void {
  if (isLost()) document.querySelector('main')?.focus({ preventScroll: true })
}

/** What is typed goes into the form; the button that closes the dialog is only the first that can take the focus. */
function beginAtFirstField(dialog: Element): void {
  const isAtClosing = dialog.contains(document.activeElement) && document.activeElement?.matches(CLOSE)
  if (isAtClosing) dialog.querySelector<HTMLElement>(FIRST_FIELD)?.focus({ preventScroll: true })
}

/**
 * Whoever works by keyboard stays where they were: a dialog with a form begins at its first field, and when it goes, the
 * focus returns to what had it before; so it does to a button that was switched off while its deed was under way.
 * Returns how to stop.
 */
export function keepFocus(): () => void {
  let visited: HTMLElement[] = []
  let dialog: Element | null = null

  const giveBack = () => {
    visited = visited.filter((element) => element.isConnected)
    if (!isLost()) return
    const place = visited.findLast(mayTake)
    if (place) place.focus({ preventScroll: true })
    else beginAtContent()
  }
  const removals = new MutationObserver(() => {
    if (dialog?.isConnected) return
    dialog = null
    removals.disconnect()
    giveBack()
  })
  const switchedOn = new MutationObserver((changes) => {
    const last = visited.findLast((element) => element.isConnected)
    const isBack = changes.some(({ target }) => target === last) && last !== undefined && mayTake(last)
    if (isBack && isLost()) last.focus({ preventScroll: true })
  })
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return
    visited = [...visited.filter((known) => known !== target), target].slice(-MOST_REMEMBERED)
    const around = target.closest(DIALOG)
    if (around === null || around === dialog) return
    dialog = around
    if (target.matches(CLOSE)) window.setTimeout(() => beginAtFirstField(around))
    removals.observe(document.body, { childList: true, subtree: true })
  }

  document.addEventListener('focusin', onFocus)
  switchedOn.observe(document.body, { attributeFilter: ['disabled'], subtree: true })
  return () => {
    document.removeEventListener('focusin', onFocus)
    removals.disconnect()
    switchedOn.disconnect()
  }
}
