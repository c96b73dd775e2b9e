import type { ReadScope } from '../../platform/use-case.ts'

interface Member {
  readonly personId: string
  readonly name: string
}

/** Who a sheet may mean by a name or mail address in small letters. */
export type MembersByName = ReadonlyMap<string, readonly Member[]>

/** Active members by their name and by their mail address. */
export async function membersByName(scope: ReadScope): Promise<MembersByName> {
  const rows = await scope.db
    .selectFrom('mainstay.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .select(['m.person_id', 'p.name', 'p.email'])
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.status', '=', 'active')
    .execute()
  const found = new Map<string, Member[]>()
  for (const { person_id: personId, name, email } of rows) {
    for (const key of new Set([name.toLowerCase(), email.toLowerCase()])) {
      found.set(key, [...(found.get(key) ?? []), { personId, name }])
    }
  }
  return found
}

/** Whether nobody could tell who of several is meant. */
export function isDoubtfulName(members: MembersByName, name: string): boolean {
  return (members.get(name.toLowerCase()) ?? []).length > 1
}

export function doubtOfName(name: string): string {
  return `several people here are called “${name}”; write the mail address`
}

/** The owner a sheet names: a member where one is called so, otherwise a colleague without access; nobody of nothing. */
export function ownerNamed(members: MembersByName, name: string) {
  const [member] = members.get(name.toLowerCase()) ?? []
  const outside = name === '' ? null : ('colleague' as const)
  return {
    owner_kind: member ? ('member' as const) : outside,
    owner_person_id: member?.personId ?? null,
    owner_name: member?.name ?? (name || null),
  }
}
