import { Button, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type FormErrors, toFormErrors } from '../../../kit/api/api-error.ts'
import { showNotice } from '../../../kit/feedback/undo-toast.tsx'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { PageColumns, PageStack } from '../../../kit/layout/page.tsx'
import { Panel } from '../../../kit/layout/panel.tsx'
import { QueryGate } from '../../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../../kit/states/states.tsx'
import { type Criterion, useCriteriaSet } from '../../../program/index.ts'
import { useChangeRound, useStepRound } from '../api/round-changes.ts'
import { ReasonDialog } from '../reason-dialog.tsx'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { RoundDetail } from '../types.ts'
import { CandidatesPanel } from './candidates-panel.tsx'
import { RatersPanel } from './raters-panel.tsx'
import { draftOf, readDays, type SetupDraft } from './setup-draft.ts'

const FIELDS = ['name', 'opensOn', 'deadline', 'reminderDays', 'criteria', 'raters']

/** A planned round: its facts, who scores what, and the candidates. */
export function SetupView({ round }: { readonly round: RoundDetail }) {
  const [draft, setDraft] = useState(() => draftOf(round))
  const save = useChangeRound(round)
  const change = (patch: Partial<SetupDraft>) => setDraft((known) => ({ ...known, ...patch }))
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(round))
  const refused = save.error ? toFormErrors(save.error, FIELDS) : null
  const onSave = () =>
    save.mutate(
      {
        name: draft.name.trim(),
        opensOn: draft.opensOn,
        deadline: draft.deadline,
        closing: draft.closing,
        reminderDays: readDays(draft.reminders),
        criteria: draft.criteria.map(({ criterionKey, functions }) => ({ criterionKey, functions: [...functions] })),
        raters: draft.raters.map(({ personId, function: part }) => ({ personId, function: part })),
      },
      {
        onSuccess: (saved) => {
          setDraft(draftOf(saved))
          showNotice(text.setup.saved)
        },
      },
    )
  if (!round.mayLead) return <StateEmpty title={text.waiting.title} sentence={text.waiting.sentence(round.opensOn)} />
  return (
    <>
      <OpenBar round={round} isChanged={isChanged} isSaving={save.isPending} refused={refused} onSave={onSave} />
      <PageColumns template="1fr 1fr">
        <PageStack>
          <FactsPanel draft={draft} refused={refused} onChange={change} />
          <CriteriaPanel round={round} draft={draft} onChange={change} />
          <RatersPanel draft={draft} refused={refused} onChange={change} />
        </PageStack>
        <CandidatesPanel round={round} />
      </PageColumns>
    </>
  )
}

interface OpenBarProps {
  readonly round: RoundDetail
  readonly isChanged: boolean
  readonly isSaving: boolean
  readonly refused: FormErrors | null
  readonly onSave: () => void
}

