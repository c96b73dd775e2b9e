import { Button, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { toProblem } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { useScoreProfitability } from './api/scorecards.ts'
import classes from './scorecard.module.css'
import { text } from './text.ts'

/** Five levels of felt profitability, one to choose, and room for the reason. */
export function ScoreForm({ accountId, onDone }: { accountId: string; onDone: () => void }) {
  const [score, setScore] = useState('')
  const [comment, setComment] = useState('')
  const give = useScoreProfitability(accountId)
  const save = () =>
    give.mutate(
      { score: Number(score), comment: comment.trim() || null },
      {
        onSuccess: () => {
          showNotice(text.form.saved)
          onDone()
        },
      },
    )
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Radio.Group label={text.form.question} value={score} onChange={setScore}>
        <div className={classes.levels}>
          {text.form.levels.map((level, index) => (
            <Radio key={level} value={String(index + 1)} label={`${index + 1} · ${level}`} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={text.form.comment}
        value={comment}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {give.error ? (
        <p role="alert" className={classes.note}>
          {toProblem(give.error).detail}
        </p>
      ) : null}
      <div className={classes.buttons}>
        <Button onClick={onDone}>{text.form.cancel}</Button>
        <Button type="submit" variant="filled" disabled={score === ''} loading={give.isPending}>
          {text.form.save}
        </Button>
      </div>
    </form>
  )
}
