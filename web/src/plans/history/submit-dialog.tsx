import { Button, Modal, MultiSelect, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { usePlanReaders } from '../comments/api/comment-queries.ts'
import { useSubmitPlan } from './api/history-changes.ts'
import classes from './history.module.css'
import { text } from './text.ts'

const words = text.submit

/** Names who approves, and what they should look at. */
export function SubmitDialog({ planId, onClose }: { planId: string; onClose: () => void }) {
  const access = useAccess()
  const readers = usePlanReaders(planId)
  const submit = useSubmitPlan(planId)
  const [approverIds, setApproverIds] = useState<string[]>([])
  const [note, setNote] = useState('')
  const [isMissing, setMissing] = useState(false)
  const refused = submit.error === null ? null : toFormErrors(submit.error, ['approverIds', 'note'])
  const others = (readers.data?.rows ?? []).filter(({ personId }) => personId !== access.person?.id)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setMissing(approverIds.length === 0)
    if (approverIds.length === 0) return
    submit.mutate(
      { approverIds, note: note.trim() },
      {
        onSuccess: () => {
          showNotice(words.done)
          onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': words.cancel }}>
      <form className={classes.form} onSubmit={send} noValidate>
        <p className={classes.lead}>{words.lead}</p>
        <MultiSelect
          label={words.who}
          description={words.whoHint}
          required
          searchable
          openOnFocus={false}
          limit={50}
          maxValues={20}
          data={others.map(({ personId, name }) => ({ value: personId, label: name }))}
          value={approverIds}
          error={isMissing ? words.missing : refused?.fields.approverIds}
          nothingFoundMessage={words.nobody}
          onChange={setApproverIds}
        />
        <Textarea
          label={words.note}
          autosize
          minRows={2}
          maxLength={2_000}
          value={note}
          error={refused?.fields.note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {refused?.form ? (
          <div role="alert" className={classes.refused}>
            <b>{words.failed}</b> {refused.form}
          </div>
        ) : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" variant="filled" loading={submit.isPending}>
            {words.send}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
