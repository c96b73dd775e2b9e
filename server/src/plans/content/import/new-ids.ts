import { randomUUID } from 'node:crypto'
import type { ImportedCause, ImportedContent } from './file-shape.ts'

/** Gives every thing of a file an id of its own; the same thing always the same one. */
export interface NewIds {
  of(id: string): string
  /** Of an objective, or of a key result, that is in the file; null of any other. */
  objective(id: string): string | null
  keyResult(id: string): string | null
  /** Of somebody of the customer on the team; null of anybody else. */
  customer(id: string): string | null
  /** A cause by its new ids; null where what it names is not in the file. */
  cause(cause: ImportedCause): ImportedCause | null
}

export function newIds(content: ImportedContent): NewIds {
  const ids = new Map(everyId(content).map((id) => [id, randomUUID() as string]))
  const { objectives, keyResults, customers, places } = idsByKind(content)
  return {
    of: (id) => {
      const known = ids.get(id)
      if (known === undefined) throw new Error(`the file names ${id} and does not have it`)
      return known
    },
    objective: (id) => (objectives.has(id) ? (ids.get(id) ?? null) : null),
    keyResult: (id) => (keyResults.has(id) ? (ids.get(id) ?? null) : null),
    customer: (id) => (customers.has(id) ? (ids.get(id) ?? null) : null),
    cause: ({ kind, id }) => {
      const parts = id.split(':')
      const wanted = places[kind]
      const isKnown = wanted.length === parts.length && parts.every((part, at) => wanted[at]?.has(part))
      return isKnown ? { kind, id: parts.map((part) => ids.get(part)).join(':') } : null
    },
  }
}

/** Ids by what they name: an id of one kind is none of another, whatever a file says. */
function idsByKind({ statements, swot, objectives, whiteSpace, team }: ImportedContent) {
  const of = (things: readonly { readonly id: string }[] | undefined) => new Set((things ?? []).map(({ id }) => id))
  const items = of(swot?.items)
  const said = of(statements?.sections.flatMap((section) => [...section.values, ...section.statements]))
  const places: Readonly<Record<ImportedCause['kind'], readonly ReadonlySet<string>[]>> = {
    swot_item: [items],
    tows_pair: [items, items],
    white_space_cell: [of(whiteSpace?.units), of(whiteSpace?.offerings)],
    statement: [said],
    rule: [],
  }
  return {
    objectives: of(objectives?.objectives),
    keyResults: of(objectives?.objectives.flatMap(keptResults)),
    customers: of(namedPeople(team).filter(({ side }) => side === 'customer')),
    places,
  }
}

function everyId(content: ImportedContent): string[] {
  const { statements, swot, objectives, actions, whiteSpace, team, value } = content
  return [
    ...(statements?.sections ?? []).flatMap((section) => [...section.values, ...section.statements]),
    ...(swot?.items ?? []),
    ...(objectives?.objectives ?? []).flatMap((objective) => [objective, ...keptResults(objective)]),
    ...(actions?.actions ?? []),
    ...(whiteSpace?.units ?? []),
    ...(whiteSpace?.offerings ?? []),
    ...namedPeople(team),
    ...(value?.cases ?? []).flatMap((valueCase) => [valueCase, ...valueCase.drivers]),
  ].map(({ id }) => id)
}

/** People of the team with an id; files from before had none. */
function namedPeople(team: ImportedContent['team']) {
  return (team?.people ?? []).flatMap(({ id, side }) => (id === undefined ? [] : [{ id, side }]))
}

type Objective = NonNullable<ImportedContent['objectives']>['objectives'][number]

/** Key results whose numbers are in the file; those of margins are not where whoever exported them lacked the right. */
export function keptResults(objective: Objective): Objective['keyResults'] {
  return objective.keyResults.filter(({ figures, marginFigures }) => (figures ?? marginFigures) !== null)
}
