import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateRefused } from '../../kit/states/states.tsx'
import { useScore, useTiers } from '../api/selection-queries.ts'
import { AskOverrideForm } from './ask-override-form.tsx'
import { text } from './text.ts'

export interface AskOverridePanelProps {
  readonly accountId: string
  readonly firstTier?: string | undefined
  readonly firstReason?: string | undefined
  readonly onDone: () => void
}

/** The form with everything it needs to know about the account. */
export function AskOverridePanel({ accountId, ...rest }: AskOverridePanelProps) {
  const mayAsk = useAccess().may('selection:ask')
  const tiers = useTiers()
  const score = useScore(accountId)
  if (!mayAsk) return <StateRefused sentence={text.ask.mayNot} />
  return (
    <QueryGate query={score}>
      {({ account, tier }) => (
        <QueryGate query={tiers}>
          {({ tiers: places }) => <AskOverrideForm account={account} currentTier={tier} tiers={places} {...rest} />}
        </QueryGate>
      )}
    </QueryGate>
  )
}

export interface AskOverrideButtonProps {
  readonly accountId: string
  /** For the title of the dialog, where it is known. */
  readonly accountName?: string | undefined
}

/** A button that opens the form; nothing for people who may not ask. */
export function AskOverrideButton({ accountId, accountName }: AskOverrideButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  if (!useAccess().may('selection:ask')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.ask.action}</Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={accountName === undefined ? text.ask.action : text.ask.title(accountName)}
        closeButtonProps={{ 'aria-label': text.ask.cancel }}
      >
        <AskOverridePanel accountId={accountId} onDone={close} />
      </Modal>
    </>
  )
}
