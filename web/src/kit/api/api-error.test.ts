import { describe, expect, it } from 'vitest'
import { toFormErrors, toProblem } from './api-error.ts'
import { mayRetry } from './query-client.ts'
import { text } from './text.ts'

const refused = {
  type: 'about:blank',
  title: 'Some fields are wrong',
  status: 422,
  detail: 'Two fields need another value.',
  code: 'request/invalid',
  requestId: 'req-7',
  errors: [
    { path: 'name', code: 'too-short', message: 'Give the account a name.' },
    { path: 'name', code: 'other', message: 'A second remark.' },
    { path: ['criteria', 0, 'weight'], code: 'too-large', message: 'Weights add up to 100.' },
    { path: '/hidden', code: 'odd', message: 'Not on this form.' },
  ],
}

describe('a refused request', () => {
  it.each([
    ['as it came', refused],
    ['wrapped as data', { message: 'x', status: 422, code: 'UNPROCESSABLE', data: refused }],
    ['wrapped as the body of data', { status: 422, code: 'X', data: { status: 422, body: refused } }],
  ])('is understood %s', (_how, error) => {
    expect(toProblem(error)).toMatchObject({ status: 422, code: 'request/invalid', requestId: 'req-7' })
  })

  it('puts each message at its field and the rest above the form', () => {
    expect(toFormErrors(refused, ['name', 'criteria'])).toEqual({
      fields: {
        name: 'Give the account a name.',
        'criteria.0.weight': 'Weights add up to 100.',
        criteria: 'Weights add up to 100.',
      },
      form: 'hidden: Not on this form.',
    })
  })

  it('says the sentence above the form when no field is to blame', () => {
    expect(toFormErrors({ ...refused, errors: [] }, ['name'])).toEqual({
      fields: {},
      form: 'Two fields need another value.',
    })
  })
})

describe('a request that failed', () => {
  it('says that the server could not be reached', () => {
    expect(toProblem(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, detail: text.offline })
  })

  it('never shows an inner message of the program', () => {
    expect(toProblem(new Error('column "x" does not exist')).detail).toBe(text.unexpected)
    expect(toProblem(null).detail).toBe(text.unexpected)
  })

  it('is tried again for lost connections and overload, not for refusals', () => {
    expect(mayRetry(0, new TypeError('Failed to fetch'))).toBe(true)
    expect(mayRetry(0, { status: 503 })).toBe(true)
    expect(mayRetry(2, { status: 503 })).toBe(false)
    expect(mayRetry(0, { status: 403 })).toBe(false)
    expect(mayRetry(0, refused)).toBe(false)
  })
})
