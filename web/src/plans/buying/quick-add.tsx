import { Button, TextInput } from '@mantine/core'
import { type ClipboardEvent, type FormEvent, useRef, useState } from 'react'
import { CODE_UNREACHABLE, toProblem } from '../../kit/api/api-error.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { useBuyingCalls } from './api/buying-changes.ts'
import classes from './buying.module.css'
import { titlesOf } from './fit-rules.ts'
import { text } from './text.ts'
import type { BuyingSide } from './types.ts'

const words = text.quick
const LONGEST_TITLE = 200

/** Steps that were entered and are not in the column yet. */
interface Waiting {
  readonly key: string
  readonly titles: readonly string[]
  /** Why they were not added; null while they are on their way. */
  readonly refused: string | null
  /** What was sent and never answered may have arrived: sent once more, it must not be there twice. */
  readonly isUnanswered: boolean
}

export interface QuickAddProps {
  readonly planId: string
  readonly purchaseId: string
  readonly side: BuyingSide
}

/** Sends one after the other, in the order of typing; what was refused stays with its reason. */
function useWaiting({ planId, purchaseId, side }: QuickAddProps) {
  const calls = useBuyingCalls(planId)
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const drop = (key: string) => setWaiting((known) => known.filter((one) => one.key !== key))
  const refuse = (key: string, refused: string, isUnanswered = false) =>
    setWaiting((known) => known.map((one) => (one.key === key ? { ...one, refused, isUnanswered } : one)))
  const send = (titles: readonly string[], key: string = crypto.randomUUID()) => {
    setWaiting((known) => [...known, { key, titles, refused: null, isUnanswered: false }])
    if (titles.some((title) => title.length > LONGEST_TITLE)) return refuse(key, words.tooLong)
    last.current = last.current
      .then(() =>
        calls.addSteps(
          purchaseId,
          titles.map((title) => ({ side, title })),
          key,
        ),
      )
      .then(() => drop(key))
      .catch((error) => {
        const { code, detail, errors } = toProblem(error)
        refuse(key, [detail, ...errors.map(({ message }) => message)].join(' '), code === CODE_UNREACHABLE)
      })
  }
  return { waiting, send, drop }
}

/** A line at the end of a column: words, Enter, next. Every line that is pasted is a step. */
export function QuickAdd(props: QuickAddProps) {
  const { side, purchaseId } = props
  const kept = useKeptDraft<string>(`buying-add-${purchaseId}-${side}`)
  const written = kept.value ?? ''
  const { waiting, send, drop } = useWaiting(props)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const titles = titlesOf(written)
    if (titles.length === 0) return
    kept.forget()
    send(titles)
  }
  const takeLines = (event: ClipboardEvent) => {
    const titles = titlesOf(event.clipboardData.getData('text/plain'))
    if (titles.length < 2) return
    event.preventDefault()
    send(titles)
  }
  return (
    <>
      {waiting.map(({ key, titles, refused, isUnanswered }) => (
        <div key={key} className={classes.waiting} role={refused === null ? 'status' : 'alert'}>
          {titles.map((title, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be pasted twice, and the list never changes
            <span key={at} className={classes.words}>
              {title}
            </span>
          ))}
          {refused === null ? (
            <span className={classes.facts}>{words.saving}</span>
          ) : (
            <span className={classes.tags}>
              <span>{`${words.failed}: ${refused}`}</span>
              <QuietButton
                onClick={() => {
                  drop(key)
                  send(titles, isUnanswered ? key : undefined)
                }}
              >
                {words.retry}
              </QuietButton>
              <QuietButton onClick={() => drop(key)}>{words.drop}</QuietButton>
            </span>
          )}
        </div>
      ))}
      <form className={classes.quick} onSubmit={submit}>
        <TextInput
          className={classes.quickInput}
          aria-label={words.label[side]}
          placeholder={words.placeholder[side]}
          maxLength={LONGEST_TITLE}
          value={written}
          onChange={(event) => kept.keep(event.currentTarget.value)}
          onPaste={takeLines}
        />
        <Button type="submit" aria-label={`${words.add}: ${words.label[side]}`}>
          {words.add}
        </Button>
      </form>
    </>
  )
}
