import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { downloadText } from '../../kit/data/download.ts'
import { confirmSecondFactor, type FactorSetup, startSecondFactor } from '../api/sign-in.ts'
import { Refusal } from '../entry/entry-card.tsx'
import { checks, useEntryForm } from '../entry/form.ts'
import { PasswordConfirmForm } from './password-dialog.tsx'
import classes from './profile.module.css'
import { QrCode } from './qr-code.tsx'
import { text } from './text.ts'

const GROUP = /.{1,4}/g

function CopyText({ value }: { value: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => <Button onClick={copy}>{copied ? text.copied : text.copy}</Button>}
    </CopyButton>
  )
}

function ConfirmStep({ setup, onDone }: { setup: FactorSetup; onDone: () => void }) {
  const { values, errors, isBusy, set, submit } = useEntryForm({
    start: { code: '' },
    check: ({ code }) => ({ code: checks.needed(code, text.code) }),
    send: async ({ code }) => {
      await confirmSecondFactor(code)
      onDone()
    },
  })
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      <p>{text.typeLead}</p>
      <QrCode content={setup.uri} label={text.qrLabel} />
      <div>
        <TextInput
          label={text.key}
          value={(setup.secret.match(GROUP) ?? []).join(' ')}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className={classes.buttons}>
          <CopyText value={setup.secret} />
          <Button component="a" href={setup.uri}>
            {text.openInApp}
          </Button>
        </div>
      </div>
      <Refusal>{errors.form}</Refusal>
      <TextInput
        label={text.code}
        value={values.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        error={errors.fields.code}
        onChange={(event) => set({ code: event.currentTarget.value })}
      />
      <div>
        <Button type="submit" variant="filled" loading={isBusy}>
          {text.confirm}
        </Button>
      </div>
    </form>
  )
}

function Codes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const download = () => downloadText(text.codesFile, `${text.codesHead}\n\n${codes.join('\n')}\n`, 'text/plain')
  return (
    <div className={classes.form}>
      <p>{text.codesLead}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button onClick={download}>{text.download}</Button>
        <CopyText value={codes.join('\n')} />
        <Button variant="filled" onClick={onKept}>
          {text.kept}
        </Button>
      </div>
    </div>
  )
}

/** Password, key for the app, proof that the app knows it, backup codes: the four steps to a second factor. */
export function SecondFactorDialog({ onClose, onSwitchedOn }: { onClose: () => void; onSwitchedOn: () => void }) {
  const [setup, setSetup] = useState<FactorSetup | null>(null)
  const [isOn, setOn] = useState(false)
  const title = isOn ? text.codesTitle : setup ? text.scanTitle : text.factorTitle
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="sm"
      closeOnClickOutside={!setup}
      closeButtonProps={{ 'aria-label': text.close }}
    >
      {setup === null ? (
        <PasswordConfirmForm
          note={text.factorOff}
          onCancel={onClose}
          onConfirm={async (password) => setSetup(await startSecondFactor(password))}
        />
      ) : null}
      {setup !== null && !isOn ? (
        <ConfirmStep
          setup={setup}
          onDone={() => {
            setOn(true)
            onSwitchedOn()
          }}
        />
      ) : null}
      {setup !== null && isOn ? <Codes codes={setup.backupCodes} onKept={onClose} /> : null}
    </Modal>
  )
}

/** Fresh backup codes, shown this once. */
export function BackupCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.codesTitle}
      size="sm"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': text.close }}
    >
      <Codes codes={codes} onKept={onClose} />
    </Modal>
  )
}
