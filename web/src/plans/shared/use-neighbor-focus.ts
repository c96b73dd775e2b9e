import { useEffect } from 'react'

const ITEM = 'li, tr, article, [role="row"], [role="listitem"]'
const FIELDS = ['button', 'input', 'select', 'textarea'].map((field) => `${field}:not(:disabled)`)
const ACTING = ['a[href]', ...FIELDS].join(', ')
const REACHABLE = `${ACTING}, [tabindex="0"]`

/** Where somebody stood, and what was beside it, before it went away. */
interface Stood {
  readonly element: HTMLElement
  /** The line of a list in which it stood; it may outlive it. */
  readonly item: Element | null
  readonly following: readonly Element[]
  readonly preceding: readonly Element[]
  /** From near to far, within the page or the dialog. */
  readonly around: readonly Element[]
}

function siblings(item: Element | null, step: 'nextElementSibling' | 'previousElementSibling'): Element[] {
  const found: Element[] = []
  for (let next = item?.[step] ?? null; next !== null && found.length < 3; next = next[step]) found.push(next)
  return found
}

function standingAt(element: HTMLElement): Stood | null {
  const page = element.closest('[aria-modal="true"], main')
  if (page === null || element === page) return null
  const item = element.closest(ITEM)
  const around: Element[] = []
  for (let parent = element.parentElement; parent !== null && parent !== page; parent = parent.parentElement)
    around.push(parent)
  return {
    element,
    item,
    following: siblings(item, 'nextElementSibling'),
    preceding: siblings(item, 'previousElementSibling'),
    around,
  }
}

function firstIn(element: Element): HTMLElement | null {
  return element.matches(REACHABLE) && element instanceof HTMLElement
    ? element
    : (element.querySelector<HTMLElement>(ACTING) ?? element.querySelector<HTMLElement>(REACHABLE))
}

/** What is left of its line, else what comes after it in its list, else before it, else the nearest thing around it. */
function neighborOf({ item, following, preceding, around }: Stood): HTMLElement | null {
  // What is behind an open dialog may not have the focus.
  const open = [...document.querySelectorAll('[aria-modal="true"]')].at(-1)
  for (const element of [item, ...following, ...preceding, ...around]) {
    const found = element?.isConnected ? firstIn(element) : null
    if (found !== null && (open === undefined || open.contains(found))) return found
  }
  return null
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/**
 * Whoever takes something out of a page by keyboard goes on beside it: when the element with the focus is removed, the
 * focus goes to its neighbor in the list, and where the list is empty to what is around it.
 */
export function useNeighborFocus(): void {
  useEffect(() => {
    let stood: Stood | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const goOn = () => {
      timer = undefined
      // What takes its place may have asked for the focus itself.
      if (stood === null || stood.element.isConnected || !isLost()) return
      neighborOf(stood)?.focus({ preventScroll: true })
    }
    const removals = new MutationObserver(() => {
      if (stood === null || stood.element.isConnected) return
      timer ??= setTimeout(goOn)
    })
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) stood = standingAt(target) ?? stood
    }
    // Whoever goes elsewhere on purpose, such as to a toast or with the mouse to nothing, has left it.
    const onPointer = ({ target }: PointerEvent) => {
      if (target instanceof Element && !target.closest(REACHABLE)) stood = null
    }
    document.addEventListener('focusin', onFocus)
    document.addEventListener('pointerdown', onPointer)
    removals.observe(document.body, { childList: true, subtree: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('pointerdown', onPointer)
      removals.disconnect()
    }
  }, [])
}
