import { isWrittenReason } from '@mainstay/domain/program'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { toProblem } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { useApplyWeights, useRefreshWeighting, useUndoWeights } from './api/weighting.ts'
import { text } from './text.ts'
import type { Group, Weighting } from './types.ts'
import classes from './weighting.module.css'

const words = text.group

/** Gives the draft the group's weights as they are shown; with a reason where comparisons contradict each other. */
export function ApplyWeights({ group, weighting }: { group: Group; weighting: Weighting }) {
  const mayWrite = useAccess().may('program:write')
  const apply = useApplyWeights()
  const undo = useUndoWeights()
  const refresh = useRefreshWeighting()
  const [reason, setReason] = useState('')
  const [isReasonMissing, setReasonMissing] = useState(false)
  const { id, number, version } = weighting.criteriaSet
  const weights = group.shares.map(({ key, points }) => ({ key, value: points }))
  const isThere = weights.every(({ value }, index) => weighting.criteria[index]?.weight === value)
  if (!mayWrite) return <p className={classes.muted}>{words.mayNotApply}</p>
  if (isThere) return <p className={classes.muted}>{words.already}</p>
  const problem = apply.error ? toProblem(apply.error) : null
  const confirm = () => {
    const isMissing = group.needsReason && !isWrittenReason(reason)
    setReasonMissing(isMissing)
    if (isMissing) return
    apply.mutate(
      { id, version, weights, reason: reason.trim() },
      {
        onSuccess: (answer) =>
          showUndo({
            message: words.applied(number),
            undo: () => undo.mutateAsync({ id, version: answer.version }),
          }),
        // Somebody changed the draft or their weights: what is shown next is the latest.
        onError: () => void refresh(),
      },
    )
  }
  return (
    <div className={classes.apply}>
      {group.needsReason ? (
        <Textarea
          label={words.reason}
          description={words.reasonHint}
          required
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          error={isReasonMissing ? words.reasonMissing : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      {problem ? (
        <p role="alert" className={classes.notice} data-tone="loss">
          {problem.detail} {problem.status === 412 || problem.status === 409 ? words.moved : null}
        </p>
      ) : null}
      <div className={classes.bar}>
        <Button variant="filled" loading={apply.isPending} onClick={confirm}>
          {words.apply}
        </Button>
      </div>
    </div>
  )
}
