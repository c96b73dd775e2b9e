import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { date, inWorkspace, moment, text, uuid } from './values.ts'

/** Parts of the company that sit in the council. */
export const COUNCIL_FUNCTIONS = [
  'sales',
  'finance',
  'operations',
  'service',
  'product',
  'marketing',
  'legal',
  'other',
] as const
const councilFunction = z.enum(COUNCIL_FUNCTIONS)

export const programRole = z.enum(['executive_sponsor', 'champion', 'council'])

const holding = {
  duties: text(2_000, 0),
  since: date,
  until: date.nullable(),
}

export const programPerson = z.object({
  id: uuid,
  role: programRole,
  /** Of council members only. */
  function: councilFunction.nullable(),
  /** Null for people outside the workspace. */
  personId: z.string().nullable(),
  name: z.string(),
  ...holding,
  holds: z.boolean(),
  version: z.number().int(),
})

const attendee = z.object({
  personId: text(80).nullable().default(null),
  name: text(120),
  function: councilFunction,
})

const meetingContent = {
  heldOn: date,
  title: text(120),
  attendees: z.array(attendee).max(60),
  minutes: text(20_000, 0),
}

/** A meeting in short, as lists show it. */
export const councilMeeting = z.object({
  id: uuid,
  heldOn: date,
  title: z.string(),
  functions: z.array(councilFunction),
  attendees: z.number().int(),
  decisions: z.number().int(),
  version: z.number().int(),
})

export const councilMeetingDetail = z.object({ id: uuid, ...meetingContent, version: z.number().int() })

const linkKind = z.enum(['criteria_set', 'tier_scheme', 'definition', 'override', 'run'])

/** An entry of the decision log. Entries are never changed: a later one corrects an earlier one and names it. */
export const councilDecision = z.object({
  id: uuid,
  number: z.number().int(),
  decidedOn: date,
  decision: z.string(),
  reason: z.string(),
  decidedBy: z.string(),
  meeting: z.object({ id: uuid, title: z.string(), heldOn: date }).nullable(),
  corrects: z.object({ id: uuid, number: z.number().int() }).nullable(),
  correctedBy: z.object({ id: uuid, number: z.number().int() }).nullable(),
  /** What the decision is about. The label is null where the reader may not see it. */
  links: z.array(z.object({ kind: linkKind, id: z.string(), label: z.string().nullable() })),
  recordedBy: z.string(),
  recordedAt: moment,
})

const tags = ['program']
const people = '/workspaces/{workspace}/program-people' as const
const meetings = '/workspaces/{workspace}/council-meetings' as const
const decisions = '/workspaces/{workspace}/council-decisions' as const
const byId = inWorkspace.extend({ id: uuid })

export const councilRoutes = {
  listProgramPeople: route('program:read')
    .route({
      method: 'GET',
      path: people,
      tags,
      summary: 'Sponsor, champion and council, with those before them and the roles nobody holds',
    })
    .input(inWorkspace)
    .output(
      z.object({
        rows: z.array(programPerson),
        gaps: z.array(z.object({ role: programRole, function: councilFunction.nullable() })),
      }),
    ),
  nameProgramPerson: route('program:write', 'creates')
    .route({ method: 'POST', path: people, tags, summary: 'Name somebody for a role', successStatus: 201 })
    .input(
      inWorkspace.extend({
        role: programRole,
        function: councilFunction.nullable().default(null),
        personId: text(80).nullable().default(null),
        /** Of people outside the workspace. */
        name: text(120, 0).default(''),
        ...holding,
        duties: holding.duties.default(''),
        until: holding.until.default(null),
      }),
    )
    .output(programPerson),
  changeProgramPerson: route('program:write', 'changes')
    .route({ method: 'PUT', path: `${people}/{id}`, tags, summary: 'Change the duties or the dates of a role' })
    .input(byId.extend(holding))
    .output(programPerson),
  listCouncilMeetings: route('program:read')
    .route({ method: 'GET', path: meetings, tags, summary: 'Meetings of the council, latest first' })
    .input(inWorkspace.extend(pageQuery.shape))
    .output(pageOf(councilMeeting)),
  readCouncilMeeting: route('program:read')
    .route({ method: 'GET', path: `${meetings}/{id}`, tags, summary: 'A meeting with its minutes' })
    .input(byId)
    .output(councilMeetingDetail),
  recordCouncilMeeting: route('program:write', 'creates')
    .route({ method: 'POST', path: meetings, tags, summary: 'Record a meeting', successStatus: 201 })
    .input(inWorkspace.extend(meetingContent))
    .output(councilMeetingDetail),
  changeCouncilMeeting: route('program:write', 'changes')
    .route({ method: 'PUT', path: `${meetings}/{id}`, tags, summary: 'Change the minutes of a meeting' })
    .input(byId.extend(meetingContent))
    .output(councilMeetingDetail),
  listCouncilDecisions: route('program:read')
    .route({ method: 'GET', path: decisions, tags, summary: 'The decision log, latest entry first' })
    .input(inWorkspace.extend(pageQuery.shape).extend({ meetingId: uuid.optional() }))
    .output(pageOf(councilDecision)),
  recordCouncilDecision: route('program:write', 'creates')
    .route({
      method: 'POST',
      path: decisions,
      tags,
      summary: 'Add an entry to the decision log, or correct one by a new entry',
      successStatus: 201,
    })
    .input(
      inWorkspace.extend({
        decidedOn: date,
        decision: text(2_000),
        reason: text(2_000, 0),
        decidedBy: text(200),
        meetingId: uuid.nullable().default(null),
        correctsId: uuid.nullable().default(null),
        criteriaSetId: uuid.nullable().default(null),
        definitionId: uuid.nullable().default(null),
        tierSchemeVersion: z.number().int().min(1).max(1_000_000).nullable().default(null),
        overrideId: uuid.nullable().default(null),
        runId: uuid.nullable().default(null),
      }),
    )
    .output(councilDecision),
}
