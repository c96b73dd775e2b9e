import { BUYING_PHASES } from '@mainstay/domain/buying'
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import type { PlanHeader } from '../api.ts'
import { useTeamOf } from './api/buying-queries.ts'
import classes from './buying.module.css'
import type { StepForm } from './step-form.ts'
import { text } from './text.ts'
import type { BuyingSide, BuyingStep } from './types.ts'

const words = text.step

export interface StepFieldsProps {
  readonly plan: PlanHeader
  readonly side: BuyingSide
  readonly milestones: readonly BuyingStep[]
  /** Who was named when the drawer opened: shown though the team has left them out since. */
  readonly owner: BuyingStep['owner']
  readonly form: StepForm
  readonly errors: Readonly<Record<string, string | undefined>>
  readonly onChange: (patch: Partial<StepForm>) => void
}

/** The inputs of a step. A phase is asked of theirs alone, what it serves of ours alone. */
export function StepFields(props: StepFieldsProps) {
  const { side, form, errors, onChange } = props
  return (
    <>
      <Textarea
        label={words.fields.title}
        required
        autosize
        maxLength={200}
        data-autofocus
        value={form.title}
        error={errors.title}
        onChange={(event) => onChange({ title: event.currentTarget.value.replaceAll('\n', ' ') })}
      />
      {side === 'customer' ? (
        <NativeSelect
          label={words.fields.phase}
          data={[
            { value: '', label: words.noPhase },
            ...BUYING_PHASES.map((value) => ({ value, label: text.phases[value] })),
          ]}
          value={form.phase ?? ''}
          error={errors.phase}
          onChange={(event) =>
            onChange({ phase: BUYING_PHASES.find((one) => one === event.currentTarget.value) ?? null })
          }
        />
      ) : null}
      <WhoFields {...props} />
      <Textarea
        label={words.fields.evidence}
        description={words.hints.evidence}
        autosize
        minRows={2}
        maxLength={1_000}
        value={form.evidence}
        error={errors.evidence}
        onChange={(event) => onChange({ evidence: event.currentTarget.value })}
      />
      <Textarea
        label={words.fields.requirement}
        description={words.hints.requirement}
        autosize
        maxLength={2_000}
        value={form.requirement}
        error={errors.requirement}
        onChange={(event) => onChange({ requirement: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        {(['plannedOn', 'doneOn'] as const).map((field) => (
          <TextInput
            key={field}
            type="date"
            label={words.fields[field]}
            value={form[field] ?? ''}
            error={errors[field]}
            onChange={(event) => onChange({ [field]: event.currentTarget.value || null })}
          />
        ))}
      </div>
      {side === 'ours' ? <ServesField {...props} /> : null}
    </>
  )
}

/** The role, and who of the team that is. */
function WhoFields({ plan, side, owner, form, errors, onChange }: StepFieldsProps) {
  const team = useTeamOf(plan)
  const people = (team.data?.people ?? []).filter((person) => person.side === side && !person.hasLeft)
  const isListed = owner === null || people.some(({ id }) => id === owner.id)
  const choices = [
    { value: '', label: words.nobody },
    ...people.map((person) => ({
      value: person.id,
      label: [person.name, person.function].filter(Boolean).join(', '),
    })),
    ...(isListed ? [] : [{ value: owner.id, label: owner.name }]),
  ]
  return (
    <div className={classes.pair}>
      <TextInput
        label={words.fields.ownerRole}
        description={words.hints.ownerRole}
        maxLength={120}
        value={form.ownerRole}
        error={errors.ownerRole}
        onChange={(event) => onChange({ ownerRole: event.currentTarget.value })}
      />
      {team.isHidden ? (
        <p className={classes.muted}>{words.teamHidden}</p>
      ) : (
        <NativeSelect
          label={words.fields.ownerId}
          description={
            people.length > 0 || team.data === undefined ? undefined : (
              <>
                {words.nobodyOnTeam} <AppLink href={paths.planPart(plan.id, 'team')}>{words.toTeam}</AppLink>
              </>
            )
          }
          data={choices}
          value={form.ownerId ?? ''}
          error={errors.ownerId}
          onChange={(event) => onChange({ ownerId: event.currentTarget.value || null })}
        />
      )}
    </div>
  )
}

function ServesField({ milestones, form, errors, onChange }: StepFieldsProps) {
  return (
    <Checkbox.Group
      label={words.fields.serves}
      value={[...form.serves]}
      error={errors.serves}
      onChange={(serves) => onChange({ serves })}
    >
      <div className={classes.checks}>
        {milestones.length === 0 ? <p className={classes.muted}>{words.nothingToServe}</p> : null}
        {milestones.map(({ id, title }, at) => (
          <Checkbox key={id} value={id} size="xs" label={`${at + 1} ${title}`} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
