import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { plainAmount } from '../shared/read-amount.ts'
import { tellAfter } from '../shared/tell-after.ts'
import { useEnterReading, useRemoval } from './api/objective-changes.ts'
import { numberFault, plainNumber } from './form.ts'
import { FormFailure } from './form-failure.tsx'
import classes from './objectives.module.css'
import { writeResultValue } from './result-value.ts'
import { text } from './text.ts'
import { type KeyResult, type KeyResultReading, shownFigures } from './types.ts'

const words = text.reading

export interface ReadingsDialogProps {
  readonly planId: string
  readonly result: KeyResult
  readonly mayWrite: boolean
  readonly onClose: () => void
}

/** Every reading of a key result, the latest first, with the way to correct one or take it out. */
export function ReadingsDialog({ planId, result, mayWrite, onClose }: ReadingsDialogProps) {
  const figures = shownFigures(result)
  const [correcting, setCorrecting] = useState<string | null>(null)
  const readings = [...(figures?.readings ?? [])].reverse()
  const hidden = (figures?.readingCount ?? 0) - readings.length
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.keyResult.readingsTitle(result.title)}
      size="lg"
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {readings.length === 0 ? (
        <p>{text.keyResult.noReadings}</p>
      ) : (
        <section className={classes.scroll} aria-label={text.keyResult.readingsTitle(result.title)} {...reachable}>
          <table className={classes.readings}>
            <thead>
              <tr>
                <th scope="col">{words.day}</th>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.by}</th>
                <th scope="col">{words.note}</th>
                {mayWrite ? <th scope="col">{words.change}</th> : null}
              </tr>
            </thead>
            <tbody>
              {readings.map((reading) =>
                correcting !== null && correcting === reading.id ? (
                  <tr key={reading.id}>
                    <td colSpan={5}>
                      <CorrectionForm
                        planId={planId}
                        result={result}
                        reading={reading}
                        onDone={() => setCorrecting(null)}
                      />
                    </td>
                  </tr>
                ) : (
                  <ReadingLine
                    key={reading.id ?? reading.on}
                    planId={planId}
                    result={result}
                    reading={reading}
                    mayWrite={mayWrite}
                    onCorrect={() => setCorrecting(reading.id)}
                  />
                ),
              )}
            </tbody>
          </table>
        </section>
      )}
      {hidden > 0 ? <p className={classes.muted}>{text.keyResult.earlier(hidden)}</p> : null}
    </Modal>
  )
}

interface ReadingLineProps {
  readonly planId: string
  readonly result: KeyResult
  readonly reading: KeyResultReading
  readonly mayWrite: boolean
  readonly onCorrect: () => void
}

function ReadingLine({ planId, result, reading, mayWrite, onCorrect }: ReadingLineProps) {
  const locale = useLocale()
  const { remove, putBack } = useRemoval(planId, 'Reading')
  const { id, version } = reading
  const takeOut = () => {
    if (id === null) return
    tellAfter(remove.mutateAsync({ id, version }), {
      onError: (error) => showFailure(error),
      onSuccess: (out) =>
        showUndo({ message: words.removed, undo: () => putBack.mutateAsync({ id, version: out.version }) }),
    })
  }
  return (
    <tr>
      <td>
        <DateText value={reading.on} />
      </td>
      <td>
        {writeResultValue(result, reading.value, locale)} {reading.isCorrection ? <Tag>{words.correction}</Tag> : null}
      </td>
      <td>{reading.authorName ?? text.source.wait}</td>
      <td>{reading.note}</td>
      {mayWrite ? (
        <td>
          {id === null ? null : (
            <>
              <QuietButton onClick={onCorrect}>{words.correct}</QuietButton>{' '}
              <QuietButton onClick={takeOut}>{words.remove}</QuietButton>
            </>
          )}
        </td>
      ) : null}
    </tr>
  )
}

interface CorrectionFormProps {
  readonly planId: string
  readonly result: KeyResult
  readonly reading: KeyResultReading
  readonly onDone: () => void
}

function CorrectionForm({ planId, result, reading, onDone }: CorrectionFormProps) {
  const enter = useEnterReading(planId)
  const [value, setValue] = useState(plainAmount(reading.value))
  const [on, setOn] = useState(reading.on)
  const [note, setNote] = useState('')
  const [isNumber, setNumber] = useState(true)
  const refused = enter.error === null ? null : toFormErrors(enter.error, ['value', 'on', 'note'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const plain = plainNumber(value)
    setNumber(plain !== null)
    if (plain === null) return
    enter.mutate({ id: result.id, on, value: plain, note: note.trim(), corrects: reading.id }, { onSuccess: onDone })
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={words.correcting}>
      <div className={classes.triple}>
        <TextInput
          label={words.number}
          inputMode="decimal"
          data-autofocus
          value={value}
          error={isNumber ? refused?.fields.value : numberFault(value)}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <TextInput
          label={words.day}
          type="date"
          value={on}
          error={refused?.fields.on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <TextInput
          label={words.note}
          maxLength={500}
          value={note}
          error={refused?.fields.note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
      {refused?.form ? <FormFailure sentence={refused.form} /> : null}
      <div className={classes.buttons}>
        <Button onClick={onDone}>{text.cancel}</Button>
        <Button type="submit" variant="filled" loading={enter.isPending}>
          {text.save}
        </Button>
      </div>
    </form>
  )
}
