import { Button, FileInput, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { AccountPicker, type AccountReference } from '../../accounts/index.ts'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { StateFailed, StateLoading } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import classes from '../plans.module.css'
import { type PlanImportAnswer, useImportPlan, useImportPreview } from './api/import-plan.ts'
import { text } from './text.ts'

const words = text.import

interface ChosenFile {
  readonly file: File
  /** Null where it is no JSON. */
  readonly content: string | null
  /** Tells one choice from the next. */
  readonly number: number
}

/** Brings back a plan that went out as JSON: what it would make, and what is in its way, before anything is made. */
export function ImportPlanDialog({ onClose }: { onClose: () => void }) {
  const [account, setAccount] = useState<AccountReference | null>(null)
  const [chosen, setChosen] = useState<ChosenFile | null>(null)
  const [title, setTitle] = useState('')
  const content = chosen?.content ?? null
  const order =
    account === null || content === null ? null : { accountCode: account.code, content, title: title.trim() }
  const preview = useImportPreview(order, chosen?.number ?? 0)
  const make = useImportPlan()
  const goTo = useGoTo()
  const isReady = order !== null && preview.data?.faults.length === 0

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (order === null || !isReady || make.isPending) return
    make.mutate(order, {
      onSuccess: (made) => {
        showNotice(words.done(made.title))
        onClose()
        if (made.planId !== null) goTo(paths.plan(made.planId))
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" closeButtonProps={{ 'aria-label': text.closeDialog }}>
      <form onSubmit={submit} noValidate className={classes.form}>
        <p className={classes.muted}>{words.sentence}</p>
        <AccountPicker label={words.account} value={account} onChange={setAccount} />
        <FileInput
          label={words.file}
          placeholder={words.noFile}
          accept="application/json,.json"
          clearable
          value={chosen?.file ?? null}
          error={chosen !== null && content === null ? words.noJson : undefined}
          onChange={(file) => void readChosen(file, (chosen?.number ?? 0) + 1).then(setChosen)}
        />
        <TextInput
          label={words.planTitle}
          description={words.titleHint}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {order !== null && preview.isPending ? <StateLoading /> : null}
        {preview.isError ? <StateFailed error={preview.error} /> : null}
        {order !== null && preview.data ? <Outlook answer={preview.data} /> : null}
        {make.error ? (
          <p className={classes.refused} role="alert">
            {toFormErrors(make.error, []).form}
          </p>
        ) : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="filled" disabled={!isReady} loading={make.isPending}>
            {words.send}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

async function readChosen(file: File | null, number: number): Promise<ChosenFile | null> {
  if (file === null) return null
  const content = await file.text()
  return { file, content: isJson(content) ? content : null, number }
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content)
    return true
  } catch {
    return false
  }
}

/** What stands in the way, or else what would be made. */
function Outlook({ answer }: { answer: PlanImportAnswer }) {
  if (answer.faults.length > 0) return <Faults faults={answer.faults} />
  return (
    <section className={classes.preview} aria-label={words.would}>
      <h3>{words.would}</h3>
      <ul>
        {answer.counts
          .filter(({ count }) => count > 0)
          .map(({ what, count }) => (
            <li key={what}>
              {count} {what}
            </li>
          ))}
      </ul>
      <h4>{words.notes}</h4>
      <ul>
        {answer.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  )
}

function Faults({ faults }: { faults: PlanImportAnswer['faults'] }) {
  return (
    <section className={classes.refused} role="alert">
      <p>{words.faults(faults.length)}</p>
      <ul>
        {faults.map(({ path, value, message, wayOut }) => (
          <li key={`${path} ${message}`}>
            <code>{path}</code>: {message}. {words.found}: “{value}”. {wayOut}
          </li>
        ))}
      </ul>
    </section>
  )
}