/** What still keeps the round from opening, and the way on. */
function OpenBar({ round, isChanged, isSaving, refused, onSave }: OpenBarProps) {
  const locale = useLocale()
  const open = useStepRound(round)
  const [isAsking, setAsking] = useState(false)
  const write = (value: number) => formatNumber(value, { locale })
  return (
    <Panel>
      {refused?.form ? (
        <p role="alert" className={classes.notice} data-tone="loss">
          <b>{text.setup.refused}.</b> {refused.form}
        </p>
      ) : null}
      {round.faults.length > 0 ? (
        <div className={classes.notice}>
          <b>{text.setup.faults}</b>
          <ul className={classes.plainList}>
            {round.faults.map(({ path, code, message }) => (
              <li key={`${path} ${code}`}>{sentenceAt(round, path, message)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {round.cautions.length > 0 ? (
        <div className={classes.notice} data-tone="caution">
          <b>{text.setup.cautions}</b>
          <ul className={classes.plainList}>
            {round.cautions.map(({ path, code, message }) => (
              <li key={`${path} ${code}`}>{sentenceAt(round, path, message)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className={classes.formButtons}>
        {isChanged ? <span className={classes.muted}>{text.setup.unsaved}</span> : null}
        {!isChanged && round.faults.length === 0 ? (
          <span className={classes.muted}>{text.setup.ready(write(round.raters), write(round.candidates))}</span>
        ) : null}
        <Button disabled={!isChanged} loading={isSaving} onClick={onSave}>
          {text.setup.save}
        </Button>
        <Button variant="filled" disabled={isChanged || round.faults.length > 0} onClick={() => setAsking(true)}>
          {text.setup.open}
        </Button>
      </div>
      {isAsking ? (
        <ReasonDialog
          title={text.setup.openTitle}
          sentence={text.setup.openSentence(write(round.raters), write(round.candidates))}
          confirmLabel={text.setup.open}
          isReasonNeeded={false}
          isBusy={open.isPending}
          error={open.error}
          onConfirm={() => open.mutate('openRound')}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Panel>
  )
}

/** "criteria.1" and "raters.0" as the names they stand for. */
function sentenceAt(round: RoundDetail, path: string, message: string): string {
  const [part = '', place = ''] = path.split('.')
  if (part === 'raters' && place !== '') return `${round.raterList[Number(place)]?.name ?? place}: ${message}`
  if (part !== 'criteria' || place === '') return message
  const criterion = round.criteria[Number(place)] ?? round.criteria.find(({ criterionKey }) => criterionKey === place)
  return `${criterion?.name ?? place}: ${message}`
}

interface PartProps {
  readonly draft: SetupDraft
  readonly onChange: (patch: Partial<SetupDraft>) => void
}

function FactsPanel({ draft, refused, onChange }: PartProps & { refused: FormErrors | null }) {
  return (
    <Panel title={text.setup.title}>
      <div className={classes.form}>
        <TextInput
          label={text.plan.name}
          required
          maxLength={120}
          value={draft.name}
          error={refused?.fields.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <div className={classes.pair}>
          <TextInput
            type="date"
            label={text.plan.opensOn}
            value={draft.opensOn}
            error={refused?.fields.opensOn}
            onChange={(event) => onChange({ opensOn: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={text.plan.deadline}
            value={draft.deadline}
            error={refused?.fields.deadline}
            onChange={(event) => onChange({ deadline: event.currentTarget.value })}
          />
        </div>
        <NativeSelect
          label={text.setup.closing}
          value={draft.closing}
          data={[
            { value: 'by_hand', label: text.setup.byHand },
            { value: 'automatic', label: text.setup.automatic },
          ]}
          onChange={(event) =>
            onChange({ closing: event.currentTarget.value === 'automatic' ? 'automatic' : 'by_hand' })
          }
        />
        <TextInput
          label={text.setup.reminders}
          description={text.setup.remindersHint}
          value={draft.reminders}
          error={refused?.fields.reminderDays}
          onChange={(event) => onChange({ reminders: event.currentTarget.value })}
        />
      </div>
    </Panel>
  )
}

/** Every judged criterion of the set; one that no function scores is not part of the round. */
function CriteriaPanel({ round, draft, onChange }: PartProps & { round: RoundDetail }) {
  const set = useCriteriaSet(round.criteriaSet?.id)
  return (
    <Panel title={text.setup.criteria} subtitle={text.setup.criteriaHint}>
      <QueryGate query={set}>
        {({ definition }) => (
          <CriteriaFields
            criteria={definition.criteria.filter(({ source }) => source.kind === 'judged')}
            draft={draft}
            onChange={onChange}
          />
        )}
      </QueryGate>
    </Panel>
  )
}

function CriteriaFields({ criteria, draft, onChange }: PartProps & { criteria: readonly Criterion[] }) {
  const chosen = new Map(draft.criteria.map(({ criterionKey, functions }) => [criterionKey, functions]))
  const known = new Set([...draft.raters.map((rater) => rater.function), ...[...chosen.values()].flat()])
  const setFunctions = (criterionKey: string, functions: readonly string[]) => {
    const next = new Map([...chosen, [criterionKey, functions.map((name) => name.toLowerCase())] as const])
    const inOrder = criteria.map(({ key }) => ({ criterionKey: key, functions: next.get(key) ?? [] }))
    onChange({ criteria: inOrder.filter(({ functions: parts }) => parts.length > 0) })
  }
  if (criteria.length === 0) return <p>{text.setup.noJudged}</p>
  return (
    <div className={classes.form}>
      {criteria.map(({ key, name }) => {
        const functions = chosen.get(key) ?? []
        return (
          <TagsInput
            key={key}
            label={name}
            aria-label={text.setup.functions(name)}
            placeholder={functions.length === 0 ? text.setup.functionsPlaceholder : ''}
            data={[...known]}
            value={[...functions]}
            maxTags={20}
            splitChars={[',', ';']}
            acceptValueOnBlur
            onChange={(next) => setFunctions(key, next)}
          />
        )
      })}
    </div>
  )
}
