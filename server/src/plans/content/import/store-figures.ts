import { randomUUID } from 'node:crypto'
import { nameKey } from '@mainstay/domain/plans'
import { type ImportedContent, MEASURE_KEYS } from './file-shape.ts'
import { storeCauses } from './owners-and-causes.ts'
import { inPieces, placeOf, type StoreWork } from './store-work.ts'

const MEASURES = ['netRevenue', 'grossMargin', 'contribution'] as const

/** Goals and entries of the plan itself; what plans below it add is theirs. */
export async function storeGoals(work: StoreWork): Promise<void> {
  const { scope, content, now } = work
  const measures = (content.goals?.periods ?? []).flatMap((period) =>
    MEASURES.flatMap((key) => {
      const measure = period[key]
      return measure ? [{ period: period.number, measure: MEASURE_KEYS[key], ...measure }] : []
    }),
  )
  const goals = measures.flatMap(({ period, measure, own }) =>
    own === null ? [] : [{ ...placeOf(work), period, measure, amount: own, author_name: scope.actor.name }],
  )
  await inPieces(goals, (piece) => scope.db.insertInto('mainstay.plan_goal').values(piece).execute())
  const entries = measures.flatMap(({ period, measure, entries: own }) =>
    own.map((entry, at) => ({
      ...placeOf(work),
      id: randomUUID() as string,
      period,
      measure,
      kind: entry.kind,
      amount: entry.amount,
      note: entry.note,
      source: entry.source,
      author_name: entry.authorName,
      created_at: new Date(now.getTime() + at),
      updated_at: notLater(entry.updatedAt, now),
      cause: entry.cause,
    })),
  )
  const rows = entries.map(({ cause: _, ...row }) => row)
  await inPieces(rows, (piece) => scope.db.insertInto('mainstay.plan_bridge_entry').values(piece).execute())
  const caused = entries.map(({ id, cause }) => ({ effectId: id, causes: cause ? [cause] : [] }))
  await storeCauses(work, 'bridge_entry', caused)
}

export async function storeWhiteSpace(work: StoreWork): Promise<void> {
  const { scope, content, ids, now } = work
  const part = content.whiteSpace
  if (!part) return
  await inPieces(headingRows(work, part), (piece) =>
    scope.db.insertInto('mainstay.white_space_heading').values(piece).execute(),
  )
  const cells = part.cells.map((cell) => ({
    ...placeOf(work),
    unit_id: ids.of(cell.unitId),
    offering_id: ids.of(cell.offeringId),
    state: cell.state,
    state_by: cell.writtenBy,
    competitor: cell.competitor,
    competitor_share: cell.competitorShare,
    renewal_on: cell.renewalOn,
    potential_low: cell.potential.low,
    potential_base: cell.potential.base,
    potential_high: cell.potential.high,
    need_probability: cell.needProbability,
    win_probability: cell.winProbability,
    source: cell.source,
    note: cell.note,
    author_name: cell.authorName,
    updated_at: notLater(cell.updatedAt, now),
  }))
  await inPieces(cells, (piece) => scope.db.insertInto('mainstay.white_space_cell').values(piece).execute())
}

function headingRows(work: StoreWork, part: NonNullable<ImportedContent['whiteSpace']>) {
  const { ids, known } = work
  const common = ({
    id,
    name,
    position,
  }: {
    readonly id: string
    readonly name: string
    readonly position: number
  }) => ({
    ...placeOf(work),
    id: ids.of(id),
    name,
    name_key: nameKey(name),
    position,
  })
  return [
    ...part.units.map((unit) => ({
      ...common(unit),
      axis: 'units' as const,
      unit_account_id: (unit.account && known.companies.get(unit.account.code)) ?? null,
      product_line_id: null,
      margin_rate: null,
    })),
    ...part.offerings.map((offering) => ({
      ...common(offering),
      axis: 'offerings' as const,
      unit_account_id: null,
      product_line_id: (offering.productLine === null ? null : known.lines.get(offering.productLine)) ?? null,
      margin_rate: offering.marginSource === 'people' ? offering.marginRate : null,
    })),
  ]
}

function notLater(moment: string, now: Date): Date {
  return new Date(Math.min(Date.parse(moment), now.getTime()))
}
