import { SWOT_TEXT_LENGTH } from '@mainstay/domain/plans'
import { Button, TextInput } from '@mantine/core'
import { type ClipboardEvent, type FormEvent, useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { isKept } from '../offline/send-or-keep.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { useAddItem } from './api/swot-changes.ts'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotKind, SwotViewpoint } from './types.ts'

/** What was entered and is not in the list yet. */
interface Waiting {
  readonly key: string
  readonly words: string
  /** Why it was not saved; null while it is on its way. */
  readonly refused: string | null
}

export interface QuickAddProps {
  readonly planId: string
  readonly viewpoint: SwotViewpoint
  readonly kind: SwotKind
  /** Several lines at once, or none to begin with an empty sheet. */
  readonly onPaste: (lines: string) => void
}

/** Keeps entered words until the server has them; a refusal leaves them with their reason. */
function useWaiting({ planId, viewpoint, kind }: Omit<QuickAddProps, 'onPaste'>) {
  const { mutateAsync } = useAddItem(planId)
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const drop = (key: string) => setWaiting((known) => known.filter((one) => one.key !== key))
  const send = async (words: string) => {
    const key = crypto.randomUUID()
    setWaiting((known) => [...known, { key, words, refused: null }])
    const blank = { evidence: '', evidenceOn: null, saidBy: '', impact: null, confidence: null }
    try {
      await mutateAsync({ viewpoint, kind, text: words, ...blank })
      drop(key)
    } catch (error) {
      if (isKept(error)) return drop(key)
      const refused = toProblem(error).detail
      setWaiting((known) => known.map((one) => (one.key === key ? { ...one, refused } : one)))
    }
  }
  return { waiting, send, drop }
}

/** A line at the end of a quadrant: words, Enter, next. Pasted lines open the sheet. */
export function QuickAdd({ onPaste, ...place }: QuickAddProps) {
  const kept = useKeptDraft<string>(`swot-add-${place.planId}-${place.viewpoint}-${place.kind}`)
  const words = kept.value ?? ''
  const { waiting, send, drop } = useWaiting(place)
  const label = text.quick.label(text.kinds[place.kind].toLowerCase())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const entered = words.trim()
    if (entered === '') return
    kept.forget()
    void send(entered)
  }
  const takeLines = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (!/[\t\r\n]/.test(pasted.trim())) return
    event.preventDefault()
    onPaste(pasted)
  }
  return (
    <>
      {waiting.map(({ key, words: entered, refused }) => (
        <div key={key} className={classes.waiting} role={refused === null ? 'status' : 'alert'}>
          <span className={classes.words}>{entered}</span>
          {refused === null ? (
            <span className={classes.facts}>{text.quick.saving}</span>
          ) : (
            <span className={classes.tags}>
              <span>{`${text.quick.failed}: ${refused}`}</span>
              <QuietButton
                onClick={() => {
                  drop(key)
                  void send(entered)
                }}
              >
                {text.quick.retry}
              </QuietButton>
              <QuietButton onClick={() => drop(key)}>{text.quick.drop}</QuietButton>
            </span>
          )}
        </div>
      ))}
      <form className={classes.quick} onSubmit={submit}>
        <TextInput
          className={classes.quickInput}
          aria-label={label}
          placeholder={text.quick.placeholder}
          maxLength={SWOT_TEXT_LENGTH}
          value={words}
          onChange={(event) => kept.keep(event.currentTarget.value)}
          onPaste={takeLines}
        />
        <Button type="submit" aria-label={`${text.quick.add}: ${label}`}>
          {text.quick.add}
        </Button>
      </form>
    </>
  )
}
