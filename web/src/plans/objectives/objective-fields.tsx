import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { useMembers } from './api/objective-queries.ts'
import type { Faults, ObjectiveDraft } from './form.ts'
import classes from './objectives.module.css'
import { text } from './text.ts'

const words = text.form

export interface ObjectiveFieldsProps {
  readonly draft: ObjectiveDraft
  readonly faults: Faults
  readonly onChange: (change: Partial<ObjectiveDraft>) => void
}

/** The fields of an objective, new or known. */
export function ObjectiveFields({ draft, faults, onChange }: ObjectiveFieldsProps) {
  return (
    <>
      <TextInput
        label={words.title}
        description={words.titleHint}
        required
        data-autofocus
        maxLength={300}
        value={draft.title}
        error={faults.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        label={words.why}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={draft.why}
        error={faults.why}
        onChange={(event) => onChange({ why: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={words.startsOn}
          required
          value={draft.startsOn}
          error={faults.startsOn}
          onChange={(event) => onChange({ startsOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.endsOn}
          required
          value={draft.endsOn}
          error={faults.endsOn}
          onChange={(event) => onChange({ endsOn: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.kind}
          value={draft.kind}
          onChange={(event) =>
            onChange({ kind: event.currentTarget.value === 'qualitative' ? 'qualitative' : 'quantitative' })
          }
          data={[
            { value: 'quantitative', label: text.kinds.quantitative },
            { value: 'qualitative', label: text.kinds.qualitative },
          ]}
        />
        <NativeSelect
          label={words.ambition}
          description={text.ambitionNotes[draft.ambition]}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.ambition}
          onChange={(event) =>
            onChange({ ambition: event.currentTarget.value === 'stretch' ? 'stretch' : 'committed' })
          }
          data={[
            { value: 'committed', label: text.ambitions.committed },
            { value: 'stretch', label: text.ambitions.stretch },
          ]}
        />
      </div>
      <OwnerFields draft={draft} faults={faults} onChange={onChange} />
    </>
  )
}

const OWNER_KINDS = ['nobody', 'member', 'colleague', 'customer'] as const

function OwnerFields({ draft, faults, onChange }: ObjectiveFieldsProps) {
  const access = useAccess()
  const maySeePeople = access.may('people:read')
  const members = useMembers(maySeePeople)
  const active = (members.data?.rows ?? []).filter(({ status }) => status === 'active')
  const kinds = OWNER_KINDS.filter((kind) => kind !== 'member' || maySeePeople || draft.ownerKind === 'member')
  const isNamed = draft.ownerKind === 'colleague' || draft.ownerKind === 'customer'
  return (
    <div className={isNamed ? classes.triple : classes.pair}>
      <NativeSelect
        label={words.ownerKind}
        value={draft.ownerKind}
        onChange={(event) =>
          onChange({ ownerKind: kinds.find((one) => one === event.currentTarget.value) ?? 'nobody' })
        }
        data={kinds.map((kind) => ({ value: kind, label: words.owners[kind] }))}
      />
      {draft.ownerKind === 'member' ? (
        <NativeSelect
          label={words.member}
          required
          value={draft.personId}
          error={faults.owner}
          onChange={(event) => onChange({ personId: event.currentTarget.value })}
          data={[
            { value: '', label: words.choose },
            ...active.map(({ personId, name }) => ({ value: personId, label: name })),
          ]}
        />
      ) : null}
      {isNamed ? (
        <>
          <TextInput
            label={words.ownerName}
            required
            maxLength={200}
            value={draft.ownerName}
            error={faults.owner}
            onChange={(event) => onChange({ ownerName: event.currentTarget.value })}
          />
          <TextInput
            label={words.ownerFunction}
            maxLength={80}
            value={draft.ownerFunction}
            onChange={(event) => onChange({ ownerFunction: event.currentTarget.value })}
          />
        </>
      ) : null}
    </div>
  )
}
