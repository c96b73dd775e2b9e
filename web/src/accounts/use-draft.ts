import { useState } from 'react'
import type { AccountForm } from './account-form.ts'

interface Draft {
  readonly version: number
  readonly base: AccountForm
  readonly form: AccountForm
}

function keyOf(accountId: string): string {
  return `mainstay-account-draft-${accountId}`
}

function readDraft(accountId: string): Draft | null {
  const stored = window.sessionStorage.getItem(keyOf(accountId))
  return stored === null ? null : (JSON.parse(stored) as Draft)
}

/** What was typed, kept over a closed dialog and a reload until it is saved or thrown away. */
export function useDraft(accountId: string, stored: AccountForm, version: number) {
  const [draft, setDraft] = useState<Draft | null>(() => readDraft(accountId))
  const isRestored = useState(() => draft !== null)[0] && draft !== null
  return {
    form: draft?.form ?? stored,
    /** What the person saw when they began to type, and its version. */
    base: draft?.base ?? stored,
    version: draft?.version ?? version,
    isRestored,
    type: (form: AccountForm) => {
      const next = { base: draft?.base ?? stored, version: draft?.version ?? version, form }
      window.sessionStorage.setItem(keyOf(accountId), JSON.stringify(next))
      setDraft(next)
    },
    forget: () => {
      window.sessionStorage.removeItem(keyOf(accountId))
      setDraft(null)
    },
  }
}
