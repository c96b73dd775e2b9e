import { randomUUID } from 'node:crypto'
import type { ImportedCause, ImportedContent } from './file-shape.ts'

/** Gives every thing of a file an id of its own; the same thing always the same one. */
export interface NewIds {
  of(id: string): string
  /** Of an objective, or of a key result, that is in the file; null of any other. */
  objective(id: string): string | null
  keyResult(id: string): string | null
  /** Of somebody on the team, on that side; null of anybody else. */
  person(side: 'ours' | 'customer', id: string): string | null
  /** A cause by its new ids; null where what it names is not in the file. */
  cause(cause: ImportedCause): ImportedCause | null
}

export function newIds(content: ImportedContent): NewIds {
  const ids = new Map(everyId(content).map((id) => [id, randomUUID() as string]))
  const { objectives, keyResults, people, places } = idsByKind(content)
  return {
    of: (id) => {
      const known = ids.get(id)
      if (known === undefined) throw new Error(`the file names ${id} and does not have it`)
      return known
    },
    objective: (id) => (objectives.has(id) ? (ids.get(id) ?? null) : null),
    keyResult: (id) => (keyResults.has(id) ? (ids.get(id) ?? null) : null),
    person: (side, id) => (people[side].has(id) ? (ids.get(id) ?? null) : null),
    cause: ({ kind, id }) => {
      const parts = id.split(':')
      const wanted = places[kind]
      const isKnown = wanted.length === parts.length && parts.every((part, at) => wanted[at]?.has(part))
      return isKnown ? { kind, id: parts.map((part) => ids.get(part)).join(':') } : null
    },
  }
}

/** Ids by what they name: an id of one kind is none of another, whatever a file says. */
function idsByKind({ statements, swot, objectives, whiteSpace, team, buying }: ImportedContent) {
  const of = (things: readonly { readonly id: string }[] | undefined) => new Set((things ?? []).map(({ id }) => id))
  const items = of(swot?.items)
  const said = of(statements?.sections.flatMap((section) => [...section.values, ...section.statements]))
  const places: Readonly<Record<ImportedCause['kind'], readonly ReadonlySet<string>[]>> = {
    swot_item: [items],
    tows_pair: [items, items],
    white_space_cell: [of(whiteSpace?.units), of(whiteSpace?.offerings)],
    buying_step: [of(buying?.purchases.flatMap(everyStep))],
    statement: [said],
    rule: [],
  }
  return {
    objectives: of(objectives?.objectives),
    keyResults: of(objectives?.objectives.flatMap(keptResults)),
    people: {
      ours: of(namedPeople(team).filter(({ side }) => side === 'ours')),
      customer: of(namedPeople(team).filter(({ side }) => side === 'customer')),
    },
    places,
  }
}

function everyId(content: ImportedContent): string[] {
  const { statements, swot, objectives, actions, whiteSpace, team, value, buying } = content
  return [
    ...(statements?.sections ?? []).flatMap((section) => [...section.values, ...section.statements]),
    ...(swot?.items ?? []),
    ...(objectives?.objectives ?? []).flatMap((objective) => [objective, ...keptResults(objective)]),
    ...(actions?.actions ?? []),
    ...(whiteSpace?.units ?? []),
    ...(whiteSpace?.offerings ?? []),
    ...namedPeople(team),
    ...(value?.cases ?? []).flatMap((valueCase) => [valueCase, ...valueCase.drivers]),
    ...(buying?.purchases ?? []).flatMap((purchase) => [purchase, ...everyStep(purchase)]),
  ].map(({ id }) => id)
}

/** People of the team with an id; files from before had none. */
function namedPeople(team: ImportedContent['team']) {
  return (team?.people ?? []).flatMap(({ id, side }) => (id === undefined ? [] : [{ id, side }]))
}

type Purchase = NonNullable<ImportedContent['buying']>['purchases'][number]

/** Milestones and steps of a purchase. */
export function everyStep({ customerSteps, ourSteps }: Purchase) {
  return [...customerSteps, ...ourSteps]
}

type Objective = NonNullable<ImportedContent['objectives']>['objectives'][number]

/** Key results whose numbers are in the file; those of margins are not where whoever exported them lacked the right. */
export function keptResults(objective: Objective): Objective['keyResults'] {
  return objective.keyResults.filter(({ figures, marginFigures }) => (figures ?? marginFigures) !== null)
}
