import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PastedObjectives, readPastedObjectives } from './objective-import.ts'
import type { GroupSetting } from './objective-import-groups.ts'

const row = fc.record({
  objective: fc.constantFrom('Grow', ' grow', 'Win trust', ''),
  result: fc.constantFrom('', 'Plants', 'Sites', 'Visits'),
  start: fc.constantFrom('', '1', 'a'),
  target: fc.constantFrom('', '1', '5'),
  due: fc.constantFrom('', '2027-12-31', 'soon'),
})
const sheet = fc
  .array(row, { maxLength: 25 })
  .map((rows) =>
    [
      'objective\tkey result\tstart\ttarget\tdue',
      ...rows.map((one) => [one.objective, one.result, one.start, one.target, one.due].join('\t')),
    ].join('\n'),
  )
const SETTING: GroupSetting = {
  today: '2026-11-22',
  periods: [],
  present: [],
  limits: { objectives: 100, keyResults: 20 },
}
const linesOf = ({ objectives, unchanged, rejects }: PastedObjectives) =>
  [
    ...objectives.flatMap(({ lines }) => lines.map(({ line }) => line)),
    ...unchanged,
    ...rejects.map(({ line }) => line),
  ].toSorted((one, other) => one - other)

test('every filled line is taken, known already or rejected with a reason: none is lost and none counts twice', () => {
  fc.assert(
    fc.property(sheet, (pasted) => {
      const read = readPastedObjectives(pasted, SETTING)
      const filled = pasted.split('\n').flatMap((line, at) => (at > 0 && line.trim() !== '' ? [at + 1] : []))
      expect(linesOf(read)).toEqual(filled)
      for (const { reasons } of read.rejects) expect(reasons.length).toBeGreaterThan(0)
    }),
  )
})

test('a sheet that was taken changes nothing the second time, and rejects the same lines', () => {
  fc.assert(
    fc.property(sheet, (pasted) => {
      const first = readPastedObjectives(pasted, SETTING)
      const present = first.objectives.map(({ title, startsOn, endsOn, keyResults }) => ({
        title,
        startsOn,
        endsOn,
        isOpen: true,
        keyResults: keyResults.map((result) => result.title),
      }))
      const second = readPastedObjectives(pasted, { ...SETTING, present })
      expect(second.objectives).toEqual([])
      expect(linesOf(second)).toEqual(linesOf(first))
    }),
  )
})
