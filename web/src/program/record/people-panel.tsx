import { COUNCIL_FUNCTIONS } from '@mainstay/contract/program-council'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { usePeople } from './api/council.ts'
import { ChangeDialog, NameDialog } from './person-form.tsx'
import classes from './record.module.css'
import { text } from './text.ts'
import type { CouncilFunction, ProgramPerson, ProgramRole } from './types.ts'

interface Place {
  readonly role: ProgramRole
  readonly function: CouncilFunction | null
}

const PLACES: readonly Place[] = [
  { role: 'executive_sponsor', function: null },
  { role: 'champion', function: null },
  ...COUNCIL_FUNCTIONS.map((one) => ({ role: 'council' as const, function: one })),
]
const labelOf = ({ role, function: seat }: Place) => (seat ? text.council.functions[seat] : text.council.roles[role])

interface HolderProps {
  readonly person: ProgramPerson
  readonly onChange: ((person: ProgramPerson) => void) | null
}

function Holder({ person, onChange }: HolderProps) {
  const locale = useLocale()
  const dates = [
    person.holds || person.until ? `${text.council.since.toLowerCase()} ${formatDate(person.since, locale)}` : null,
    person.holds || person.until ? null : text.council.later(formatDate(person.since, locale)),
    person.until ? `${text.council.until.toLowerCase()} ${formatDate(person.until, locale)}` : null,
    person.personId ? null : text.council.outside,
  ].filter((part) => part !== null)
  return (
    <div className={classes.holder}>
      <b>{person.name}</b>
      <span className={classes.muted}>{dates.join(' · ')}</span>
      {onChange ? (
        <QuietButton aria-label={text.council.changeOf(person.name)} onClick={() => onChange(person)}>
          {text.council.change}
        </QuietButton>
      ) : null}
      {person.duties ? <p>{person.duties}</p> : null}
    </div>
  )
}

interface PlaceRowProps {
  readonly place: Place
  readonly holders: readonly ProgramPerson[]
  readonly isGap: boolean
  readonly onName: ((place: Place) => void) | null
  readonly onChange: HolderProps['onChange']
}

function PlaceRow({ place, holders, isGap, onName, onChange }: PlaceRowProps) {
  return (
    <div className={classes.place} data-gap={isGap}>
      <h3>{labelOf(place)}</h3>
      <div>
        {isGap ? <Tag tone="caution">{text.council.nobody}</Tag> : null}
        {holders.map((person) => (
          <Holder key={person.id} person={person} onChange={onChange} />
        ))}
      </div>
      {onName ? (
        <QuietButton aria-label={text.council.nameFor(labelOf(place))} onClick={() => onName(place)}>
          {text.council.name}
        </QuietButton>
      ) : null}
    </div>
  )
}

const isOf = (place: Place) => (one: Place) => one.role === place.role && one.function === place.function

interface PeopleProps {
  readonly rows: readonly ProgramPerson[]
  readonly gaps: readonly Place[]
  readonly today: string
}

function People({ rows, gaps, today }: PeopleProps) {
  const mayWrite = useAccess().may('program:write')
  const [naming, setNaming] = useState<Place | null>(null)
  const [changing, setChanging] = useState<ProgramPerson | null>(null)
  const isOver = ({ holds, until }: ProgramPerson) => !holds && until !== null && until < today
  const past = rows.filter(isOver)
  const shown = rows.filter((row) => !isOver(row))
  const rowOf = (place: Place) => (
    <PlaceRow
      key={labelOf(place)}
      place={place}
      holders={shown.filter(isOf(place))}
      isGap={gaps.some(isOf(place))}
      onName={mayWrite ? setNaming : null}
      onChange={mayWrite ? setChanging : null}
    />
  )
  const [alone, seats] = [PLACES.slice(0, 2), PLACES.slice(2)]
  return (
    <>
      <Panel
        title={`${text.council.roles.executive_sponsor}, ${text.council.roles.champion.toLowerCase()}`}
        subtitle={gaps.length === 0 ? text.council.noGaps : text.council.gaps(gaps.length)}
      >
        {alone.map(rowOf)}
      </Panel>
      <Panel title={text.council.roles.council} subtitle={text.council.roleHints.council}>
        {seats.map(rowOf)}
      </Panel>
      <Panel title={text.council.history}>
        {past.length === 0 ? <p className={classes.muted}>{text.council.noHistory}</p> : null}
        {past.map((person) => (
          <div key={person.id} className={classes.place}>
            <h3>{labelOf(person)}</h3>
            <Holder person={person} onChange={mayWrite ? setChanging : null} />
          </div>
        ))}
      </Panel>
      {naming ? <NameDialog {...naming} today={today} onClose={() => setNaming(null)} /> : null}
      {changing ? <ChangeDialog person={changing} onClose={() => setChanging(null)} /> : null}
    </>
  )
}

/** Sponsor, champion and council; a role that nobody holds is a visible gap. */
export function PeoplePanel({ today }: { today: string }) {
  const people = usePeople()
  return <QueryGate query={people}>{({ rows, gaps }) => <People rows={rows} gaps={gaps} today={today} />}</QueryGate>
}
