import { compareSwotItems, type RankedSwotItem, type SwotKind, swotScore } from './swot.ts'

/**
 * What to do about an inner and an outer item together: SO use the strength to take the opportunity, WO take the
 * opportunity to mend the weakness, ST use the strength against the threat, WT lessen the weakness and avoid the threat.
 */
export const TOWS_STRATEGIES = ['SO', 'WO', 'ST', 'WT'] as const
export type TowsStrategy = (typeof TOWS_STRATEGIES)[number]

/** A proposal: both items, the strategy and the product of their scores, from 1 to 81. */
export interface TowsProposal<Item extends RankedSwotItem = RankedSwotItem> {
  readonly id: string
  readonly strategy: TowsStrategy
  readonly internal: Item
  readonly external: Item
  readonly product: number
}

/** The first proposals, and how many there are in all. */
export interface TowsProposals<Item extends RankedSwotItem = RankedSwotItem> {
  readonly proposals: readonly TowsProposal<Item>[]
  readonly total: number
}

/** What a pair is known by: the id of the strength or weakness, a colon, the id of the opportunity or threat. */
export function towsPairId(internalId: string, externalId: string): string {
  return `${internalId}:${externalId}`
}

/** The strategy of two items; null unless the first lies inside (strength, weakness) and the second outside. */
export function towsStrategy(internal: SwotKind, external: SwotKind): TowsStrategy | null {
  if (external === 'opportunity') {
    if (internal === 'strength') return 'SO'
    return internal === 'weakness' ? 'WO' : null
  }
  if (external !== 'threat') return null
  if (internal === 'strength') return 'ST'
  return internal === 'weakness' ? 'WT' : null
}

/**
 * Pairs every strength and weakness of one list with every opportunity and threat of it, the greater product of both
 * scores first; of equal products the higher inner item, then the higher outer one, in the order of `compareSwotItems`.
 * Items without a grade make no pairs, for nobody knows what they are worth; pairs named in `answered` are left out.
 * Takes living items of one viewpoint; `limit` is how many to give, at least 0. The work grows with the items and the
 * pairs given, not with all the pairs there are. Source: Weihrich, The TOWS matrix (1982), for the four strategies; the
 * order by the product is ours.
 */
export function proposeTows<Item extends RankedSwotItem>(
  items: readonly Item[],
  question: {
    readonly strategy?: TowsStrategy | undefined
    readonly answered: ReadonlySet<string>
    readonly limit: number
  },
): TowsProposals<Item> {
  const graded = items.filter((item) => swotScore(item) !== null).sort(compareSwotItems)
  const { strategy } = question
  const internals = graded.filter(({ kind }) => isInternal(kind) && (!strategy || strategy.startsWith(letterOf(kind))))
  const externals = graded.filter(({ kind }) => !isInternal(kind) && (!strategy || strategy.endsWith(letterOf(kind))))
  const proposals: TowsProposal<Item>[] = []
  for (const proposal of pairsInOrder(internals, externals)) {
    if (proposals.length >= question.limit) break
    if (!question.answered.has(proposal.id)) proposals.push(proposal)
  }
  const total = internals.length * externals.length - countAnswered(internals, externals, question.answered)
  return { proposals, total }
}

/** A product names few scores, so the outer items that reach it with a given inner one are a bucket, already in order. */
function* pairsInOrder<Item extends RankedSwotItem>(
  internals: readonly Item[],
  externals: readonly Item[],
): Generator<TowsProposal<Item>> {
  const byScore = groupByScore(externals)
  const innerScores = new Set(internals.map(scoreOf))
  const products = new Set([...innerScores].flatMap((inner) => [...byScore.keys()].map((outer) => inner * outer)))
  for (const product of [...products].sort((one, other) => other - one)) {
    for (const internal of internals) {
      for (const external of byScore.get(product / scoreOf(internal)) ?? []) {
        const strategy = towsStrategy(internal.kind, external.kind)
        if (strategy) yield { id: towsPairId(internal.id, external.id), strategy, internal, external, product }
      }
    }
  }
}

function groupByScore<Item extends RankedSwotItem>(items: readonly Item[]): ReadonlyMap<number, readonly Item[]> {
  const groups = new Map<number, Item[]>()
  for (const item of items) {
    const group = groups.get(scoreOf(item))
    if (group) group.push(item)
    else groups.set(scoreOf(item), [item])
  }
  return groups
}

function countAnswered(
  internals: readonly RankedSwotItem[],
  externals: readonly RankedSwotItem[],
  answered: ReadonlySet<string>,
): number {
  const inner = new Set(internals.map(({ id }) => id))
  const outer = new Set(externals.map(({ id }) => id))
  let count = 0
  for (const pair of answered) {
    const [internalId = '', externalId = ''] = pair.split(':')
    if (inner.has(internalId) && outer.has(externalId)) count += 1
  }
  return count
}

function isInternal(kind: SwotKind): boolean {
  return kind === 'strength' || kind === 'weakness'
}

function letterOf(kind: SwotKind): string {
  return kind.charAt(0).toUpperCase()
}

function scoreOf(item: RankedSwotItem): number {
  return swotScore(item) ?? 0
}
