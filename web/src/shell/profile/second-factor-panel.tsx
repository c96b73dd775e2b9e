import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, useAccess } from '../../client/index.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { makeBackupCodes, stopSecondFactor } from '../api/sign-in.ts'
import { PasswordDialog } from './password-dialog.tsx'
import classes from './profile.module.css'
import { BackupCodesDialog, SecondFactorDialog } from './second-factor-dialog.tsx'
import { text } from './text.ts'

type Step =
  | { readonly kind: 'none' | 'start' | 'stop' | 'new-codes' }
  | { readonly kind: 'codes'; readonly codes: readonly string[] }

const NONE: Step = { kind: 'none' }

/** Switches the second factor on and off, and makes new backup codes. */
export function SecondFactorPanel() {
  const { person } = useAccess()
  const queryClient = useQueryClient()
  const [step, setStep] = useState<Step>(NONE)
  const close = () => setStep(NONE)
  const settle = (message: string) => {
    showNotice(message)
    void queryClient.invalidateQueries({ queryKey: api.session.key() })
  }
  const isOn = person?.hasTwoFactor === true
  return (
    <Panel title={text.factorTitle}>
      <p id="second-factor">{isOn ? text.factorOn : text.factorOff}</p>
      <div className={classes.buttons}>
        {isOn ? (
          <>
            <Button onClick={() => setStep({ kind: 'new-codes' })}>{text.newCodes}</Button>
            <Button onClick={() => setStep({ kind: 'stop' })}>{text.factorStop}</Button>
          </>
        ) : (
          <Button variant="filled" onClick={() => setStep({ kind: 'start' })}>
            {text.factorStart}
          </Button>
        )}
      </div>
      {step.kind === 'start' ? <SecondFactorDialog onClose={close} onSwitchedOn={() => settle(text.on2)} /> : null}
      {step.kind === 'stop' ? (
        <PasswordDialog
          title={text.factorStop}
          note={text.factorStopNote}
          onClose={close}
          onConfirm={async (password) => {
            await stopSecondFactor(password)
            close()
            settle(text.off2)
          }}
        />
      ) : null}
      {step.kind === 'new-codes' ? (
        <PasswordDialog
          title={text.newCodes}
          note={text.newCodesNote}
          onClose={close}
          onConfirm={async (password) => setStep({ kind: 'codes', codes: await makeBackupCodes(password) })}
        />
      ) : null}
      {step.kind === 'codes' ? <BackupCodesDialog codes={step.codes} onClose={close} /> : null}
    </Panel>
  )
}
