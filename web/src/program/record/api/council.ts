import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { api, client, inWorkspace } from '../../../client/index.ts'
import type { Attendee, CouncilFunction, ProgramPerson, ProgramRole } from '../types.ts'
import { useRefreshRecord } from './definitions.ts'

const PAGE = 50
const firstPage = undefined as string | undefined
const next = (page: { readonly nextCursor: string | null }) => page.nextCursor ?? undefined

export function usePeople() {
  return useQuery(api.program.listProgramPeople.queryOptions({ input: inWorkspace({}) }))
}

/** People of the workspace to choose from; the first of them are enough to pick a council. */
export function useColleagues() {
  return useQuery(api.workspace.listMembers.queryOptions({ input: inWorkspace({ limit: 200 }) }))
}

export interface Naming {
  readonly role: ProgramRole
  readonly function: CouncilFunction | null
  readonly personId: string | null
  readonly name: string
  readonly duties: string
  readonly since: string
  readonly until: string | null
}

export function useNamePerson() {
  const onSuccess = useRefreshRecord()
  return useMutation({
    mutationFn: (naming: Naming) => client.program.nameProgramPerson(inWorkspace({ ...naming })),
    onSuccess,
  })
}

export function useChangePerson() {
  const onSuccess = useRefreshRecord()
  return useMutation({
    mutationFn: ({ id, version, duties, since, until }: ProgramPerson) =>
      client.program.changeProgramPerson(inWorkspace({ id, duties, since, until }), { context: { version } }),
    onSuccess,
  })
}

export function useMeetings() {
  return useInfiniteQuery(
    api.program.listCouncilMeetings.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...(cursor ? { cursor } : {}) }),
      initialPageParam: firstPage,
      getNextPageParam: next,
    }),
  )
}

export function useMeeting(id: string) {
  return useQuery(api.program.readCouncilMeeting.queryOptions({ input: inWorkspace({ id }) }))
}

export interface MeetingContent {
  readonly heldOn: string
  readonly title: string
  readonly attendees: Attendee[]
  readonly minutes: string
}

/** Records a meeting, or changes one that is named with the version that was seen. */
export function useSaveMeeting() {
  const onSuccess = useRefreshRecord()
  return useMutation({
    mutationFn: ({ known, content }: { known: { id: string; version: number } | null; content: MeetingContent }) =>
      known === null
        ? client.program.recordCouncilMeeting(inWorkspace({ ...content }))
        : client.program.changeCouncilMeeting(inWorkspace({ id: known.id, ...content }), {
            context: { version: known.version },
          }),
    onSuccess,
  })
}

/** The decision log, or the part of one meeting. */
export function useDecisionLog(meetingId: string | null) {
  const ofMeeting = meetingId === null ? {} : { meetingId }
  return useInfiniteQuery(
    api.program.listCouncilDecisions.infiniteOptions({
      input: (cursor: string | undefined) => inWorkspace({ limit: PAGE, ...ofMeeting, ...(cursor ? { cursor } : {}) }),
      initialPageParam: firstPage,
      getNextPageParam: next,
    }),
  )
}

const LATEST = 200

/** Overrides that a decision may be about, the latest first. */
export function useOverridesToLink() {
  return useQuery(api.selection.listOverrides.queryOptions({ input: inWorkspace({ limit: LATEST }) }))
}

/** Answered back-tests and program results that a decision may be drawn from, the latest first. */
export function useRunsToLink() {
  return useQuery(api.selection.listRuns.queryOptions({ input: inWorkspace({ limit: LATEST }) }))
}

export interface LogEntry {
  readonly decidedOn: string
  readonly decision: string
  readonly reason: string
  readonly decidedBy: string
  readonly meetingId: string | null
  readonly correctsId: string | null
  readonly criteriaSetId: string | null
  readonly definitionId: string | null
  readonly tierSchemeVersion: number | null
  readonly overrideId: string | null
  readonly runId: string | null
}

export function useRecordDecision() {
  const onSuccess = useRefreshRecord()
  return useMutation({
    mutationFn: (entry: LogEntry) => client.program.recordCouncilDecision(inWorkspace({ ...entry })),
    onSuccess,
  })
}
