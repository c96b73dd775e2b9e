import { Button } from '@mantine/core'
import { useState } from 'react'
import { MakeActionDialog } from '../actions/make-action-dialog.tsx'
import { MakeObjectiveDialog } from '../objectives/make-objective-dialog.tsx'
import { text } from './text.ts'
import type { Cause } from './types.ts'

const words = text.effect
/** What an objective or action is called at most; an item may say more. */
const LONGEST_TITLE = 300

export interface MakeEffectProps {
  readonly planId: string
  readonly cause: Cause
}

/** An item or a pair becomes an objective or an action: two buttons, and the dialog of the one that was chosen. */
export function MakeEffect({ planId, cause: { kind, id, title } }: MakeEffectProps) {
  const [making, setMaking] = useState<'objective' | 'action' | null>(null)
  const effect = { planId, cause: { kind, id }, title: title.slice(0, LONGEST_TITLE), onClose: () => setMaking(null) }
  return (
    <>
      <Button size="xs" onClick={() => setMaking('objective')}>
        {words.objective}
      </Button>
      <Button size="xs" onClick={() => setMaking('action')}>
        {words.action}
      </Button>
      {making === 'objective' ? <MakeObjectiveDialog {...effect} /> : null}
      {making === 'action' ? <MakeActionDialog {...effect} /> : null}
    </>
  )
}
