import { Autocomplete, Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { FormErrors } from '../../../kit/api/api-error.ts'
import { Panel } from '../../../kit/layout/panel.tsx'
import { QueryGate } from '../../../kit/states/query-gate.tsx'
import { useMembers } from '../api/round-queries.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { SetupDraft } from './setup-draft.ts'

const USUAL_FUNCTIONS = ['sales', 'finance', 'operations', 'service', 'product', 'marketing']

interface RatersPanelProps {
  readonly draft: SetupDraft
  readonly refused: FormErrors | null
  readonly onChange: (patch: Partial<SetupDraft>) => void
}

/** Who scores, and for which function of the company each of them speaks. */
export function RatersPanel({ draft, refused, onChange }: RatersPanelProps) {
  const members = useMembers()
  const { raters } = draft
  return (
    <Panel title={text.setup.raters}>
      <ul className={classes.plainList}>
        {raters.map((rater, index) => (
          <li key={rater.personId} className={classes.raterRow}>
            <span>{rater.name}</span>
            <Autocomplete
              aria-label={`${text.setup.function}: ${rater.name}`}
              data={USUAL_FUNCTIONS}
              maxLength={40}
              value={rater.function}
              error={refused?.fields[`raters.${index}.personId`] ?? refused?.fields[`raters.${index}.function`]}
              onChange={(part) =>
                onChange({
                  raters: raters.map((one) => (one === rater ? { ...one, function: part.toLowerCase() } : one)),
                })
              }
            />
            <Button
              aria-label={text.setup.remove(rater.name)}
              onClick={() => onChange({ raters: raters.filter((one) => one !== rater) })}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <QueryGate query={members}>
        {({ rows }) => (
          <AddRater
            people={rows.filter(
              ({ personId, status, role }) =>
                status === 'active' && role !== 'viewer' && !raters.some((one) => one.personId === personId),
            )}
            onAdd={(rater) => onChange({ raters: [...raters, rater] })}
          />
        )}
      </QueryGate>
    </Panel>
  )
}

interface AddRaterProps {
  readonly people: readonly { readonly personId: string; readonly name: string; readonly email: string }[]
  readonly onAdd: (rater: SetupDraft['raters'][number]) => void
}

function AddRater({ people, onAdd }: AddRaterProps) {
  const [personId, setPersonId] = useState('')
  const [part, setPart] = useState('')
  const person = people.find((one) => one.personId === personId)
  const add = () => {
    if (!person || part.trim() === '') return
    onAdd({ personId: person.personId, name: person.name, function: part.trim().toLowerCase() })
    setPersonId('')
    setPart('')
  }
  return (
    <div className={classes.raterRow}>
      <NativeSelect
        label={text.setup.person}
        value={personId}
        data={[
          { value: '', label: '' },
          ...people.map((one) => ({ value: one.personId, label: `${one.name} · ${one.email}` })),
        ]}
        onChange={(event) => setPersonId(event.currentTarget.value)}
      />
      <Autocomplete label={text.setup.function} data={USUAL_FUNCTIONS} maxLength={40} value={part} onChange={setPart} />
      <Button disabled={!person || part.trim() === ''} onClick={add}>
        {text.setup.addRater}
      </Button>
    </div>
  )
}
