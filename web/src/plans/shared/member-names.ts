import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../client/index.ts'

const PAGE = 200

interface MemberName {
  readonly personId: string
  readonly name: string
}

/** Everybody who may sign in to the workspace, page by page to the end. */
async function readMembers(): Promise<MemberName[]> {
  const members: MemberName[] = []
  let cursor: string | null = null
  do {
    const more: { readonly cursor?: string } = cursor === null ? {} : { cursor }
    const page: Awaited<ReturnType<typeof client.workspace.listMembers>> = await client.workspace.listMembers(
      inWorkspace({ limit: PAGE, ...more }),
    )
    members.push(...page.rows.filter(({ status }) => status === 'active'))
    cursor = page.nextCursor
  } while (cursor !== null)
  return members
}

export function memberNamesOptions() {
  return queryOptions({ queryKey: [...api.workspace.listMembers.key(), 'names'], queryFn: readMembers })
}

/** The name of a member, where the list has been read. */
export function memberName(queryClient: QueryClient, personId: string): string | undefined {
  return queryClient.getQueryData(memberNamesOptions().queryKey)?.find((member) => member.personId === personId)?.name
}
