import { randomUUID } from 'node:crypto'
import { COUNCIL_FUNCTIONS, type programPerson } from '@mainstay/contract/program-council'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { lockProgram } from '../criteria-store.ts'
import type { CouncilFunction, ProgramPersonTable, ProgramRole } from './tables.ts'

type PersonRow = Selectable<ProgramPersonTable>
export type ProgramPersonAnswer = z.infer<typeof programPerson>

interface Holding {
  readonly duties: string
  readonly since: string
  readonly until: string | null
}

export interface NameInput extends Holding {
  readonly role: ProgramRole
  readonly function: CouncilFunction | null
  readonly personId: string | null
  readonly name: string
}

/** A role for some time; `id` is null for one that is new. */
interface Place extends Pick<NameInput, 'role' | 'function' | 'personId' | 'since' | 'until'> {
  readonly id: string | null
}

const MOST_PEOPLE = 1_000

function selectPeople(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.program_person as p')
    .select([
      'p.workspace_id',
      'p.id',
      'p.role',
      'p.function',
      'p.person_id',
      'p.name',
      'p.duties',
      'p.since',
      'p.until',
      'p.version',
      'p.created_at',
    ])
    .where('p.workspace_id', '=', scope.workspaceId)
}

/** Everybody who holds or held a role, the latest first, and the roles that nobody holds today. */
export async function listPeople(
  scope: ReadScope,
  today: string,
): Promise<{
  rows: ProgramPersonAnswer[]
  gaps: { role: ProgramRole; function: CouncilFunction | null }[]
}> {
  const rows = await selectPeople(scope).orderBy('p.since', 'desc').orderBy('p.id').limit(MOST_PEOPLE).execute()
  const held = new Set(rows.filter((row) => holds(row, today)).map((row) => placeOf(row)))
  const places: { role: ProgramRole; function: CouncilFunction | null }[] = [
    { role: 'executive_sponsor', function: null },
    { role: 'champion', function: null },
    ...COUNCIL_FUNCTIONS.filter((one) => one !== 'other').map((one) => ({ role: 'council' as const, function: one })),
  ]
  return {
    rows: rows.map((row) => presentPerson(row, today)),
    gaps: places.filter((place) => !held.has(placeOf(place))),
  }
}

/** Names a member of the workspace, or somebody outside by name, for a role. */
export async function namePerson(scope: WriteScope, input: NameInput, today: string): Promise<ProgramPersonAnswer> {
  await lockProgram(scope)
  if ((input.role === 'council') !== (input.function !== null)) throw new Refused('program/council-function-missing')
  const name = await nameOf(scope, input)
  await demandFreePlace(scope, { ...input, id: null })
  const id = randomUUID()
  const { role, duties, since, until } = input
  await scope.db
    .insertInto('mainstay.program_person')
    .values({
      workspace_id: scope.workspaceId,
      id,
      role,
      function: input.function,
      person_id: input.personId,
      name,
      duties,
      since,
      until,
    })
    .execute()
  await recordPerson(scope, id, { after: { role, function: input.function, name, duties, since, until } })
  return readPerson(scope, id, today)
}

/** Changes duties or dates; who held the role before stays on record. */
export async function changePerson(
  scope: WriteScope,
  input: Holding & { readonly id: string },
  today: string,
): Promise<ProgramPersonAnswer> {
  await lockProgram(scope)
  const row = await selectPeople(scope).where('p.id', '=', input.id).forUpdate().executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  scope.expectVersion(row.version)
  const { duties, since, until } = input
  await demandFreePlace(scope, { ...row, personId: row.person_id, since, until })
  await scope.db
    .updateTable('mainstay.program_person as p')
    .set({ duties, since, until, version: row.version + 1 })
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', row.id)
    .execute()
  await recordPerson(scope, row.id, {
    before: { name: row.name, duties: row.duties, since: row.since, until: row.until },
    after: { name: row.name, duties, since, until },
  })
  return readPerson(scope, row.id, today)
}

async function readPerson(scope: ReadScope, id: string, today: string): Promise<ProgramPersonAnswer> {
  return presentPerson(await selectPeople(scope).where('p.id', '=', id).executeTakeFirstOrThrow(), today)
}

/** There is one sponsor and one champion at a time; a function may send several people to the council, nobody twice. */
async function demandFreePlace(scope: ReadScope, wanted: Place): Promise<void> {
  if (wanted.until !== null && wanted.until < wanted.since) throw new Refused('program/role-ends-before-start')
  const other = await selectPeople(scope)
    .where('p.role', '=', wanted.role)
    .where(sql<boolean>`p.function is not distinct from ${wanted.function}`)
    .where(sql<boolean>`(p.role <> 'council' or p.person_id = ${wanted.personId})`)
    .where(sql<boolean>`p.id is distinct from ${wanted.id}::uuid`)
    .where(
      sql<boolean>`daterange(p.since, p.until, '[]') && daterange(${wanted.since}::date, ${wanted.until}::date, '[]')`,
    )
    .executeTakeFirst()
  if (other) throw new Refused('program/role-held', { name: other.name, since: other.since, until: other.until })
}

async function nameOf(scope: ReadScope, { personId, name }: NameInput): Promise<string> {
  if (personId === null) {
    if (name === '') throw new Refused('program/person-name-missing')
    return name
  }
  const { rows } = await sql<{ name: string }>`
    select p.name from mainstay.membership m join identity.person p on p.id = m.person_id
    where m.workspace_id = ${scope.workspaceId} and m.person_id = ${personId} and m.status = 'active'`.execute(scope.db)
  const found = rows[0]
  if (!found) throw new Refused('accounts/person-unknown', { personId })
  return found.name
}

function holds(row: PersonRow, today: string): boolean {
  return row.since <= today && (row.until === null || today <= row.until)
}

function placeOf(place: Pick<PersonRow, 'role' | 'function'>): string {
  return `${place.role}/${place.function ?? ''}`
}

function presentPerson(row: PersonRow, today: string): ProgramPersonAnswer {
  const { id, role, name, duties, since, until, version } = row
  return {
    id,
    role,
    function: row.function,
    personId: row.person_id,
    name,
    duties,
    since,
    until,
    holds: holds(row, today),
    version,
  }
}

function recordPerson(
  scope: WriteScope,
  id: string,
  change: { readonly before?: Record<string, unknown>; readonly after: Record<string, unknown> },
): Promise<void> {
  return scope.record({ action: 'program.person', subjectType: 'program_person', subjectId: id, ...change })
}
