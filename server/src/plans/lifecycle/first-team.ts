import type { Actor } from '../../platform/access/actor.ts'
import type { ReadScope } from '../../platform/use-case.ts'

export interface FirstPerson {
  readonly personId: string
  readonly name: string
  readonly function: string
  readonly duty: 'accountable' | 'responsible' | 'consulted'
  readonly isInner: boolean
}

interface TeamRow {
  readonly person_id: string
  readonly name: string
  readonly duty: 'account_manager' | 'executive_sponsor' | 'team_member'
}

const ORDER = ['account_manager', 'executive_sponsor', 'team_member'] as const

/**
 * Who stands in a plan when it is begun: the people who look after the account. One account manager answers for the plan, and
 * where there is none, whoever begins it. Account managers and sponsors are its inner team.
 */
export async function firstTeam(scope: ReadScope, accountId: string): Promise<FirstPerson[]> {
  const rows: TeamRow[] = await scope.db
    .selectFrom('mainstay.account_team_member as t')
    .innerJoin('identity.person as p', 'p.id', 't.person_id')
    .innerJoin('mainstay.membership as m', (join) =>
      join.onRef('m.workspace_id', '=', 't.workspace_id').onRef('m.person_id', '=', 't.person_id'),
    )
    .select(['t.person_id', 'p.name', 't.duty'])
    .where('t.workspace_id', '=', scope.workspaceId)
    .where('t.account_id', '=', accountId)
    .where('m.status', '=', 'active')
    .orderBy('t.since')
    .orderBy('p.name')
    .execute()
  const team = rows.toSorted((one, other) => ORDER.indexOf(one.duty) - ORDER.indexOf(other.duty)).map(personOf)
  return seat(team, scope.actor)
}

function personOf({ person_id: personId, name, duty }: TeamRow, index: number): FirstPerson {
  if (duty === 'account_manager') {
    return {
      personId,
      name,
      function: 'Account manager',
      duty: index === 0 ? 'accountable' : 'responsible',
      isInner: true,
    }
  }
  if (duty === 'executive_sponsor') {
    return { personId, name, function: 'Executive sponsor', duty: 'consulted', isInner: true }
  }
  return { personId, name, function: 'Account team', duty: 'responsible', isInner: false }
}

/** Puts whoever begins the plan into its inner team, and makes them answer for it where nobody else does. */
function seat(team: readonly FirstPerson[], actor: Actor): FirstPerson[] {
  if (actor.kind !== 'person') return [...team]
  const duty = team.some((person) => person.duty === 'accountable') ? 'responsible' : 'accountable'
  if (team.some(({ personId }) => personId === actor.id)) {
    return team.map((person) =>
      person.personId === actor.id
        ? { ...person, isInner: true, duty: duty === 'accountable' ? duty : person.duty }
        : person,
    )
  }
  return [...team, { personId: actor.id, name: actor.name, function: 'Account planning', duty, isInner: true }]
}
