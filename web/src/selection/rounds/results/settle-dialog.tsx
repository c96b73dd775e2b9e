import { Button, Modal, Radio, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { toProblem } from '../../../kit/api/api-error.ts'
import { showNotice } from '../../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { QueryGate } from '../../../kit/states/query-gate.tsx'
import { useSettleScore } from '../api/round-changes.ts'
import { useResultRows } from '../api/round-queries.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { ResultCell, RoundDetail } from '../types.ts'

const FEWEST_CHARACTERS = 10
const LEVELS = [1, 2, 3, 4, 5] as const

/** One account on one criterion. */
export interface SettleSubject {
  readonly account: { readonly id: string; readonly code: string; readonly name: string }
  readonly criterionKey: string
}

export interface SettleDialogProps {
  readonly round: RoundDetail
  readonly subject: SettleSubject
  readonly onClose: () => void
}

/** What the raters gave on one account and criterion, and the way to settle it. */
export function SettleDialog({ round, subject, onClose }: SettleDialogProps) {
  const rows = useResultRows(round.id)
  const criterion = round.criteria.find(({ criterionKey }) => criterionKey === subject.criterionKey)
  // Further pages are read until the one with this account is there.
  const cell = rows.data?.pages
    .flatMap((page) => page.rows)
    .find(({ account }) => account.id === subject.account.id)
    ?.cells.find(({ criterionKey }) => criterionKey === subject.criterionKey)
  const { fetchNextPage } = rows
  const isFurtherDown = !cell && rows.hasNextPage && !rows.isFetchingNextPage
  useEffect(() => {
    if (isFurtherDown) void fetchNextPage()
  }, [isFurtherDown, fetchNextPage])
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={text.settle.title(criterion?.name ?? subject.criterionKey, subject.account.name)}
    >
      <QueryGate query={{ ...rows, data: cell }}>
        {(found) => (
          <>
            <Given round={round} cell={found} />
            {round.mayLead && round.status === 'closed' ? (
              <SettleForm round={round} subject={subject} cell={found} onClose={onClose} />
            ) : null}
            {round.mayLead && round.status === 'reconciled' ? (
              <p className={classes.muted}>{text.settle.onlyClosed}</p>
            ) : null}
          </>
        )}
      </QueryGate>
    </Modal>
  )
}

function Given({ round, cell }: { round: RoundDetail; cell: ResultCell }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale, decimals: Number.isInteger(value) ? 0 : 2 })
  const people = new Map(round.raterList.map((rater) => [rater.personId, rater]))
  return (
    <section>
      <h3 className={classes.subheading}>{text.settle.scores}</h3>
      <ul className={classes.plainList}>
        {cell.scores.map(({ personId, score, comment }) => {
          const rater = people.get(personId)
          return (
            <li key={personId}>
              <b>{score === null ? text.sheet.cannot : score}</b> {rater ? `${rater.name} (${rater.function})` : null}
              {comment ? <div>{comment}</div> : null}
            </li>
          )
        })}
      </ul>
      <p className={classes.muted}>
        {cell.mean === null ? null : `${text.settle.mean} ${write(cell.mean)}`}
        {cell.correctedMean === null ? null : ` · ${text.settle.corrected} ${write(cell.correctedMean)}`}
      </p>
      {cell.settlement ? (
        <div className={classes.notice}>
          <b>{text.settle.before(cell.settlement.byName, write(cell.settlement.score))}</b>
          <div>{cell.settlement.note}</div>
          {cell.settlement.isTakenOver ? <div className={classes.muted}>{text.settle.takenOver}</div> : null}
        </div>
      ) : null}
    </section>
  )
}

/** Somebody else's settlement that came first, as the refusal tells it. */
interface Meanwhile {
  readonly id: string
  readonly by: string
  readonly score: number
  readonly note: string
}

function meanwhileOf(error: unknown): Meanwhile | null {
  if (toProblem(error).code !== 'selection/settled-meanwhile') return null
  const data = (error as { data?: { facts?: Partial<Meanwhile> } }).data
  const { id, by, score, note } = data?.facts ?? {}
  if (typeof id !== 'string' || typeof score !== 'number') return null
  return { id, by: by ?? '', score, note: note ?? '' }
}

function SettleForm({ round, subject, cell, onClose }: SettleDialogProps & { cell: ResultCell }) {
  const locale = useLocale()
  const settle = useSettleScore(round.id)
  const [level, setLevel] = useState('')
  const [note, setNote] = useState('')
  const [replaces] = useState(cell.settlement?.id ?? null)
  const [isTried, setTried] = useState(false)
  const meanwhile = settle.error ? meanwhileOf(settle.error) : null
  const levels = round.criteria.find(({ criterionKey }) => criterionKey === subject.criterionKey)?.levels ?? []
  const isShort = note.trim().length < FEWEST_CHARACTERS
  const submit = () => {
    setTried(true)
    if (level === '' || isShort) return
    settle.mutate(
      {
        accountId: subject.account.id,
        criterionKey: subject.criterionKey,
        score: Number(level),
        note: note.trim(),
        replaces: meanwhile?.id ?? replaces,
      },
      {
        onSuccess: () => {
          showNotice(text.settle.saved)
          onClose()
        },
      },
    )
  }
  return (
    <form
      className={classes.settleForm}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Radio.Group
        label={text.settle.level}
        value={level}
        error={isTried && level === '' ? text.settle.chooseLevel : undefined}
        onChange={setLevel}
        required
      >
        <div className={classes.radios}>
          {LEVELS.map((one) => (
            <Radio key={one} value={String(one)} label={text.sheet.level(String(one), levels[one - 1] ?? '')} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={text.settle.note}
        description={text.settle.noteHint}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        error={isTried && isShort ? text.settle.tooShort : undefined}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {meanwhile ? (
        <div role="alert" className={classes.notice} data-tone="caution">
          <b>{text.settle.meanwhile(meanwhile.by, formatNumber(meanwhile.score, { locale }))}</b>
          <div>{meanwhile.note}</div>
          <div>{text.settle.meanwhileNext}</div>
        </div>
      ) : null}
      {settle.error && !meanwhile ? (
        <p role="alert" className={classes.notice} data-tone="loss">
          {toProblem(settle.error).detail}
        </p>
      ) : null}
      <div className={classes.formButtons}>
        <Button onClick={onClose}>{meanwhile ? text.settle.keepTheirs : text.settle.cancel}</Button>
        <Button type="submit" variant="filled" loading={settle.isPending}>
          {meanwhile ? text.settle.anew : text.settle.save}
        </Button>
      </div>
    </form>
  )
}
