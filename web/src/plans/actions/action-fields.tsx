import { MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { PlanHeader } from '../api.ts'
import type { ActionDraft, ActionFaults, ServesDraft } from './action-form.ts'
import classes from './actions.module.css'
import { useActions, useGoals } from './api/action-queries.ts'
import { OwnerField } from './owner-field.tsx'
import { text } from './text.ts'

const words = text.form

export interface ActionFieldsProps {
  readonly plan: Pick<PlanHeader, 'id' | 'sections'>
  readonly draft: ActionDraft
  readonly faults: ActionFaults
  readonly onChange: (change: Partial<ActionDraft>) => void
}

/** The fields of an action, new or known. */
export function ActionFields({ plan, draft, faults, onChange }: ActionFieldsProps) {
  return (
    <>
      <TextInput
        label={words.title}
        required
        data-autofocus
        maxLength={300}
        value={draft.title}
        error={faults.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <OwnerField owner={draft.owner} allows="nobody" error={faults.owner} onChange={(owner) => onChange({ owner })} />
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={words.dueOn}
          value={draft.dueOn}
          error={
            draft.startsOn !== '' && draft.dueOn !== '' && draft.dueOn < draft.startsOn
              ? text.defects.due_before_start
              : undefined
          }
          onChange={(event) => onChange({ dueOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.startsOn}
          value={draft.startsOn}
          onChange={(event) => onChange({ startsOn: event.currentTarget.value })}
        />
      </div>
      <ServesField plan={plan} serves={draft.serves} onChange={(serves) => onChange({ serves })} />
      <Textarea
        label={words.details}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={draft.details}
        onChange={(event) => onChange({ details: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <NativeSelect
          label={words.repeat}
          value={draft.repeatUnit}
          data={[
            { value: 'never', label: words.repeats.never },
            { value: 'week', label: words.repeats.week },
            { value: 'month', label: words.repeats.month },
          ]}
          onChange={(event) => onChange({ repeatUnit: unitOf(event.currentTarget.value) })}
        />
        {draft.repeatUnit === 'never' ? null : (
          <TextInput
            label={words.every}
            inputMode="numeric"
            value={draft.repeatEvery}
            error={faults.repeat}
            onChange={(event) => onChange({ repeatEvery: event.currentTarget.value })}
          />
        )}
      </div>
      <TextInput
        label={words.customerOwner}
        maxLength={200}
        value={draft.customerOwner}
        onChange={(event) => onChange({ customerOwner: event.currentTarget.value })}
      />
    </>
  )
}

function unitOf(value: string): ActionDraft['repeatUnit'] {
  return value === 'week' || value === 'month' ? value : 'never'
}

interface ServesFieldProps {
  readonly plan: ActionFieldsProps['plan']
  readonly serves: ServesDraft
  readonly onChange: (serves: ServesDraft) => void
}

function ServesField({ plan, serves, onChange }: ServesFieldProps) {
  const hasObjectives = plan.sections.some(({ part }) => part === 'objectives')
  const goals = useGoals(plan.id, hasObjectives)
  if (!hasObjectives) return null
  const objectives = (goals.data?.objectives ?? []).filter(({ status }) => status === 'open')
  return (
    <NativeSelect
      label={words.serves}
      value={serves}
      onChange={(event) => onChange(event.currentTarget.value as ServesDraft)}
    >
      <option value="">{words.servesNothing}</option>
      {objectives.map((objective) => (
        <optgroup key={objective.id} label={objective.title}>
          <option value={`objective ${objective.id}`}>{objective.title}</option>
          {objective.keyResults.map((keyResult) => (
            <option key={keyResult.id} value={`key-result ${keyResult.id}`}>
              {keyResult.title}
            </option>
          ))}
        </optgroup>
      ))}
    </NativeSelect>
  )
}

export interface NeedsFieldProps {
  readonly planId: string
  readonly actionId: string
  readonly needs: readonly string[]
  readonly onChange: (needs: readonly string[]) => void
}

/** Actions of the plan that must be done before this one. */
export function NeedsField({ planId, actionId, needs, onChange }: NeedsFieldProps) {
  const actions = useActions(planId)
  const others = (actions.data?.actions ?? []).filter(
    ({ id, isOpen }) => id !== actionId && (isOpen || needs.includes(id)),
  )
  return (
    <MultiSelect
      label={words.needs}
      description={words.needsHint}
      searchable
      clearable
      maxValues={50}
      limit={50}
      data={others.map(({ id, title }) => ({ value: id, label: title }))}
      value={[...needs]}
      onChange={onChange}
    />
  )
}
