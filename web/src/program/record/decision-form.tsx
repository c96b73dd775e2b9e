import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { useCriteriaSets, useTierScheme } from '../api/criteria-queries.ts'
import { type LogEntry, useMeetings, useOverridesToLink, useRecordDecision, useRunsToLink } from './api/council.ts'
import { useDefinitions } from './api/definitions.ts'
import { definitionName } from './definition-parts.ts'
import { FormFrame } from './person-form.tsx'
import classes from './record.module.css'
import { text } from './text.ts'
import type { CouncilDecision, MeetingDetail } from './types.ts'

const FIELDS = [
  'decidedOn',
  'decision',
  'reason',
  'decidedBy',
  'meetingId',
  'criteriaSetId',
  'definitionId',
  'overrideId',
  'runId',
]

interface FieldsProps {
  readonly entry: LogEntry
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (patch: Partial<LogEntry>) => void
}

function WordFields({ entry, errors, onChange }: FieldsProps) {
  return (
    <>
      <Textarea
        required
        label={text.log.decision}
        autosize
        minRows={2}
        maxLength={2_000}
        value={entry.decision}
        error={errors.decision}
        onChange={(event) => onChange({ decision: event.currentTarget.value })}
      />
      <Textarea
        required
        label={text.log.reason}
        description={text.log.reasonHint}
        autosize
        minRows={2}
        maxLength={2_000}
        value={entry.reason}
        error={errors.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          required
          label={text.log.decidedBy}
          description={text.log.decidedByHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={200}
          value={entry.decidedBy}
          error={errors.decidedBy}
          onChange={(event) => onChange({ decidedBy: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          required
          label={text.log.decidedOn}
          value={entry.decidedOn}
          error={errors.decidedOn}
          onChange={(event) => onChange({ decidedOn: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

/** An override or an answered question that the decision is about. */
function SelectionLinks({ entry, errors, onChange }: FieldsProps) {
  const locale = useLocale()
  const overrides = useOverridesToLink().data?.rows ?? []
  const runs = useRunsToLink().data?.rows.filter(({ status }) => status === 'done') ?? []
  return (
    <>
      <Select
        label={text.log.override}
        placeholder={text.log.none}
        clearable
        searchable
        data={overrides.map(({ id, account, tier, askedOn }) => ({
          value: id,
          label: text.log.overrideOf(account.name, tier, formatDate(askedOn, locale)),
        }))}
        value={entry.overrideId}
        error={errors.overrideId}
        onChange={(overrideId) => onChange({ overrideId })}
      />
      <Select
        label={text.log.run}
        placeholder={text.log.none}
        clearable
        data={runs.map(({ id, kind, createdAt }) => ({
          value: id,
          label: text.log.inMeeting(text.log.links.run(kind), formatDate(createdAt, locale)),
        }))}
        value={entry.runId}
        error={errors.runId}
        onChange={(runId) => onChange({ runId })}
      />
    </>
  )
}

/** What the decision is about; all of it may be left open. */
function LinkFields({ entry, errors, onChange }: FieldsProps) {
  const locale = useLocale()
  const meetings = useMeetings().data?.pages.flatMap(({ rows }) => rows) ?? []
  const sets = useCriteriaSets().data?.rows.filter(({ status }) => status !== 'draft') ?? []
  const definitions = useDefinitions().data?.rows.filter(({ state }) => state !== 'draft') ?? []
  const scheme = useTierScheme().data?.version ?? 0
  return (
    <div className={classes.pair}>
      <Select
        label={text.log.meeting}
        placeholder={text.log.none}
        clearable
        searchable
        data={meetings.map((one) => ({
          value: one.id,
          label: text.log.inMeeting(one.title, formatDate(one.heldOn, locale)),
        }))}
        value={entry.meetingId}
        error={errors.meetingId}
        onChange={(meetingId) => onChange({ meetingId })}
      />
      <Select
        label={text.log.criteriaSet}
        placeholder={text.log.none}
        clearable
        data={sets.map(({ id, name, number }) => ({ value: id, label: `${number}. ${name}` }))}
        value={entry.criteriaSetId}
        error={errors.criteriaSetId}
        onChange={(criteriaSetId) => onChange({ criteriaSetId })}
      />
      <Select
        label={text.log.definition}
        placeholder={text.log.none}
        clearable
        data={definitions.map((one) => ({ value: one.id, label: definitionName(one) }))}
        value={entry.definitionId}
        error={errors.definitionId}
        onChange={(definitionId) => onChange({ definitionId })}
      />
      <SelectionLinks entry={entry} errors={errors} onChange={onChange} />
      {scheme > 0 ? (
        <Checkbox
          label={text.log.tierScheme}
          checked={entry.tierSchemeVersion !== null}
          onChange={(event) => onChange({ tierSchemeVersion: event.currentTarget.checked ? scheme : null })}
        />
      ) : null}
    </div>
  )
}

export interface DecisionDialogProps {
  readonly meeting: Pick<MeetingDetail, 'id' | 'heldOn'> | null
  /** The entry that this one corrects. */
  readonly corrects: CouncilDecision | null
  readonly today: string
  readonly onClose: () => void
}

/** A correction begins with what it corrects; what the writer may not see cannot be linked by them. */
function startOf({ meeting, corrects, today }: DecisionDialogProps): LogEntry {
  const linked = (kind: CouncilDecision['links'][number]['kind']) =>
    corrects?.links.find((link) => link.kind === kind && link.label !== null)?.id ?? null
  const scheme = linked('tier_scheme')
  return {
    decidedOn: corrects?.decidedOn ?? meeting?.heldOn ?? today,
    decision: corrects?.decision ?? '',
    reason: corrects?.reason ?? '',
    decidedBy: corrects?.decidedBy ?? text.log.council,
    meetingId: corrects?.meeting?.id ?? meeting?.id ?? null,
    correctsId: corrects?.id ?? null,
    criteriaSetId: linked('criteria_set'),
    definitionId: linked('definition'),
    overrideId: linked('override'),
    runId: linked('run'),
    tierSchemeVersion: scheme === null ? null : Number(scheme),
  }
}

/** Adds an entry to the log, or corrects one by a new entry. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { corrects, onClose } = props
  const [entry, setEntry] = useState(() => startOf(props))
  const save = useRecordDecision()
  const errors = save.error
    ? toFormErrors(save.error, FIELDS)
    : { fields: {} as Readonly<Record<string, string>>, form: null }
  const change = (patch: Partial<LogEntry>) => setEntry({ ...entry, ...patch })
  const submit = () =>
    save.mutate(entry, {
      onSuccess: ({ number }) => {
        showNotice(text.log.saved(number))
        onClose()
      },
    })
  return (
    <FormFrame
      title={corrects ? text.log.correctOf(corrects.number) : text.log.record}
      error={save.error}
      errors={errors}
      isBusy={save.isPending}
      onSave={submit}
      onClose={onClose}
    >
      {corrects ? <p className={classes.muted}>{text.log.correcting(corrects.number)}</p> : null}
      <WordFields entry={entry} errors={errors.fields} onChange={change} />
      <LinkFields entry={entry} errors={errors.fields} onChange={change} />
    </FormFrame>
  )
}
