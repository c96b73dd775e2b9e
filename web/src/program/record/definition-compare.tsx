import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { useComparison } from './api/definitions.ts'
import { definitionName } from './definition-parts.ts'
import { PartTable } from './part-table.tsx'
import { text } from './text.ts'
import type { Definition } from './types.ts'

/** As many decimals as there are to tell, two at most. */
function decimalsOf(value: number): number {
  return String(Number(value.toFixed(2))).split('.')[1]?.length ?? 0
}

/** A version against another one, field by field. */
export function DefinitionCompare({ version, other }: { version: Definition; other: Definition }) {
  const [before, after] = other.number <= version.number ? [other, version] : [version, other]
  const comparison = useComparison(after, before.id)
  const locale = useLocale()
  const title = text.definition.compareTitle(definitionName(after), definitionName(before))
  const write = (difference: number | null) =>
    difference === null || difference === 0
      ? null
      : formatNumber(difference, { locale, sign: 'always', decimals: decimalsOf(difference) })
  return (
    <Panel title={title}>
      <QueryGate query={comparison}>
        {({ rows }) => (
          <>
            {rows.every(({ kind }) => kind === 'same') ? <p>{text.definition.noChanges}</p> : null}
            <PartTable
              before={definitionName(before)}
              after={definitionName(after)}
              rows={rows.map(({ field, before: was, after: is, difference }) => ({
                field,
                before: was,
                after: is,
                difference: write(difference),
              }))}
            />
          </>
        )}
      </QueryGate>
    </Panel>
  )
}
