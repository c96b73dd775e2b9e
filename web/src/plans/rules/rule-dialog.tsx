import { RULE_DUE_DAYS, RULE_TRIGGERS } from '@mainstay/domain/plans/rules'
import { Button, Modal, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import classes from '../plans.module.css'
import { ConflictNote } from '../shared/conflict-note.tsx'
import { MemberSelect } from '../shared/member-select.tsx'
import { isStale } from '../shared/stale.ts'
import { type Rule, readRule, useSaveRule } from './api/rule-queries.ts'
import { BEFORE_A_DATE, contentOf, draftOf, type RuleDraft, TRIGGER_KINDS } from './rule-draft.ts'
import { text } from './text.ts'

const words = text.dialog
const FIELDS = ['name', 'trigger.days', 'action.title', 'action.details', 'action.dueInDays', 'action.owner.personId']

export interface RuleDialogProps {
  /** Null for a new one. */
  readonly rule: Rule | null
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}

/** Drafts a rule or changes it. Nothing typed is lost when somebody else was faster. */
export function RuleDialog({ rule: current, onClose, onDone }: RuleDialogProps) {
  // As it was when the dialog opened: a version that arrives meanwhile must not be written over unseen.
  const [rule] = useState(current)
  const [draft, setDraft] = useState(() => draftOf(rule))
  const [theirs, setTheirs] = useState<Rule | null>(null)
  const save = useSaveRule()
  const isConflict = theirs !== null
  const submit = (over: Rule | null) =>
    save.mutate(
      { content: contentOf(draft), over },
      {
        onSuccess: ({ id }) => {
          showNotice(words.saved)
          onClose()
          onDone(id)
        },
        onError: async (error) => {
          if (rule && isStale(error)) setTheirs((await readRule(rule.id)) ?? null)
        },
      },
    )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit(rule)
  }
  const errors = save.error && !isConflict ? toFormErrors(save.error, FIELDS) : null
  return (
    <Modal
      opened
      onClose={onClose}
      title={rule ? words.change : words.create}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <form onSubmit={onSubmit} noValidate className={classes.form}>
        {errors?.form ? (
          <p className={classes.refused} role="alert">
            {errors.form}
          </p>
        ) : null}
        {isConflict ? (
          <ConflictNote
            fields={conflicts(draft, draftOf(theirs))}
            isBusy={save.isPending}
            onKeepMine={() => submit(theirs)}
            onTakeTheirs={onClose}
          />
        ) : null}
        <RuleFields draft={draft} errors={errors?.fields ?? {}} rule={rule} setDraft={setDraft} />
        {rule ? <p className={classes.small}>{words.retest}</p> : null}
        <div className={classes.buttons}>
          <Button onClick={onClose}>{words.cancel}</Button>
          {isConflict ? null : (
            <Button type="submit" variant="filled" loading={save.isPending}>
              {words.save}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}

interface RuleFieldsProps {
  readonly draft: RuleDraft
  readonly rule: Rule | null
  readonly errors: Readonly<Record<string, string | undefined>>
  readonly setDraft: (draft: RuleDraft) => void
}

function RuleFields({ draft, rule, errors, setDraft }: RuleFieldsProps) {
  const set = (change: Partial<RuleDraft>) => setDraft({ ...draft, ...change })
  const trigger = RULE_TRIGGERS[draft.kind]
  return (
    <>
      <TextInput
        data-autofocus
        required
        label={words.name}
        maxLength={120}
        value={draft.name}
        error={errors.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.trigger}
        value={draft.kind}
        data={TRIGGER_KINDS.map((value) => ({ value, label: text.triggers[value] }))}
        onChange={(event) => {
          const kind = TRIGGER_KINDS.find((one) => one === event.currentTarget.value)
          if (kind) set({ kind, days: RULE_TRIGGERS[kind].days ? draft.days || 30 : '' })
        }}
      />
      {trigger.days ? (
        <NumberInput
          required
          label={words.days}
          description={BEFORE_A_DATE.includes(draft.kind) ? words.daysHelp.before : words.daysHelp.since}
          min={trigger.days.least}
          max={trigger.days.most}
          allowDecimal={false}
          value={draft.days}
          error={errors['trigger.days']}
          onChange={(days) => set({ days })}
        />
      ) : null}
      <TextInput
        required
        label={words.action}
        description={`${words.actionHelp} ${words.itemIs(trigger.item)}`}
        maxLength={200}
        value={draft.title}
        error={errors['action.title']}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Textarea
        label={words.details}
        autosize
        maxLength={2000}
        value={draft.details}
        error={errors['action.details']}
        onChange={(event) => set({ details: event.currentTarget.value })}
      />
      <NumberInput
        required
        label={words.due}
        min={0}
        max={RULE_DUE_DAYS}
        allowDecimal={false}
        value={draft.dueInDays}
        error={errors['action.dueInDays']}
        onChange={(dueInDays) => set({ dueInDays })}
      />
      <NativeSelect
        label={words.owner}
        value={draft.owner}
        data={(['accountable', 'account_manager', 'member'] as const).map((value) => ({
          value,
          label: words.owners[value],
        }))}
        onChange={(event) => set({ owner: ownerKind(event.currentTarget.value) })}
      />
      {draft.owner === 'member' ? (
        <MemberSelect
          required
          label={words.member}
          value={draft.personId}
          valueName={rule?.action.owner.name ?? undefined}
          error={errors['action.owner.personId']}
          onChange={(personId) => set({ personId })}
        />
      ) : null}
    </>
  )
}

function ownerKind(value: string): RuleDraft['owner'] {
  return value === 'member' || value === 'account_manager' ? value : 'accountable'
}

function conflicts(mine: RuleDraft, theirs: RuleDraft) {
  const field = (label: string, tell: (draft: RuleDraft) => string) => ({
    label,
    mine: tell(mine),
    theirs: tell(theirs),
  })
  return [
    field(words.name, ({ name }) => name),
    field(words.trigger, ({ kind }) => text.triggers[kind]),
    field(words.days, ({ days }) => String(days)),
    field(words.action, ({ title }) => title),
    field(words.details, ({ details }) => details),
    field(words.due, ({ dueInDays }) => String(dueInDays)),
    field(words.owner, ({ owner }) => words.owners[owner]),
  ]
}
