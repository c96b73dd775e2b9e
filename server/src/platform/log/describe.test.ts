import { expect, test } from 'vitest'
import { describe } from './describe.ts'

test('an error is told with its name, message, code and where it came from', () => {
  const error = Object.assign(new TypeError('no such row'), { code: '42P01' })
  expect(describe(error)).toMatch(/^TypeError: no such row code 42P01 .*describe\.test/)
})

test('a refused connection, whose own message is empty, is told by what was tried', () => {
  const refused = new AggregateError([
    Object.assign(new Error('connect ECONNREFUSED ::1:5432'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  ])
  expect(describe(refused)).toContain('ECONNREFUSED ::1:5432')
  expect(describe(refused)).toContain('ECONNREFUSED 127.0.0.1:5432')
})

test('a thing that only looks like an error is never "[object Object]"', () => {
  expect(describe({ message: 'Connection terminated', queue: 'import', worker: 'w1' })).toBe(
    'message Connection terminated, queue import',
  )
  expect(describe({ lost: true })).toBe('{"lost":true}')
  const circle: Record<string, unknown> = {}
  circle.self = circle
  for (const thrown of [circle, undefined, null, 7, 'plain', {}]) expect(describe(thrown)).not.toContain('[object')
})
