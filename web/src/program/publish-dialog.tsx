import { isWrittenReason } from '@mainstay/domain/program'
import { Button, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { toProblem } from '../kit/api/api-error.ts'
import { showNotice } from '../kit/feedback/undo-toast.tsx'
import { usePublishCriteria } from './api/criteria-changes.ts'
import { compareDefinitions } from './compare.ts'
import { DifferenceTable } from './difference-table.tsx'
import { FaultList } from './fault-list.tsx'
import classes from './program.module.css'
import { SetSizeGuard } from './size-guard/size-guard.tsx'
import { text } from './text.ts'
import type { CriteriaSet } from './types.ts'

export interface PublishDialogProps {
  readonly set: CriteriaSet
  /** The version in force, if any. */
  readonly published: CriteriaSet | null
  readonly onClose: () => void
}

function Effects({ set, published }: Pick<PublishDialogProps, 'set' | 'published'>) {
  const differences = published ? compareDefinitions(published, set) : []
  return (
    <>
      <p>
        {text.publish.count(set.definition.criteria.length)}{' '}
        {published ? text.publish.replaces(published.number) : text.publish.first} {text.publish.effects}
      </p>
      {published ? (
        <section aria-label={text.publish.changes}>
          <b>{text.publish.changes}</b>
          {differences.length === 0 ? (
            <p className={classes.muted}>{text.publish.noChanges}</p>
          ) : (
            <DifferenceTable
              differences={differences}
              before={text.page.numbered(published.number)}
              after={text.page.draftNumbered(set.number)}
            />
          )}
        </section>
      ) : null}
    </>
  )
}

/** What publishing changes, and the reason where the number of criteria asks for one. */
export function PublishDialog({ set, published, onClose }: PublishDialogProps) {
  const [reason, setReason] = useState('')
  const [isReasonMissing, setReasonMissing] = useState(false)
  const publish = usePublishCriteria()
  const asksReason = set.needsPublishReason
  const problem = publish.error ? toProblem(publish.error) : null

  const confirm = () => {
    const isMissing = asksReason && !isWrittenReason(reason)
    setReasonMissing(isMissing)
    if (isMissing) return
    publish.mutate(
      { set, reason: reason.trim() },
      {
        onSuccess: (answer) => {
          showNotice(text.publish.done(answer.number))
          onClose()
        },
      },
    )
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={text.publish.title(set.number)}
      size="lg"
      closeButtonProps={{ 'aria-label': text.publish.cancel }}
    >
      <div className={classes.dialogBody}>
        <Effects set={set} published={published} />
        {set.faults.length === 0 ? <SetSizeGuard criteriaSetId={set.id} /> : null}
        {set.faults.length > 0 ? (
          <div className={classes.notice} data-tone="loss">
            <b>{text.publish.faulty}</b>
            <FaultList faults={set.faults} />
          </div>
        ) : null}
        {asksReason ? (
          <Textarea
            label={text.publish.reason}
            description={text.publish.reasonHint}
            required
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            error={isReasonMissing ? text.publish.reasonMissing : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : null}
        {problem ? (
          <div role="alert" className={classes.notice} data-tone="loss">
            {problem.status === 412 ? text.publish.changedMeanwhile : problem.detail}
            <FaultList faults={problem.errors} />
          </div>
        ) : null}
      </div>
      <div className={classes.buttons}>
        <Button onClick={onClose}>{text.publish.cancel}</Button>
        <Button variant="filled" disabled={set.faults.length > 0} loading={publish.isPending} onClick={confirm}>
          {text.publish.confirm}
        </Button>
      </div>
    </Modal>
  )
}
