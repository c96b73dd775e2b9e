// How to use: `const kept = useKeptDraft<Draft>('swot-item-' + id)`. `kept.value` is what was typed and not saved (null: nothing),
// `kept.keep(draft)` on every change, `kept.forget()` once it is saved or thrown away. It outlives a closed form and a reload.
import { useState } from 'react'

const PREFIX = 'mainstay-plan-'

/** Names of what is kept that begin like this, without that beginning. */
export function keptNames(beginning: string): string[] {
  return Object.keys(window.sessionStorage).flatMap((key) =>
    key.startsWith(PREFIX + beginning) ? [key.slice(PREFIX.length + beginning.length)] : [],
  )
}

/** Throws away everything that was typed and not saved in this tab. */
export function forgetDrafts(): void {
  for (const name of keptNames('')) window.sessionStorage.removeItem(PREFIX + name)
}

function read<Draft>(key: string): Draft | null {
  const stored = window.sessionStorage.getItem(key)
  if (stored === null) return null
  try {
    return JSON.parse(stored) as Draft
  } catch {
    return null
  }
}

/** What was typed and is not saved yet, kept for as long as the browser tab. */
export function useKeptDraft<Draft>(name: string) {
  const key = PREFIX + name
  const [value, setValue] = useState<Draft | null>(() => read<Draft>(key))
  return {
    value,
    keep: (draft: Draft) => {
      window.sessionStorage.setItem(key, JSON.stringify(draft))
      setValue(draft)
    },
    forget: () => {
      window.sessionStorage.removeItem(key)
      setValue(null)
    },
  }
}
