import { Button, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../client/index.ts'
import { toProblem } from '../kit/api/api-error.ts'
import { showNotice } from '../kit/feedback/undo-toast.tsx'
import { DateText } from '../kit/figures/date-text.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { type Criterion, useCriteriaSet } from '../program/index.ts'
import { useJudgeAccount } from './api/judge-account.ts'
import { useJudgements, useScore } from './api/selection-queries.ts'
import classes from './selection.module.css'
import { text } from './text.ts'
import type { Judgement, ScoreExplanation } from './types.ts'

type Judged = Criterion & { source: { kind: 'judged' } }

function isJudged(criterion: Criterion): criterion is Judged {
  return criterion.source.kind === 'judged'
}

interface FormProps {
  readonly accountId: string
  readonly criterion: Judged
  readonly onDone: () => void
}

/** The five sentences of a criterion, one to choose, and room for the reason. */
function JudgementForm({ accountId, criterion, onDone }: FormProps) {
  const [score, setScore] = useState('')
  const [comment, setComment] = useState('')
  const judge = useJudgeAccount()
  const save = () => {
    judge.mutate(
      { id: accountId, criterionKey: criterion.key, score: Number(score), comment: comment.trim() || null },
      {
        onSuccess: () => {
          showNotice(text.judgement.saved)
          onDone()
        },
      },
    )
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Radio.Group label={text.judgement.question(criterion.name)} value={score} onChange={setScore}>
        <div className={classes.levels}>
          {criterion.source.levels.map((sentence, index) => (
            <Radio key={sentence} value={String(index + 1)} label={`${index + 1} · ${sentence}`} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={text.judgement.comment}
        value={comment}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {judge.error ? (
        <p role="alert" className={classes.notice} data-tone="loss">
          {toProblem(judge.error).detail}
        </p>
      ) : null}
      <div className={classes.formButtons}>
        <Button onClick={onDone}>{text.judgement.cancel}</Button>
        <Button type="submit" variant="filled" disabled={score === ''} loading={judge.isPending}>
          {text.judgement.save}
        </Button>
      </div>
    </form>
  )
}

function Given({ judgements }: { judgements: readonly Judgement[] }) {
  const locale = useLocale()
  if (judgements.length === 0) return <p className={classes.muted}>{text.judgement.nobody}</p>
  return (
    <ul className={classes.given} aria-label={text.judgement.earlier}>
      {judgements.map((judgement) => (
        <li key={judgement.id}>
          <b>{text.judgement.given(formatNumber(judgement.score, { locale }), judgement.personName)}</b>
          <span className={classes.muted}>
            <DateText value={judgement.judgedOn} />
          </span>
          {judgement.comment ? <span>{judgement.comment}</span> : null}
        </li>
      ))}
    </ul>
  )
}

interface JudgedCriterionProps {
  readonly accountId: string
  readonly criterion: Judged
  readonly judgements: readonly Judgement[]
}

function JudgedCriterion({ accountId, criterion, judgements }: JudgedCriterionProps) {
  const [isOpen, setOpen] = useState(false)
  const mayJudge = useAccess().may('selection:judge')
  return (
    <section className={classes.judged} aria-label={criterion.name}>
      <div className={classes.judgedHead}>
        <div>
          <h3 className={classes.judgedName}>{criterion.name}</h3>
          <p className={classes.muted}>{criterion.definition}</p>
        </div>
        {mayJudge && !isOpen ? (
          <Button onClick={() => setOpen(true)} aria-label={`${text.judgement.judge}: ${criterion.name}`}>
            {judgements.length > 0 ? text.judgement.judgeAgain : text.judgement.judge}
          </Button>
        ) : null}
      </div>
      {isOpen ? <JudgementForm accountId={accountId} criterion={criterion} onDone={() => setOpen(false)} /> : null}
      <Given judgements={judgements} />
    </section>
  )
}

function JudgedCriteria({ accountId, explanation }: { accountId: string; explanation: ScoreExplanation }) {
  const set = useCriteriaSet(explanation.criteriaSet?.id)
  const judgements = useJudgements(accountId)
  if (explanation.criteriaSet === null) return <StateEmpty title={text.judgement.noSet} />
  return (
    <QueryGate query={set}>
      {({ definition }) => {
        const judged = definition.criteria.filter(isJudged)
        if (judged.length === 0)
          return <StateEmpty title={text.judgement.none} sentence={text.judgement.noneSentence} />
        return (
          <QueryGate query={judgements}>
            {({ rows }) =>
              judged.map((criterion) => (
                <JudgedCriterion
                  key={criterion.key}
                  accountId={accountId}
                  criterion={criterion}
                  judgements={rows.filter(({ criterionKey }) => criterionKey === criterion.key)}
                />
              ))
            }
          </QueryGate>
        )
      }}
    </QueryGate>
  )
}

/** The judged criteria of an account: what was given so far, by whom and when, and a place to judge. */
export function JudgementPanel({ accountId }: { readonly accountId: string }) {
  const score = useScore(accountId)
  return (
    <Panel title={text.judgement.title} subtitle={text.judgement.subtitle}>
      <QueryGate query={score}>
        {(explanation) => <JudgedCriteria accountId={accountId} explanation={explanation} />}
      </QueryGate>
    </Panel>
  )
}
