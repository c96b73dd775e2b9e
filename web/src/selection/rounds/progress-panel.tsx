import { Button, Modal, Progress, TextInput } from '@mantine/core'
import { useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { useExtendRound, useReasonedStep, useRemindRaters, useStepRound } from './api/round-changes.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import classes from './rounds.module.css'
import { text } from './text.ts'
import type { RoundDetail } from './types.ts'

type Dialog = 'extend' | 'close' | 'cancel' | null

/** How far each rater is, as counts, and what the lead can do about it. */
export function ProgressPanel({ round }: { readonly round: RoundDetail }) {
  const locale = useLocale()
  const [dialog, setDialog] = useState<Dialog>(null)
  const remind = useRemindRaters(round)
  const write = (value: number) => formatNumber(value, { locale })
  const onRemind = () =>
    remind.mutate(undefined, {
      onSuccess: ({ reminded, mail }) => {
        const count = write(reminded)
        if (reminded === 0) showNotice(text.progress.nobodyToRemind)
        else showNotice(mail === 'off' ? text.progress.remindedNoMail(count) : text.progress.reminded_(count))
      },
      onError: (error) => showFailure(error),
    })
  return (
    <Panel
      title={text.progress.title}
      subtitle={text.list.of(write(round.done), write(round.due))}
      actions={
        <>
          <Button title={text.progress.remindTitle} loading={remind.isPending} onClick={onRemind}>
            {text.progress.remind}
          </Button>
          <Button onClick={() => setDialog('extend')}>{text.progress.extend}</Button>
          <Button onClick={() => setDialog('cancel')}>{text.progress.cancel}</Button>
          <Button variant="filled" onClick={() => setDialog('close')}>
            {text.progress.close}
          </Button>
        </>
      }
    >
      <p className={classes.muted}>{text.progress.blind}</p>
      <RaterTable round={round} />
      {dialog === 'extend' ? <ExtendDialog round={round} onClose={() => setDialog(null)} /> : null}
      {dialog === 'close' ? <CloseDialog round={round} onClose={() => setDialog(null)} /> : null}
      {dialog === 'cancel' ? <CancelDialog round={round} onClose={() => setDialog(null)} /> : null}
    </Panel>
  )
}

function RaterTable({ round }: { round: RoundDetail }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale })
  return (
    <div className={classes.scroll} {...reachable}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.progress.person}</th>
            <th scope="col">{text.progress.function}</th>
            <th scope="col">{text.progress.answers}</th>
            <th scope="col">{text.progress.reminded}</th>
          </tr>
        </thead>
        <tbody>
          {round.raterList.map(({ personId, name, function: part, due, done, lastRemindedOn }) => (
            <tr key={personId}>
              <th scope="row">{name}</th>
              <td>{part}</td>
              <td>
                <div className={classes.barCell}>
                  <Progress value={due === 0 ? 0 : (done / due) * 100} aria-label={name} />
                  <span>{text.list.of(write(done), write(due))}</span>
                </div>
              </td>
              <td>
                {lastRemindedOn === null ? (
                  <span className={classes.muted}>{text.progress.never}</span>
                ) : (
                  <DateText value={lastRemindedOn} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface DialogProps {
  readonly round: RoundDetail
  readonly onClose: () => void
}

function ExtendDialog({ round, onClose }: DialogProps) {
  const extend = useExtendRound(round)
  const [deadline, setDeadline] = useState(round.deadline)
  return (
    <Modal opened onClose={onClose} title={text.progress.extendTitle} size="sm">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          extend.mutate(deadline, { onSuccess: onClose })
        }}
      >
        <TextInput
          type="date"
          required
          label={text.progress.newDeadline}
          min={round.deadline}
          value={deadline}
          error={extend.error ? toProblem(extend.error).detail : undefined}
          onChange={(event) => setDeadline(event.currentTarget.value)}
        />
        <div className={classes.formButtons}>
          <Button onClick={onClose}>{text.progress.back}</Button>
          <Button type="submit" variant="filled" loading={extend.isPending} disabled={deadline <= round.deadline}>
            {text.progress.extend}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function CloseDialog({ round, onClose }: DialogProps) {
  const locale = useLocale()
  const close = useStepRound(round)
  return (
    <ReasonDialog
      title={text.progress.closeTitle}
      sentence={text.progress.closeSentence(formatNumber(round.due - round.done, { locale }))}
      confirmLabel={text.progress.close}
      isReasonNeeded={false}
      isBusy={close.isPending}
      error={close.error}
      onConfirm={() => close.mutate('closeRound', { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}

function CancelDialog({ round, onClose }: DialogProps) {
  const cancel = useReasonedStep(round, 'cancelRound')
  return (
    <ReasonDialog
      title={text.progress.cancelTitle}
      sentence={text.progress.cancelSentence}
      confirmLabel={text.progress.cancel}
      isBusy={cancel.isPending}
      error={cancel.error}
      onConfirm={(reason) => cancel.mutate(reason, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
