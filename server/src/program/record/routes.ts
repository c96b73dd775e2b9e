import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import { type AreaContext, today } from '../../platform/area.ts'
import { actorOf, type CallContext, command, read } from '../../platform/http/call.ts'
import { readAdoption } from './adoption.ts'
import { listDecisionLog, recordDecision } from './decision-log.ts'
import { compareVersions, listDefinitions, readDefinition, readResults } from './definition-queries.ts'
import { changeMeeting, listMeetings, readMeeting, recordMeeting } from './meetings.ts'
import { changePerson, listPeople, namePerson } from './people.ts'
import { changeDefinition, discardDefinition, draftDefinition, publishDefinition } from './write-definition.ts'

/** Handlers of the program's record: definition, people, council, adoption. */
export function recordHandlers(area: AreaContext) {
  const os = implement(contract.program).$context<CallContext>()
  const { now } = area
  return {
    listDefinitions: os.listDefinitions.handler(({ context }) =>
      read(context, (scope) => listDefinitions(scope, today(area))),
    ),
    readDefinition: os.readDefinition.handler(({ input, context }) =>
      read(context, (scope) => readDefinition(scope, input.id, today(area))),
    ),
    draftDefinition: os.draftDefinition.handler(({ context }) =>
      command(context, (scope) => draftDefinition(scope, now())),
    ),
    changeDefinition: os.changeDefinition.handler(({ input, context }) =>
      command(context, (scope) => changeDefinition(scope, { ...input, now: now() })),
    ),
    publishDefinition: os.publishDefinition.handler(({ input, context }) =>
      command(context, (scope) => publishDefinition(scope, { ...input, now: now() })),
    ),
    deleteDefinition: os.deleteDefinition.handler(({ input, context }) =>
      command(context, (scope) => discardDefinition(scope, input.id)),
    ),
    compareDefinitions: os.compareDefinitions.handler(({ input, context }) =>
      read(context, async (scope) => ({ rows: [...(await compareVersions(scope, input)).rows] })),
    ),
    readDefinitionResults: os.readDefinitionResults.handler(({ input, context }) =>
      read(context, (scope) => readResults(scope, input.id, today(area))),
    ),
    listProgramPeople: os.listProgramPeople.handler(({ context }) =>
      read(context, (scope) => listPeople(scope, today(area))),
    ),
    nameProgramPerson: os.nameProgramPerson.handler(({ input, context }) =>
      command(context, (scope) => namePerson(scope, input, today(area))),
    ),
    changeProgramPerson: os.changeProgramPerson.handler(({ input, context }) =>
      command(context, (scope) => changePerson(scope, input, today(area))),
    ),
    listCouncilMeetings: os.listCouncilMeetings.handler(({ input, context }) =>
      read(context, (scope) => listMeetings(scope, input)),
    ),
    readCouncilMeeting: os.readCouncilMeeting.handler(({ input, context }) =>
      read(context, (scope) => readMeeting(scope, input.id)),
    ),
    recordCouncilMeeting: os.recordCouncilMeeting.handler(({ input, context }) =>
      command(context, (scope) => recordMeeting(scope, input, today(area))),
    ),
    changeCouncilMeeting: os.changeCouncilMeeting.handler(({ input, context }) =>
      command(context, (scope) => changeMeeting(scope, input, today(area))),
    ),
    listCouncilDecisions: os.listCouncilDecisions.handler(({ input, context }) =>
      read(context, (scope) => listDecisionLog(scope, input)),
    ),
    recordCouncilDecision: os.recordCouncilDecision.handler(({ input, context }) =>
      command(context, (scope) => recordDecision(scope, input, today(area))),
    ),
    readAdoption: os.readAdoption.handler(({ context }) => readAdoption(area, actorOf(context))),
  }
}
