import { NativeSelect, TextInput } from '@mantine/core'
import type { PlanHeader } from '../api.ts'
import { useTeam } from '../team/api/team-queries.ts'
import type { DriverDraft } from './driver-draft.ts'
import { text } from './text.ts'
import { EVIDENCE } from './types.ts'
import type { Editor } from './use-editor.ts'
import classes from './value-form.module.css'

const words = text.driverDialog

export interface DriverProofProps {
  readonly plan: PlanHeader
  readonly editor: Editor<DriverDraft>
}

/** How firm it is: evidence, baseline, source, who of the customer answers for it, and how it is weighed. */
export function DriverProof({ plan, editor }: DriverProofProps) {
  const { draft, errors, type } = editor
  const typed = (field: 'baseline' | 'source' | 'probability' | 'attribution') => ({
    value: draft[field],
    error: errors.fields[field],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      type({ [field]: event.currentTarget.value }),
  })
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={words.evidence}
        data={EVIDENCE.map((value) => ({ value, label: text.evidenceHint[value] }))}
        value={draft.evidence}
        error={errors.fields.evidence}
        onChange={(event) =>
          type({ evidence: EVIDENCE.find((one) => one === event.currentTarget.value) ?? draft.evidence })
        }
      />
      <OwnerSelect plan={plan} editor={editor} />
      <TextInput maxLength={1_000} label={words.baseline} description={words.baselineHint} {...typed('baseline')} />
      <TextInput maxLength={500} label={words.source} description={words.sourceHint} {...typed('source')} />
      {draft.kind === 'benefit' ? (
        <TextInput
          required
          inputMode="decimal"
          label={words.probability}
          description={words.probabilityHint}
          {...typed('probability')}
        />
      ) : null}
      <TextInput
        required
        inputMode="decimal"
        label={words.attribution}
        description={words.attributionHint}
        {...typed('attribution')}
      />
    </div>
  )
}

/** People of the customer in the plan's team; whoever was named and is not in it any more stays to be chosen. */
function OwnerSelect({ plan, editor: { draft, errors, type } }: DriverProofProps) {
  const team = useTeam(plan.id)
  const people = (team.data?.people ?? []).filter(({ side }) => side === 'customer')
  const isListed = draft.ownerId === null || people.some(({ id }) => id === draft.ownerId)
  const known = isListed ? [] : [{ value: draft.ownerId ?? '', label: draft.ownerName }]
  const isEmpty = team.data !== undefined && people.length === 0
  return (
    <NativeSelect
      label={words.owner}
      description={team.isError ? words.ownerHidden : isEmpty ? words.ownerEmpty : undefined}
      data={[
        { value: '', label: words.ownerNone },
        ...known,
        ...people.map((person) => ({ value: person.id, label: `${person.name}, ${person.function}` })),
      ]}
      value={draft.ownerId ?? ''}
      error={errors.fields.ownerId}
      onChange={(event) => {
        const id = event.currentTarget.value
        type({ ownerId: id || null, ownerName: people.find((person) => person.id === id)?.name ?? '' })
      }}
    />
  )
}
