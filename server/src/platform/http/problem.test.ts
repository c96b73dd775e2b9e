import { expect, test } from 'vitest'
import { Refused } from '../refusal.ts'
import { buildProblem, classifyError } from './problem.ts'

const fromDatabase = (code: string) => Object.assign(new Error('from the database'), { code })

test.each([
  ['23505', 'http/exists-already', 409],
  ['40001', 'http/busy', 503],
  ['57014', 'http/time-limit', 503],
  ['22021', 'http/invalid', 400],
  ['08006', 'http/database-unavailable', 503],
  ['23502', 'http/internal', 500],
])('what the database refuses as %s is told as %s, with what to do next', (databaseCode, code, status) => {
  const source = classifyError(fromDatabase(databaseCode))
  expect([source.code, source.isFault]).toEqual([code, status === 500 || status === 409])
  const problem = buildProblem(source, 'r1')
  expect([problem.status, problem.code]).toEqual([status, code])
  expect(problem.detail).not.toContain('database"')
})

test.each([
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
])('a connection that is gone (%s) is no fault of ours, and may be tried again', (said) => {
  expect(classifyError(new Error(said))).toEqual({ code: 'http/database-unavailable', isFault: false })
  expect(buildProblem(classifyError(new Error(said)), 'r1').status).toBe(503)
})

test('whoever wrote the same at the same moment is told to read again, and nothing of how the tables are made', () => {
  const error = Object.assign(fromDatabase('23505'), { constraint: 'plan_statement_field', table: 'plan_statement' })
  const problem = buildProblem(classifyError(error), 'r1')
  expect(problem.detail).toBe(
    'This is there already, or somebody wrote the same at this moment; nothing was changed. Read it again, then decide.',
  )
  expect(JSON.stringify(problem)).not.toContain('plan_statement')
})

test('a refusal keeps its own code', () => {
  expect(classifyError(new Refused('plans/closed'))).toMatchObject({ code: 'plans/closed', isFault: false })
})
