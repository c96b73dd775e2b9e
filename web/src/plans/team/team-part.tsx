import { Button } from '@mantine/core'
import { useState } from 'react'
import { PageStack } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PartProps } from '../part-props.ts'
import { type PlanPerson, type TeamPart as Team, useTeam } from './api/team-queries.ts'
import { PersonDialog } from './person-dialog.tsx'
import { newDraft, type PersonDraft } from './person-draft.ts'
import classes from './team.module.css'
import { TeamTable } from './team-table.tsx'
import { text } from './text.ts'

/** Who has which duty in the plan, on both sides. */
export function TeamPart({ plan, mayWrite }: PartProps) {
  const team = useTeam(plan.id)
  return <QueryGate query={team}>{(found) => <Sides planId={plan.id} team={found} mayWrite={mayWrite} />}</QueryGate>
}

interface SidesProps {
  readonly planId: string
  readonly team: Team
  readonly mayWrite: boolean
}

/** What the dialog is open for. */
interface Editing {
  readonly person: PlanPerson | null
  readonly first: PersonDraft
}

function Sides({ planId, team, mayWrite }: SidesProps) {
  const [editing, setEditing] = useState<Editing | null>(null)
  const add = (side: PersonDraft['side']) => {
    const duty =
      side === 'ours' && !team.people.some((one) => one.duty === 'accountable') ? 'accountable' : 'responsible'
    setEditing({ person: null, first: newDraft(side, side === 'ours' ? duty : 'consulted') })
  }
  const side = (which: PersonDraft['side']) => (
    <Side
      side={which}
      planId={planId}
      people={team.people.filter((person) => person.side === which)}
      mayWrite={mayWrite}
      onAdd={() => add(which)}
      onChange={(person) => setEditing({ person, first: newDraft(which, person.duty) })}
    />
  )
  return (
    <PageStack>
      {team.hasAccountable || team.people.length === 0 ? null : (
        <div role="status" className={classes.notice}>
          <p>
            <b>{text.nobodyAnswers}</b>
          </p>
          <p>{text.nobodyAnswersSentence}</p>
          {mayWrite ? <Button onClick={() => add('ours')}>{text.nameSomebody}</Button> : null}
        </div>
      )}
      {side('ours')}
      {side('customer')}
      {editing ? (
        <PersonDialog
          key={editing.person?.id ?? editing.first.side}
          planId={planId}
          team={team}
          onClose={() => setEditing(null)}
          {...editing}
        />
      ) : null}
    </PageStack>
  )
}

interface SideProps {
  readonly side: PersonDraft['side']
  readonly planId: string
  readonly people: readonly PlanPerson[]
  readonly mayWrite: boolean
  readonly onAdd: () => void
  readonly onChange: (person: PlanPerson) => void
}

const WORDS = {
  ours: { title: text.ours, note: text.oursNote, empty: text.emptyOurs, sentence: text.emptyOursSentence },
  customer: {
    title: text.customer,
    note: text.customerNote,
    empty: text.emptyCustomer,
    sentence: text.emptyCustomerSentence,
  },
} as const

function Side({ side, planId, people, mayWrite, onAdd, onChange }: SideProps) {
  const words = WORDS[side]
  const add = mayWrite ? (
    <Button aria-label={text.addTo(words.title)} onClick={onAdd}>
      {text.add}
    </Button>
  ) : undefined
  if (people.length === 0) {
    return (
      <Panel title={words.title} subtitle={words.note}>
        <StateEmpty title={words.empty} sentence={words.sentence} action={add} />
      </Panel>
    )
  }
  return (
    <Panel title={words.title} subtitle={words.note} actions={add}>
      <TeamTable planId={planId} title={words.title} people={people} mayWrite={mayWrite} onChange={onChange} />
    </Panel>
  )
}
