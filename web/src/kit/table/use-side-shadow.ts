import { useCallback, useState } from 'react'

export interface SideShadow {
  readonly ref: (element: HTMLElement | null) => (() => void) | undefined
  readonly hasMoreLeft: boolean
  readonly hasMoreRight: boolean
}

/** Knows whether a sideways scrolled box has more to show, so that a shadow can say so. */
export function useSideShadow(): SideShadow {
  const [sides, setSides] = useState({ hasMoreLeft: false, hasMoreRight: false })
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const look = () => {
      const hasMoreLeft = element.scrollLeft > 1
      const hasMoreRight = element.scrollLeft + element.clientWidth < element.scrollWidth - 1
      setSides((known) =>
        known.hasMoreLeft === hasMoreLeft && known.hasMoreRight === hasMoreRight
          ? known
          : { hasMoreLeft, hasMoreRight },
      )
    }
    const observer = new ResizeObserver(look)
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    element.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])
  return { ref, ...sides }
}
