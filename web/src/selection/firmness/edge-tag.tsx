import { Tag } from '../../kit/figures/badges.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { reasonsLine } from './edge-reasons.ts'
import { text } from './text.ts'
import type { EdgeAccount, Firmness } from './types.ts'
import { isClose } from './verdict.ts'

/** The accounts that a plausible change of one weight moves across the line, by id. */
export type Edges = ReadonlyMap<string, EdgeAccount>

export const NO_EDGES: Edges = new Map()

export function edgesOf(firmness: Firmness | undefined): Edges {
  return firmness ? new Map(firmness.edges.filter(isClose).map((edge) => [edge.account.id, edge])) : NO_EDGES
}

/** Marks an account whose place hangs on little; the reasons stand in its note. */
export function EdgeTag({ edge }: { edge: EdgeAccount | undefined }) {
  const locale = useLocale()
  if (!edge) return null
  return (
    <Tag tone="caution" title={text.edges.tagHint(reasonsLine(edge, locale))}>
      {text.edges.tag}
    </Tag>
  )
}
